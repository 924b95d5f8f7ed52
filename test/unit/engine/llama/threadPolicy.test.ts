// How many threads compute beside others, from given processor times.
import assert from 'node:assert/strict';
import { othersBusyCores, ThreadPolicy, threadsBeside } from '../../../../engine/llama/threadPolicy.ts';

describe('threadsBeside', () => {
  const physicalCores = 4;
  for (const [busyCores, current, wanted] of [
    [0, 4, 4],
    [0.2, 4, 4],
    [0.49, 4, 4],
    [0.5, 4, 3],
    [1, 4, 3],
    [1.4, 4, 3],
    [2, 4, 2],
    [9, 4, 1],
    // What was given up comes back only when it is clearly free.
    [0.4, 3, 3],
    [0.2, 3, 4],
    [1.2, 2, 3],
    [0, 1, 4],
  ] as const) {
    it(`goes from ${current} to ${wanted} of ${physicalCores} beside ${busyCores} busy cores`, () => {
      assert.equal(threadsBeside(busyCores, physicalCores, current), wanted);
    });
  }

  it('never goes below one', () => {
    assert.equal(threadsBeside(5, 1, 1), 1);
  });
});

describe('othersBusyCores', () => {
  it('leaves out what this process used itself', () => {
    const earlier = { atMs: 1000, allMs: 5000, ownMs: 300 };
    assert.equal(othersBusyCores(earlier, { atMs: 2000, allMs: 6800, ownMs: 1300 }), 0.8);
    assert.equal(othersBusyCores(earlier, { atMs: 2000, allMs: 5990, ownMs: 1300 }), 0);
  });
});

describe('ThreadPolicy', () => {
  it('measures in windows and follows what it sees', () => {
    const machine = { atMs: 0, allMs: 0, ownMs: 0 };
    let readings = 0;
    const pass = (ms: number, othersCores: number) => {
      machine.atMs += ms;
      machine.allMs += ms * othersCores;
    };
    const read = () => {
      readings++;
      return { ...machine };
    };
    const policy = new ThreadPolicy(2, read, () => machine.atMs);
    assert.equal(policy.threads(), 2);
    pass(100, 1);
    assert.equal(policy.threads(), 2);
    assert.equal(readings, 1);
    pass(400, 1);
    assert.equal(policy.threads(), 1);
    pass(100, 0);
    assert.equal(policy.threads(), 1);
    pass(400, 0);
    assert.equal(policy.threads(), 2);
    assert.equal(readings, 3);
  });
});
