// Where fixes are asked for, so that none of another problem is taken for one of the problem that is to be fixed: servers
// are told of all problems that the range touches, and the editor does not pass on which of them an action mends. Pure.
// Must not know VS Code.
import type { TextRange } from '../base/ranges.ts';

export interface PlacesToAsk {
  /** Where the problem that is to be fixed is. */
  readonly at: TextRange;
  /** Where others are that touch all of it, and it is not: what is given there too mends one of those. */
  readonly beside: readonly TextRange[];
}

/** Each is asked at a place of its own. */
const maxBeside = 3;

/**
 * A part of the problem that no other touches has fixes of its own alone. Where there is none, each of the others may
 * have one. Undefined where nothing tells them apart, as of two problems at one place.
 */
export function placesToAsk(problem: TextRange, others: readonly TextRange[]): PlacesToAsk | undefined {
  const own = ownPart(problem, others);
  if (own !== undefined) return { at: own, beside: [] };
  const touching = others.filter((other) => isTouching(problem, other));
  const beside = touching.flatMap((other) => ownPart(other, [problem]) ?? []);
  return beside.length < touching.length || beside.length > maxBeside ? undefined : { at: problem, beside };
}

/** The first part of a range that no other touches. */
function ownPart({ startOffset, endOffset }: TextRange, others: readonly TextRange[]): TextRange | undefined {
  let from = startOffset;
  let until = endOffset;
  for (const other of others.toSorted((a, b) => a.startOffset - b.startOffset)) {
    if (other.endOffset < from) continue;
    if (other.startOffset > from) {
      until = Math.min(until, other.startOffset - 1);
      break;
    }
    from = other.endOffset + 1;
  }
  return from > until ? undefined : { startOffset: from, endOffset: until };
}

function isTouching(a: TextRange, b: TextRange): boolean {
  return a.startOffset <= b.endOffset && b.startOffset <= a.endOffset;
}
