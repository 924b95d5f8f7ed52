// What became of a suggestion, read from the document's changes, because no API tells. Pure.
// Knows text and how VS Code accepts; must not know where suggestions come from.
import { followContent, followRange, growing, type TextRange } from '../../base/ranges.ts';
import type { TextChange } from '../../base/textChanges.ts';

/** A suggestion as it is shown beside the cursor. Offsets and line ends are the document's own. */
export interface Offer {
  readonly uri: string;
  readonly startOffset: number;
  /** What stands in the document where `text` would go. */
  readonly replaced: string;
  /** How much of `text` is in the document already, from `startOffset` to the cursor. */
  readonly typedLength: number;
  readonly text: string;
}

export type Fate =
  /** Still shown, or all of it in the document when `typedLength` is the text's length. */
  | {
      readonly kind: 'acceptedWhole' | 'acceptedLine' | 'acceptedWord' | 'typedAlong' | 'deletedBack';
      readonly offer: Offer;
    }
  /** The document goes on differently. */
  | { readonly kind: 'left' };

const left: Fate = { kind: 'left' };
/** Closers that an editor may add right of the cursor for one key. */
const maxAddedClosers = 4;
const closedPair = /^(?:\(\)|\[\]|\{\}|""|''|``)$/;
const endsWithCloser = /[)\]}>"'`]$/;

/**
 * Follows one change event. VS Code accepts by inserting exactly what is left of the text, its next word or its next
 * line. One character may be either typed or accepted; it counts as typed.
 */
export function followOffer(offer: Offer, changes: readonly TextChange[]): Fate {
  const region = regionAfter(offer, changes);
  if (region === undefined) return left;
  const { text, typedLength } = offer;
  const { startOffset, content } = region;
  const rest = text.slice(typedLength);
  if (content === text) {
    const whole = { ...offer, startOffset, replaced: text, typedLength: text.length };
    return { kind: isOneKey(rest) ? 'typedAlong' : 'acceptedWhole', offer: whole };
  }
  const tail = offer.replaced.slice(typedLength);
  if (!content.endsWith(tail)) return left;
  const head = headThatFits(content.slice(0, content.length - tail.length), offer);
  if (head === undefined) return left;
  const followed = { ...offer, startOffset, replaced: content, typedLength: head.length };
  if (head.length <= typedLength) return { kind: 'deletedBack', offer: followed };
  return { kind: kindOfProgress(head.slice(typedLength), rest), offer: followed };
}

/** Whether all of the suggestion and after it nothing but space is in the document now. */
export function isIndentedBeyond(offer: Offer, changes: readonly TextChange[]): boolean {
  const content = regionAfter(offer, changes)?.content;
  return content?.startsWith(offer.text) === true && content.slice(offer.text.length).trim() === '';
}

/** What stands now where the suggestion would go; undefined when the changes do not say or go across its edges. */
function regionAfter(
  { startOffset, replaced }: Offer,
  changes: readonly TextChange[],
): { readonly startOffset: number; readonly content: string } | undefined {
  let range: TextRange = { startOffset, endOffset: startOffset + replaced.length };
  let content = replaced;
  let isTouched = false;
  // All offsets are those before the event, so the last change goes first.
  for (const change of changes.toSorted((one, other) => other.startOffset - one.startOffset)) {
    const followed = followRange(range, change, growing);
    if (followed.touch === 'across') return undefined;
    if (followed.touch === 'inside') isTouched = true;
    content = followContent(content, range.startOffset, followed, change);
    range = followed;
  }
  return isTouched ? { startOffset: range.startOffset, content } : undefined;
}

/** The beginning of the suggestion that is in the document, without closers that the editor added to it. */
function headThatFits(inner: string, { text, typedLength }: Offer): string | undefined {
  // One key, and a closer that the editor added: the cursor stands between them.
  if (closedPair.test(inner.slice(typedLength)) && text.startsWith(inner.slice(0, -1)))
    return inner.slice(0, -1);
  if (text.startsWith(inner)) return inner;
  let head = inner;
  for (let added = 1; added <= maxAddedClosers && endsWithCloser.test(head); added++) {
    head = head.slice(0, -1);
    if (head.length > typedLength && text.startsWith(head)) return head;
  }
  return undefined;
}

function kindOfProgress(added: string, rest: string): 'acceptedLine' | 'acceptedWord' | 'typedAlong' {
  if (isOneKey(added)) return 'typedAlong';
  if (added === rest.slice(0, rest.indexOf('\n') + 1)) return 'acceptedLine';
  return isOneWord.test(added) ? 'acceptedWord' : 'typedAlong';
}

/** VS Code's next word is a word or what lies before one; which characters make words differs by language. */
const isOneWord = /^(?:[\p{L}\p{N}_$-]+|[^\p{L}\p{N}_$]+)$/u;

/** A character, or Enter with the indentation that comes along. */
function isOneKey(added: string): boolean {
  return /^(?:.|\r?\n[ \t]*)$/u.test(added);
}
