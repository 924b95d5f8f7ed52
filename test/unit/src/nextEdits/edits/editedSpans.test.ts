// Whatever is typed where, the gathered spans make the same text of the old one as the changes did.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyChange } from '../../../../../src/base/textChanges.ts';
import { EditedSpans } from '../../../../../src/nextEdits/edits/editedSpans.ts';

const drawnChange = fc.record({
  at: fc.nat(1000),
  removedLength: fc.nat(6),
  insertedText: fc.string({ maxLength: 4 }),
});

function made(text: string, spans: EditedSpans): string {
  return spans.all
    .toReversed()
    .reduce(
      (now, { startOffset, endOffset, text: insertedText }) =>
        applyChange(now, { startOffset, removedLength: endOffset - startOffset, insertedText }),
      text,
    );
}

describe('edited spans', () => {
  it('add up to the changes', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 20, maxLength: 60 }),
        fc.array(drawnChange, { maxLength: 12 }),
        fc.nat(12),
        (start, drawn, settleAt) => {
          const spans = new EditedSpans();
          let base = start;
          let text = start;
          for (const [index, { at, removedLength, insertedText }] of drawn.entries()) {
            const startOffset = at % (text.length + 1);
            const change = {
              startOffset,
              removedLength: Math.min(removedLength, text.length - startOffset),
              insertedText,
            };
            text = applyChange(text, change);
            spans.apply(change);
            assert.equal(made(base, spans), text);
            if (index !== settleAt) continue;
            for (const span of spans.settleOthers().toReversed()) {
              base = applyChange(base, {
                startOffset: span.startOffset,
                removedLength: span.endOffset - span.startOffset,
                insertedText: span.text,
              });
            }
            assert.equal(made(base, spans), text);
            assert.equal(spans.all.length, 1);
          }
        },
      ),
    );
  });

  it('are one while what is typed touches, and two when it does not', () => {
    const spans = new EditedSpans();
    spans.apply({ startOffset: 5, removedLength: 3, insertedText: '' });
    spans.apply({ startOffset: 5, removedLength: 0, insertedText: 'a' });
    spans.apply({ startOffset: 6, removedLength: 0, insertedText: 'b' });
    assert.deepEqual(spans.all, [{ startOffset: 5, endOffset: 8, text: 'ab' }]);
    spans.apply({ startOffset: 20, removedLength: 1, insertedText: 'c' });
    assert.deepEqual(spans.last, { startOffset: 21, endOffset: 22, text: 'c' });
    assert.equal(spans.all.length, 2);
  });
});
