// Where an answer may be cut. `|` stands between tokens.
import assert from 'node:assert/strict';
import { lexisOf } from '../../../../../src/completion/cleanup/lexis.ts';
import { beginningsOf } from '../../../../../src/completion/showing/beginnings.ts';

function beginnings(marked: string, languageId = 'typescript'): readonly string[] {
  const text = marked.replaceAll('|', '');
  let endOffset = 0;
  const tokens = marked
    .split('|')
    .map((token) => ({ endOffset: (endOffset += token.length), probability: 0.9 }));
  return beginningsOf({ text, tokens }, lexisOf(languageId)).map((end) => text.slice(0, end));
}

describe('beginningsOf', () => {
  for (const [name, marked, expected] of [
    [
      'words, the longest first',
      'total| +|= value|.price|;',
      ['total += value.price', 'total += value', 'total'],
    ],
    ['not inside a word', 'get|Name|();', ['getName']],
    ['not behind an operator', 'total| =| 1;', ['total']],
    ['not while a bracket is open', 'add|(first|, second|)|;', ['add(first, second)', 'add']],
    ['not behind a bracket that the line had open', 'first|)| + second|;', ['first']],
    ['not inside a string', 'log|("a b| c d"|)|;', ['log("a b c d")', 'log']],
    ['nothing that is typed sooner than read', 'ab|(|c|);', []],
    ['of the first line only', 'total|;\nnext|(|);', ['total']],
    ['not the whole line', 'total', []],
    ['indentation is no text', '\n  ab| = 1;', []],
  ] as const) {
    it(name, () => assert.deepEqual(beginnings(marked), expected));
  }
});
