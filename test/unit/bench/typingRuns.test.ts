// Runs of a recording, and the lines that became of them.
import assert from 'node:assert/strict';
import { typingRuns } from '../../../bench/trace.ts';

type Patch = readonly [position: number, deleted: number, inserted: string];

function keysAt(position: number, typed: string): Patch[] {
  return Array.from(typed, (key, index) => [position + index, 0, key] as const);
}

function runsOf(startContent: string, patches: readonly Patch[]) {
  return typingRuns({ startContent, txns: [{ patches }] }).map(({ typed, finalLine }) => [typed, finalLine]);
}

describe('typingRuns', () => {
  for (const [name, start, patches, expected] of [
    ['typed at once', 'a\n', keysAt(0, 'hello'), [['hello', 'helloa']]],
    ['too short', '\n', keysAt(0, 'hell'), []],
    [
      'with a bracket that the editor closed',
      'x\n',
      [...keysAt(0, 'hello'), [5, 0, '()'], ...keysAt(6, 'a'), [9, 0, '\n']],
      [['hello', 'hello(a)x']],
    ],
    [
      'put right before the line was left',
      '\nz',
      [...keysAt(0, 'hellp'), [4, 1, ''], ...keysAt(4, 'o'), [7, 0, 'y']],
      [['hellp', 'hello']],
    ],
    [
      'changed after the line was left',
      '\nz',
      [...keysAt(0, 'hello'), [7, 0, 'y'], [0, 5, '']],
      [['hello', 'hello']],
    ],
    [
      'two on two lines',
      '\n',
      [...keysAt(0, 'first'), [5, 0, '\n'], ...keysAt(6, 'second')],
      [
        ['first', 'first'],
        ['second', 'second'],
      ],
    ],
  ] as [string, string, Patch[], string[][]][]) {
    it(name, () => assert.deepEqual(runsOf(start, patches), expected));
  }

  it('tells the pause between two runs, short ones left out', () => {
    const at = (second: number, patches: readonly Patch[]) => ({
      time: `2020-09-10T04:52:${second}.000Z`,
      patches,
    });
    const txns = [
      at(10, keysAt(0, 'first')),
      at(20, keysAt(3, 'no')),
      at(30, [[7, 0, '\n']]),
      at(35, keysAt(8, 'second')),
    ];
    const pauses = typingRuns({ startContent: '\n', txns }).map(({ typed, pauseMs }) => [typed, pauseMs]);
    assert.deepEqual(pauses, [
      ['first', 0],
      ['second', 25_000],
    ]);
  });
});
