// What must hold after any mix of proposals, edits and decisions: originals come back, typed text stays.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TextChange } from '../../../../../src/base/textChanges.ts';
import { applyChange } from '../../../../../src/base/textChanges.ts';
import {
  discardChanges,
  followChange,
  type Hunk,
  type Hunks,
  hunksAfterDiscard,
  originalText,
  withProposal,
} from '../../../../../src/rewrite/pending/hunks.ts';

interface Replacement {
  readonly kind: 'propose' | 'edit';
  /** From 0 to 1, of the text. */
  readonly at: number;
  readonly removed: number;
  readonly text: string;
}

type Step =
  | (Replacement & { readonly kind: 'propose' })
  | (Replacement & { readonly kind: 'edit' })
  | { readonly kind: 'accept' | 'discard'; readonly pick: number };

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const replacement = {
  at: fraction,
  removed: fc.nat({ max: 6 }),
  text: fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀', '\r\n'), maxLength: 6 }),
};
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('propose' as const), ...replacement }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('edit' as const), ...replacement }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('accept' as const, 'discard' as const), pick: fc.nat() }),
  },
);

interface World {
  readonly text: string;
  readonly hunks: Hunks;
  readonly nextId: number;
}

describe('pending hunks, whatever happens', () => {
  it('give the original text back when discarded, however much was edited elsewhere', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(step, { maxLength: 25 }), (start, steps) => {
        let world: World = { text: start, hunks: [], nextId: 1 };
        for (const current of steps) {
          const next = taken(world, current);
          assertOrdered(next);
          assertOriginal(world, current, originalText(next.text, next.hunks));
          world = next;
        }
        const discarded = discardChanges(world.hunks).reduce(applyChange, world.text);
        assert.equal(discarded, originalText(world.text, world.hunks));
      }),
      { numRuns: 2000 },
    );
  });

  it('never take away what was typed after the proposal', () => {
    const typed = fc.array(fc.record({ at: fraction, isDiscard: fc.boolean(), pick: fc.nat() }), {
      maxLength: 20,
    });
    const proposals = fc.array(fc.record(replacement), { maxLength: 8 });
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), proposals, typed, (start, proposed, actions) => {
        let world: World = { text: start, hunks: [], nextId: 1 };
        for (const proposal of proposed) world = taken(world, { kind: 'propose', ...proposal });
        let expected = '';
        for (const [index, { at, isDiscard, pick }] of actions.entries()) {
          const mark = String.fromCodePoint(0xe000 + index);
          if (!isDiscard) expected += mark;
          world = taken(
            world,
            isDiscard ? { kind: 'discard', pick } : { kind: 'edit', at, removed: 0, text: mark },
          );
        }
        const { text } = discardedAll(world);
        for (const mark of expected) assert.ok(text.includes(mark));
      }),
      { numRuns: 1000 },
    );
  });
});

function taken(world: World, current: Step): World {
  const { text, hunks, nextId } = world;
  switch (current.kind) {
    case 'propose': {
      const change = changeOf(text, current);
      const after = withProposal(text, hunks, change, nextId);
      return { text: applyChange(text, change), hunks: after, nextId: nextId + 1 };
    }
    case 'edit': {
      const change = changeOf(text, current);
      const after = followChange(text, hunks, change, () => nextId + 1);
      return { text: applyChange(text, change), hunks: after, nextId: nextId + 2 };
    }
    case 'accept':
      return { ...world, hunks: hunks.filter((_, index) => index !== current.pick % hunks.length) };
    case 'discard': {
      const discarded = hunks.filter((_, index) => index === current.pick % hunks.length);
      const changed = discardChanges(discarded).reduce(applyChange, text);
      return { ...world, text: changed, hunks: hunksAfterDiscard(hunks, (hunk) => discarded.includes(hunk)) };
    }
  }
}

function discardedAll({ text, hunks, nextId }: World): World {
  return { text: discardChanges(hunks).reduce(applyChange, text), hunks: [], nextId };
}

/** What Discard All must give after the step, said without the code under test. */
function assertOriginal(world: World, current: Step, original: string): void {
  const { text, hunks } = world;
  if (current.kind === 'accept')
    return assert.equal(original, originalText(text, taken(world, current).hunks));
  if (current.kind !== 'edit') return assert.equal(original, originalText(text, hunks));
  const change = changeOf(text, current);
  const end = change.startOffset + change.removedLength;
  const isBackAgain = (hunk: Hunk) =>
    hunk.startOffset === hunk.endOffset &&
    change.startOffset <= hunk.startOffset &&
    hunk.startOffset <= end &&
    change.insertedText.includes(hunk.original);
  const isBefore = (hunk: Hunk) => hunk.endOffset <= change.startOffset;
  const isTouched = (hunk: Hunk) => isBackAgain(hunk) || !(isBefore(hunk) || hunk.startOffset >= end);
  const touched = hunks.filter(isTouched);
  const staying = hunks.filter((hunk) => !isTouched(hunk));
  const before = staying.filter(isBefore);
  const after = staying.filter((hunk) => !before.includes(hunk));
  const from = Math.min(change.startOffset, ...touched.map(({ startOffset }) => startOffset));
  const to = Math.max(end, ...touched.map(({ endOffset }) => endOffset));
  const head = originalText(text.slice(0, from), before);
  const tail = originalText(
    text.slice(to),
    after.map((hunk) => ({ ...hunk, startOffset: hunk.startOffset - to, endOffset: hunk.endOffset - to })),
  );
  assert.ok(original.startsWith(head) && original.endsWith(tail));
  const middle = original.slice(head.length, original.length - tail.length);
  if (touched.length === 0) assert.equal(middle, change.insertedText);
  else assert.ok(middle.includes(change.insertedText));
}

function changeOf(text: string, { at, removed, text: insertedText }: Replacement): TextChange {
  const startOffset = Math.floor(at * text.length);
  return { startOffset, removedLength: Math.min(removed, text.length - startOffset), insertedText };
}

function assertOrdered({ text, hunks }: World): void {
  let offset = 0;
  for (const { startOffset, endOffset } of hunks) {
    assert.ok(offset <= startOffset && startOffset <= endOffset && endOffset <= text.length);
    offset = endOffset;
  }
}
