// Where fixes of one problem among others are asked for.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { placesToAsk } from '../../../../src/fixes/placesToAsk.ts';

type Pair = readonly [start: number, end: number];
const rangeOf = ([startOffset, endOffset]: Pair) => ({ startOffset, endOffset });

const cases: readonly (readonly [
  name: string,
  problem: Pair,
  others: readonly Pair[],
  at?: Pair,
  beside?: readonly Pair[],
])[] = [
  ['the whole problem where it is the only one', [4, 9], [], [4, 9]],
  [
    'the whole problem where others are elsewhere',
    [4, 9],
    [
      [0, 3],
      [10, 12],
    ],
    [4, 9],
  ],
  ['what no other touches', [4, 9], [[6, 7]], [4, 5]],
  [
    'what stands behind others',
    [4, 9],
    [
      [0, 4],
      [3, 6],
    ],
    [7, 9],
  ],
  ['all of it, and others where they are alone', [4, 9], [[0, 20]], [4, 9], [[0, 3]]],
  ['all of it, and others behind', [4, 9], [[4, 20]], [4, 9], [[10, 20]]],
  ['nowhere where another is at the same place', [4, 9], [[4, 9]]],
  [
    'nowhere where one of several is inside',
    [4, 9],
    [
      [0, 20],
      [5, 6],
    ],
  ],
  ['nowhere where an empty one is touched', [4, 4], [[4, 4]]],
  [
    'nowhere where there are many',
    [4, 9],
    [
      [0, 20],
      [1, 20],
      [2, 20],
      [3, 20],
    ],
  ],
];

describe('placesToAsk', () => {
  for (const [name, problem, others, at, beside = []] of cases)
    it(`asks ${name}`, () =>
      assert.deepEqual(
        placesToAsk(rangeOf(problem), others.map(rangeOf)),
        at && { at: rangeOf(at), beside: beside.map(rangeOf) },
      ));

  it('tells the problem from each other that it touches', () => {
    const range = fc.tuple(fc.nat(12), fc.nat(6)).map(([start, length]): Pair => [start, start + length]);
    const touches = (a: Pair, b: Pair) => a[0] <= b[1] && b[0] <= a[1];
    fc.assert(
      fc.property(range, fc.array(range, { maxLength: 4 }), (problem, others) => {
        const places = placesToAsk(rangeOf(problem), others.map(rangeOf));
        if (places === undefined) return;
        const at: Pair = [places.at.startOffset, places.at.endOffset];
        assert.ok(at[0] >= problem[0] && at[1] <= problem[1] && at[0] <= at[1]);
        const beside = places.beside.map((place): Pair => [place.startOffset, place.endOffset]);
        assert.ok(!beside.some((place) => touches(place, problem)));
        for (const other of others)
          assert.ok(!touches(at, other) || beside.some((place) => touches(place, other)));
      }),
    );
  });
});
