// Guesses from the text that an answer repeats: where they go on, how long they are, when there are none.
import assert from 'node:assert/strict';
import { InputDrafter } from '../../../../engine/chat/inputDrafter.ts';

const source = Array.from({ length: 60 }, (_, index) => index);

/** What is guessed after each token of an answer. */
function drafts(answer: readonly number[], isAtStart = true, text = source): (readonly number[])[] {
  const drafter = new InputDrafter(text, isAtStart);
  return answer.map((_, index) => {
    drafter.follow(answer.slice(0, index + 1));
    return drafter.draft();
  });
}

describe('InputDrafter', () => {
  it('guesses the more the longer the answer agrees', () => {
    const lengths = drafts(source.slice(0, 20)).map((draft) => draft.length);
    assert.deepEqual(lengths.slice(0, 6), [7, 7, 7, 15, 15, 15]);
  });

  it('goes on behind what the answer repeated', () => {
    assert.deepEqual(drafts([0, 1, 2])[2], [3, 4, 5, 6, 7, 8, 9]);
  });

  it('guesses nothing while the answer says something else', () => {
    assert.deepEqual(drafts([0, 1, 99, 98]).slice(2), [[], []]);
  });

  it('finds its place again after two tokens, behind an insertion, a replacement or a removal', () => {
    for (const [name, answer] of [
      ['insertion', [0, 1, 99, 98, 2, 3]],
      ['replacement', [0, 1, 99, 3, 4]],
      ['removal', [0, 1, 7, 8]],
    ] as const) {
      const next = (answer.at(-1) ?? 0) + 1;
      assert.deepEqual(drafts(answer).at(-1), [next, next + 1, next + 2], name);
    }
  });

  it('takes the nearest place ahead among those that agree for as long', () => {
    const text = [5, 6, 10, 20, 5, 6, 11, 30, 5, 6, 12];
    assert.deepEqual(drafts([5, 6, 10, 20, 99, 5, 6], true, text).at(-1), [11, 30, 5]);
  });

  it('guesses nothing from the start of an answer that may begin with anything', () => {
    assert.deepEqual(drafts([0], false), [[]]);
    assert.deepEqual(drafts([0, 1], false), [[], [2, 3, 4]]);
  });

  it('guesses nothing behind the end, nor from nothing', () => {
    assert.deepEqual(drafts([0, 1, 2], true, [0, 1, 2]).at(-1), []);
    assert.deepEqual(drafts([0, 1], true, []), [[], []]);
  });
});
