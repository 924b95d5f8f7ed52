// Which tokens stay.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  chooseVocabulary,
  coversAllBytes,
  isKeptMerge,
} from '../../../../../engine/copies/tuning/vocabulary.ts';
import { tinyVocabulary } from '../../../../support/tinyModel.ts';

const { tokens, types, endOfText, toolCall, firstPadding, merges } = tinyVocabulary;
const idOf = (token: string) => tokens.indexOf(token);
const choose = (asciiOnly: boolean, maxId: number) => chooseVocabulary(tokens, types, { asciiOnly, maxId });

describe('chooseVocabulary', () => {
  it('keeps bytes, control and user-defined tokens, no padding, and fills up to whole groups of rows', () => {
    const kept = choose(true, 0);
    // 256 bytes, two special tokens, and the 62 lowest dropped ids.
    assert.equal(kept.length, 320);
    assert.deepEqual(
      kept.slice(0, 318),
      Array.from({ length: 318 }, (_, id) => id),
    );
    assert.deepEqual(kept.slice(318), [endOfText, toolCall]);
  });

  for (const [asciiOnly, maxId, token, isKept] of [
    [true, 1000, 'Ġlet', true],
    [true, 1000, 'in', true],
    [true, 1000, 'æĀæ', true],
    [true, 1000, tokens[460], false],
    [false, 1000, tokens[460], true],
    [false, 400, tokens[399], true],
    [false, 400, tokens[460], false],
  ] as const) {
    const rule = `${asciiOnly ? 'ASCII' : 'any text'} below ${maxId}`;
    it(`${rule}: "${token}" ${isKept ? 'stays' : 'goes'}`, () => {
      assert.equal(choose(asciiOnly, maxId).includes(idOf(token ?? '')), isKept);
    });
  }

  it('keeps what other entries name, even padding', () => {
    const rule = { asciiOnly: true, maxId: 0 };
    assert.ok(chooseVocabulary(tokens, types, rule, new Set([firstPadding])).includes(firstPadding));
  });

  it('keeps with every token what it is made of', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.integer({ min: 0, max: tokens.length }), (asciiOnly, maxId) => {
        const kept = new Set(choose(asciiOnly, maxId).map((id) => tokens[id]));
        return merges.every((merge) => {
          const [left = '', right = ''] = merge.split(' ');
          return !kept.has(left + right) || (kept.has(left) && kept.has(right));
        });
      }),
    );
  });
});

describe('coversAllBytes', () => {
  it('wants each of the 256', () => {
    assert.ok(coversAllBytes(tokens));
    assert.ok(!coversAllBytes(tokens.filter((token) => token !== 'a')));
  });
});

describe('isKeptMerge', () => {
  const kept = new Set(['a', 'b', 'ab', 'abc']);
  for (const [merge, expected] of [
    ['a b', true],
    ['b a', false],
    ['ab c', false],
    ['x b', false],
  ] as const) {
    it(`${merge}: ${expected}`, () => assert.equal(isKeptMerge(merge, kept), expected));
  }
});
