// Answers given before, given again while someone types along with them or goes back into them.
// Holds plain text of its own; must not know the engine.

import type { Place } from '../place/place.ts';
import { type AdoptedAnswer, type SureToken, sliceAnswer } from './adoptedAnswer.ts';
import type { AnswerPiece } from './answerPieces.ts';

interface RememberedAnswer {
  readonly uri: string;
  readonly offset: number;
  /** The document's text on both sides, as far as it is compared. */
  readonly before: string;
  readonly after: string;
  readonly forcedText: string;
  /** What the engine answered. */
  readonly text: string;
  readonly tokens: readonly SureToken[];
  readonly isOpen?: true;
  /** Grows with every use; the smallest goes first. */
  lastUse: number;
}

/** About half a megabyte of text. */
const defaultCapacity = 200;
const comparedBefore = 1000;
const comparedAfter = 300;
/** Closers that an editor may have added right of the cursor since. */
const maxAddedClosers = 8;
const onlyClosers = /^[)\]}>"'`;,]*$/;

/**
 * A state of a document is its text before and after the cursor. An answer serves the state that was asked and those
 * that typing along with it leads to; a state further back is served only by an answer of its own.
 *
 * Looking up costs a comparison of numbers for each answer of the document, and one of texts for the few that begin
 * with what was typed since; never one of a thousand characters for each.
 */
export class AnswerMemory {
  private readonly capacity: number;
  private readonly answers = new Map<string, RememberedAnswer[]>();
  private count = 0;
  private clock = 0;

  constructor(capacity = defaultCapacity) {
    this.capacity = capacity;
  }

  /** Each piece of an answer for the place that it belongs to. */
  rememberPieces(answer: AdoptedAnswer, pieces: readonly AnswerPiece[]): void {
    for (const { place, text, startOffset } of pieces)
      this.remember(place, sliceAnswer(answer, startOffset, startOffset + text.length));
  }

  remember(place: Place, { text, tokens, isOpen }: AdoptedAnswer): void {
    const { uri, offset, afterOffset, forcedText } = place;
    const answer: RememberedAnswer = {
      uri,
      offset,
      before: ownCopy(place.text.slice(Math.max(0, offset - comparedBefore), offset)),
      after: ownCopy(place.text.slice(afterOffset, afterOffset + comparedAfter)),
      forcedText,
      text: ownCopy(text),
      tokens,
      ...(isOpen === true ? { isOpen } : {}),
      lastUse: ++this.clock,
    };
    const others = this.of(uri).filter((other) => !isSame(other, answer));
    this.keep(uri, [answer, ...others]);
    while (this.count > this.capacity) this.dropLeastUsed();
  }

  forget(uri: string): void {
    this.keep(uri, []);
  }

  clear(): void {
    this.answers.clear();
    this.count = 0;
  }

  /** What is left of the newest answer that the text before the cursor agrees with, the forced text included. */
  recall(place: Place): AdoptedAnswer | undefined {
    for (const answer of this.of(place.uri)) {
      const rest = restOf(answer, place);
      if (rest === undefined) continue;
      answer.lastUse = ++this.clock;
      return rest;
    }
    return undefined;
  }

  /** Newest first. */
  private of(uri: string): readonly RememberedAnswer[] {
    return this.answers.get(uri) ?? [];
  }

  private keep(uri: string, kept: RememberedAnswer[]): void {
    this.count += kept.length - this.of(uri).length;
    if (kept.length === 0) this.answers.delete(uri);
    else this.answers.set(uri, kept);
  }

  private dropLeastUsed(): void {
    const all = [...this.answers.values()].flat();
    const least = all.reduce((one, other) => (other.lastUse < one.lastUse ? other : one));
    this.keep(
      least.uri,
      this.of(least.uri).filter((answer) => answer !== least),
    );
  }
}

/** In the order of what they cost. */
function restOf(answer: RememberedAnswer, place: Place): AdoptedAnswer | undefined {
  const { text, offset, forcedText } = place;
  // Windows line ends are two characters in the document and one in the answer.
  if (offset < answer.offset || offset - answer.offset > 2 * answer.text.length) return undefined;
  const typed = text.slice(answer.offset, offset).replaceAll('\r\n', '\n');
  const wanted = typed + forcedText;
  // An answer that was forced to begin with something says nothing about places where that was not chosen.
  if (!answer.text.startsWith(wanted) || !wanted.startsWith(answer.forcedText)) return undefined;
  // All of it is there: what comes next was never asked. But an empty answer stays empty.
  if (wanted.length === answer.text.length && wanted !== '') return undefined;
  if (!isSameAfter(answer.after, text, place.afterOffset)) return undefined;
  const before = text.slice(Math.max(0, answer.offset - comparedBefore), answer.offset);
  return before === answer.before ? sliceAnswer(answer, typed.length) : undefined;
}

/** Two answers to one question are kept: someone may type along with either. */
function isSame(one: RememberedAnswer, other: RememberedAnswer): boolean {
  return (
    one.text === other.text &&
    one.offset === other.offset &&
    one.forcedText === other.forcedText &&
    one.after === other.after &&
    one.before === other.before
  );
}

/** Brackets and quotes that the editor closed while typing do not make it another place. */
function isSameAfter(remembered: string, text: string, afterOffset: number): boolean {
  const now = text.slice(afterOffset, afterOffset + comparedAfter + maxAddedClosers);
  const isWhole = remembered.length < comparedAfter;
  for (let added = 0; added <= maxAddedClosers && onlyClosers.test(now.slice(0, added)); added++) {
    const compared = now.slice(added, isWhole ? undefined : added + comparedAfter);
    if (compared === remembered) return true;
  }
  return false;
}

/** A slice of a big string keeps all of it in memory; this one does not. */
function ownCopy(slice: string): string {
  return Buffer.from(slice, 'utf16le').toString('utf16le');
}
