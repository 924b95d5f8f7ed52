// The suggestion that is shown now, what was accepted last, and how many of each there were.
// Must not decide what is shown.
import type { TextChange } from '../../base/textChanges.ts';
import { type Fate, followOffer, type Offer } from './acceptance.ts';

/** How often since the start. Typing along with a suggestion offers it once. */
export interface OfferCounts {
  readonly offered: number;
  readonly acceptedWhole: number;
  readonly acceptedLine: number;
  readonly acceptedWord: number;
}

interface Acceptance {
  readonly uri: string;
  /** Where the cursor is after it. */
  readonly offset: number;
  readonly isWhole: boolean;
}

/** A suggestion, or a word or line of one, that went into the document by being accepted. */
export interface AcceptedText {
  readonly uri: string;
  readonly startOffset: number;
  readonly text: string;
}

export class ShownSuggestions {
  /** What was last offered, as it was seen. */
  lastShown: string | undefined;
  private readonly onAccepted: (accepted: AcceptedText) => void;
  private tally: OfferCounts = { offered: 0, acceptedWhole: 0, acceptedLine: 0, acceptedWord: 0 };
  /** Of all that were offered for one place, those that the document still agrees with; the one shown first is first. */
  private current: readonly Offer[] = [];
  private lastAcceptance: Acceptance | undefined;

  constructor(onAccepted: (accepted: AcceptedText) => void = () => {}) {
    this.onAccepted = onAccepted;
  }

  get counts(): OfferCounts {
    return this.tally;
  }

  /** Whether it is what is shown already, or what that leads to by typing along. */
  isShown(offer: Offer): boolean {
    return this.current.some((shown) => isSame(shown, offer));
  }

  /** What is left of the suggestion that is shown at the cursor. */
  restShown(uri: string, offset: number): string | undefined {
    const [shown] = this.current;
    if (shown === undefined || shown.uri !== uri || shown.startOffset + shown.typedLength !== offset)
      return undefined;
    return shown.text.slice(shown.typedLength);
  }

  /** @param others which one may go on to from it */
  show(offer: Offer, others: readonly Offer[] = []): void {
    this.lastShown = offer.text.slice(offer.typedLength);
    const known = this.current.find((shown) => isSame(shown, offer));
    if (known === undefined) this.count('offered');
    // The one that began earlier still knows when someone deletes back into it.
    const isKept = known !== undefined && tailOf(known) === tailOf(offer);
    this.current = [isKept ? known : offer, ...others];
  }

  change(uri: string, changes: readonly TextChange[]): void {
    if (this.lastAcceptance?.uri === uri) this.lastAcceptance = undefined;
    if (this.current[0]?.uri !== uri) return;
    const fates = this.current.map((offer) => followOffer(offer, changes));
    const index = fates.findIndex(isAcceptance);
    const accepted = fates[index];
    const typedBefore = this.current[index]?.typedLength ?? 0;
    this.current = fates.flatMap((fate) => (fate.kind === 'left' || isThere(fate.offer) ? [] : [fate.offer]));
    if (accepted !== undefined && isAcceptance(accepted)) this.accept(accepted, typedBefore);
  }

  forget(uri: string): void {
    if (this.current[0]?.uri === uri) this.current = [];
    if (this.lastAcceptance?.uri === uri) this.lastAcceptance = undefined;
  }

  /** Whether the document's last change was an acceptance, which nothing has been typed after. */
  isAfterAcceptance(uri: string, offset: number): boolean {
    return this.lastAcceptance?.uri === uri && this.lastAcceptance.offset === offset;
  }

  /** Whether it was one of all that was suggested. */
  isJustAccepted(uri: string, offset: number): boolean {
    return this.isAfterAcceptance(uri, offset) && this.lastAcceptance?.isWhole === true;
  }

  private accept({ kind, offer }: AcceptedFate, typedBefore: number): void {
    const { uri, startOffset, typedLength, text } = offer;
    this.lastAcceptance = { uri, offset: startOffset + typedLength, isWhole: kind === 'acceptedWhole' };
    this.count(kind);
    this.onAccepted({
      uri,
      startOffset: startOffset + typedBefore,
      text: text.slice(typedBefore, typedLength),
    });
  }

  private count(name: keyof OfferCounts): void {
    this.tally = { ...this.tally, [name]: this.tally[name] + 1 };
  }
}

type AcceptedFate = Fate & { readonly kind: 'acceptedWhole' | 'acceptedLine' | 'acceptedWord' };

function isAcceptance(fate: Fate): fate is AcceptedFate {
  return fate.kind === 'acceptedWhole' || fate.kind === 'acceptedLine' || fate.kind === 'acceptedWord';
}

function isThere({ text, typedLength }: Offer): boolean {
  return typedLength === text.length;
}

/** What of the document would be replaced right of the cursor. */
function tailOf({ replaced, typedLength }: Offer): string {
  return replaced.slice(typedLength);
}

/** The same text still to come at the same place, wherever each of them began. */
function isSame(one: Offer, other: Offer): boolean {
  return (
    one.uri === other.uri &&
    one.startOffset + one.typedLength === other.startOffset + other.typedLength &&
    one.text.slice(one.typedLength) === other.text.slice(other.typedLength)
  );
}
