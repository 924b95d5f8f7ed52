// Many small changes of a text as the few replacements that they add up to, in offsets of the text they began with.
// Pure. Must not know documents or what the replacements mean.
import type { TextChange } from '../../base/textChanges.ts';

/** `[startOffset, endOffset)` of the old text became `text`. */
export interface EditedSpan {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly text: string;
}

/** More places than people edit before they rest. */
const maxSpans = 50;

export class EditedSpans {
  /** Ascending, never touching. */
  private spans: EditedSpan[] = [];
  /** The one that was changed last. */
  private latest: EditedSpan | undefined;

  get all(): readonly EditedSpan[] {
    return this.spans;
  }

  get last(): EditedSpan | undefined {
    return this.latest;
  }

  /** Takes a change of the text as it stands now; false when there are too many places to go on with. */
  apply(change: TextChange): boolean {
    const { startOffset, insertedText } = change;
    const endOffset = startOffset + change.removedLength;
    let delta = 0;
    const before: EditedSpan[] = [];
    const touched: EditedSpan[] = [];
    const after: EditedSpan[] = [];
    let startDelta = 0;
    for (const span of this.spans) {
      const nowStart = span.startOffset + delta;
      const nowEnd = nowStart + span.text.length;
      if (nowEnd < startOffset) before.push(span);
      else if (nowStart > endOffset) after.push(span);
      else touched.push(span);
      if (nowEnd < startOffset) startDelta = delta + growthOf(span);
      delta += growthOf(span);
    }
    this.latest = merged(touched, startOffset, endOffset, insertedText, startDelta);
    this.spans = [...before, this.latest, ...after];
    return this.spans.length <= maxSpans;
  }

  /**
   * Ends all but the one that was changed last. They are returned, ascending, with the offsets they had; the text they
   * began with has them from now on.
   */
  settleOthers(): readonly EditedSpan[] {
    const { latest } = this;
    const settled = this.spans.filter((span) => span !== latest);
    if (latest === undefined) this.spans = [];
    else {
      const earlier = settled.filter(({ startOffset }) => startOffset < latest.startOffset);
      const growth = earlier.reduce((sum, span) => sum + growthOf(span), 0);
      const { startOffset, endOffset, text } = latest;
      this.latest = { startOffset: startOffset + growth, endOffset: endOffset + growth, text };
      this.spans = [this.latest];
    }
    return settled;
  }

  clear(): void {
    this.spans = [];
    this.latest = undefined;
  }
}

function growthOf({ startOffset, endOffset, text }: EditedSpan): number {
  return text.length - (endOffset - startOffset);
}

/** Neighbours that a change reaches become one with it; between them stands old text that it has taken away. */
function merged(
  touched: readonly EditedSpan[],
  startOffset: number,
  endOffset: number,
  insertedText: string,
  startDelta: number,
): EditedSpan {
  const [first] = touched;
  const last = touched.at(-1);
  if (first === undefined || last === undefined)
    return { startOffset: startOffset - startDelta, endOffset: endOffset - startDelta, text: insertedText };
  const firstNow = first.startOffset + startDelta;
  const endDelta = startDelta + touched.slice(0, -1).reduce((sum, span) => sum + growthOf(span), 0);
  const lastNow = last.startOffset + endDelta;
  const head = first.text.slice(0, Math.max(startOffset - firstNow, 0));
  const tail = last.text.slice(Math.max(endOffset - lastNow, 0));
  return {
    startOffset: Math.min(first.startOffset, startOffset - startDelta),
    endOffset: Math.max(last.endOffset, endOffset - (endDelta + growthOf(last))),
    text: head + insertedText + tail,
  };
}
