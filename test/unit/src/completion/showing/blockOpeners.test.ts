// What closes what a suggestion leaves open.
import assert from 'node:assert/strict';
import { closingOf } from '../../../../../src/completion/showing/blockOpeners.ts';

describe('closingOf', () => {
  for (const [name, lineBefore, text, closing, languageId] of [
    ['a block', 'if ', '(x) {', '}', 'typescript'],
    ['a callback', 'each', '((x) => {', '})', 'typescript'],
    ['what the line had open already', 'f(', 'a, [', ']', 'typescript'],
    ['nothing', 'let x = ', 'f(1);', '', 'typescript'],
    ['a bracket in a string', 'let x = ', '"{";', '', 'typescript'],
    ['an open string', 'let x = ', '"{', '', 'typescript'],
    ['a branch', '} else ', 'if (y) {', '}', 'typescript'],
    ['a match', 'match ', 'self {', '}', 'rust'],
    ['a block after a colon', 'if ', 'x:', ' pass', 'python'],
    ['a statement', 'x = ', 'f(1)', '', 'python'],
  ] as const) {
    it(name, () => assert.equal(closingOf(text, lineBefore, languageId), closing));
  }
});
