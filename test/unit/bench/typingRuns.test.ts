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
});
