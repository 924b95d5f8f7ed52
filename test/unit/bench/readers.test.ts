// What a suggestion was worth to someone who wrote what a recording says. `█` is the cursor.
import assert from 'node:assert/strict';
import { judge } from '../../../bench/replay/readers.ts';

describe('a reader', () => {
  for (const [name, typed, keys, finalLine, suggestion, expected] of [
    ['all of the rest', 'foo(x);', 3, 'foo(x);', '(x);', [true, 4]],
    ['a beginning of the rest', 'foo(x);', 3, 'foo(x);', '(x', [true, 2]],
    ['a first line of several', 'foo(x);', 3, 'foo(x);', '(x);\nbar();', [true, 4]],
    ['half a word', 'foo(xyz);', 3, 'foo(xyz);', '(x', [false, 0]],
    ['something else', 'foo(x);', 3, 'foo(x);', '(y);', [false, 0]],
    ['more than was written', 'foo(x)', 3, 'foo(x)', '(x).bar', [false, 0]],
    ['brackets that the editor closed', 'foo(x', 3, 'foo(x);', '(x);', [true, 2]],
    ['what was put right later', 'fooo', 2, 'foo(x);', 'o(x);', [true, 1]],
    ['a line that was left otherwise', 'foo', 2, 'bar', 'o(x);', [false, 0]],
    ['nothing', 'foo', 2, 'foo', '', [false, 0]],
  ] as const) {
    it(`${name}: ${expected[0] ? `saves ${expected[1]}` : 'wrong'}`, () => {
      const run = { text: '', offset: 0, typed, finalLine, pauseMs: 0 };
      const shown = { text: suggestion, startOffset: keys, endOffset: keys };
      const { isRight, savedKeys } = judge(shown, typed.slice(0, keys), run, keys);
      assert.deepEqual([isRight, savedKeys], expected);
    });
  }
});
