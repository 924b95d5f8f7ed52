// Differences by lines and words, and what of them is settled while a proposal is still coming.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addedWords, diffLines, linesOf } from '../../../../../src/rewrite/pending/lineDiff.ts';
import {
  nothingSettled,
  remainingParts,
  settledParts,
} from '../../../../../src/rewrite/pending/streamedDiff.ts';

const lines = fc.array(fc.constantFrom('one\n', 'two\n', '}\n', '\n', 'three four\n', 'x\r\n'), {
  maxLength: 12,
});

describe('linesOf', () => {
  for (const text of ['', 'a', 'a\n', 'a\nb', '\n\n', 'a\r\nb\r\n']) {
    it(`gives ${JSON.stringify(text)} back when joined`, () => assert.equal(linesOf(text).join(''), text));
  }
});

describe('diffLines', () => {
  it('joins to both texts, with changes between lines that both have', () => {
    fc.assert(
      fc.property(lines, lines, (original, proposed) => {
        const parts = diffLines(original, proposed);
        assert.deepEqual(
          parts.flatMap((part) => part.original),
          original,
        );
        assert.deepEqual(
          parts.flatMap((part) => part.proposed),
          proposed,
        );
        for (const [index, part] of parts.entries()) assert.notEqual(part.kind, parts[index + 1]?.kind);
      }),
    );
  });
});

describe('addedWords', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['const a = 1;\n', 'const total = 1;\n', ['total']],
    ['', 'all new\n', []],
    ['f(a)\n', 'f(a)\n', []],
    ['return x;\n', 'return x ?? 0;\n', [' ?? 0']],
  ];
  for (const [original, proposed, expected] of cases) {
    it(`marks ${JSON.stringify(expected)} in ${JSON.stringify(proposed)}`, () => {
      const words = addedWords(original, proposed);
      assert.deepEqual(
        words.map(({ startOffset, endOffset }) => proposed.slice(startOffset, endOffset)),
        expected,
      );
    });
  }
});

describe('settledParts', () => {
  it('waits with a change until lines that follow it are there', () => {
    const original = linesOf('a();\nb();\nfinish();\n');
    const first = settledParts(original, ['a();\n', 'changed();\n'], nothingSettled);
    assert.deepEqual(first.settled, { originalLines: 1, proposedLines: 1 });
    const second = settledParts(original, ['a();\n', 'changed();\n', 'doIt();\n', 'c1();\n'], first.settled);
    assert.deepEqual(second.parts, []);
    const third = settledParts(
      original,
      ['a();\n', 'changed();\n', 'call();\n', 'finish();\n'],
      first.settled,
    );
    assert.deepEqual(
      third.parts.map(({ kind }) => kind),
      ['changed', 'same'],
    );
  });

  it('takes no lone bracket for the place to go on at', () => {
    const original = linesOf('a {\n  one();\n}\nb {\n  two();\n}\n');
    const { parts } = settledParts(original, ['c {\n', '  three();\n', '}\n'], nothingSettled);
    assert.deepEqual(parts, []);
  });

  it('lets everything in where nothing is replaced', () => {
    const { parts } = settledParts([], ['new();\n', 'more();\n'], nothingSettled);
    assert.deepEqual(
      parts.map(({ kind, proposed }) => [kind, proposed]),
      [['changed', ['new();\n', 'more();\n']]],
    );
  });

  it('gives both texts in the end, however the proposal came', () => {
    fc.assert(
      fc.property(lines, lines, (original, proposed) => {
        let settled = nothingSettled;
        const parts = [];
        for (let count = 1; count <= proposed.length; count++) {
          const step = settledParts(original, proposed.slice(0, count), settled);
          parts.push(...step.parts);
          settled = step.settled;
        }
        parts.push(...remainingParts(original, proposed, settled));
        assert.equal(parts.flatMap((part) => part.original).join(''), original.join(''));
        assert.equal(parts.flatMap((part) => part.proposed).join(''), proposed.join(''));
      }),
    );
  });
});
