// When the slot of a session is named.
import assert from 'node:assert/strict';
import { LlamaSlots } from '../../../../engine/remote/llamaSlots.ts';

describe('the slots of a llama.cpp server', () => {
  let nowMs = 0;
  let slots: LlamaSlots;
  beforeEach(() => {
    nowMs = 0;
    slots = new LlamaSlots(() => nowMs);
  });

  it('are named behind a request that was closed, until the server is sure to know', () => {
    slots.ended('a', 2);
    assert.equal(slots.named('a'), undefined);
    slots.cut('a');
    assert.deepEqual([slots.named('a'), slots.named('b')], [2, undefined]);
    nowMs = 1500;
    assert.equal(slots.named('a'), undefined);
  });

  it('are those that the server told last, and none that it never told', () => {
    slots.cut('a');
    slots.ended('a', -1);
    slots.cut('a');
    assert.equal(slots.named('a'), undefined);
    slots.ended('a', 1);
    slots.ended('a', 0);
    slots.ended('a', undefined);
    slots.cut('a');
    assert.equal(slots.named('a'), 0);
  });

  it('are not named behind an answer that came to its end', () => {
    slots.ended('a', 1);
    slots.cut('a');
    slots.ended('a', 1);
    assert.equal(slots.named('a'), undefined);
  });
});
