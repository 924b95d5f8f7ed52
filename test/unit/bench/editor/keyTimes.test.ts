import assert from 'node:assert/strict';
import { keyTimes } from '../../../../bench/editor/keyTimes.ts';

describe('keyTimes', () => {
  const keys = [
    { atMs: 100, key: 'a' },
    { atMs: 300, key: 'b' },
    { atMs: 500, key: 'x' },
  ];

  it('tells keys that typed what was suggested from those that got something new', () => {
    const changes = [
      { atMs: 180, ghost: 'bc' },
      { atMs: 310, ghost: 'c' },
      { atMs: 505, ghost: '' },
      { atMs: 640, ghost: 'yz' },
    ];
    assert.deepEqual(keyTimes(keys, changes), { alongMs: [10], appearingMs: [80, 140] });
  });

  it('leaves out keys that the next one came before, and what came too late', () => {
    const changes = [{ atMs: 4000, ghost: 'late' }];
    assert.deepEqual(keyTimes(keys, changes), { alongMs: [], appearingMs: [] });
  });

  it('does not take text that stays, or is drawn again, for new', () => {
    const changes = [
      { atMs: 50, ghost: 'q' },
      { atMs: 120, ghost: 'q' },
    ];
    assert.deepEqual(keyTimes(keys, changes), { alongMs: [], appearingMs: [] });
  });
});
