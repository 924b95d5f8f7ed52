// Types one hunk in front of a suggester, as somebody would who takes what is right, and counts by kind of place.
// Must not know how suggestions are made.
import type { Random } from '../evaluation/random.ts';
import { gapBeforeKeyMs } from '../replay/keyRhythm.ts';
import type { Shown, Suggester } from '../replay/suggester.ts';
import { addCounts, emptyCounts, type HunkCounts } from './hunkCounts.ts';
import type { TypedHunk } from './typedHunk.ts';
import {
  accept,
  begin,
  cursorOf,
  type Key,
  keysFor,
  pressKey,
  restOf,
  type Typing,
  textOf,
} from './typist.ts';

export const placeKinds = ['block start', 'new line', 'inside a word', 'inside a line'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** Somebody looks up where a line begins, and now and then in the middle of one. */
const pauseMs = 1200;
const pauseShare = 0.04;
const acceptingMs = 300;

export interface HunkOffer {
  readonly hunk: TypedHunk;
  readonly kind: PlaceKind;
  readonly lineBefore: string;
  readonly text: string;
  readonly isRight: boolean;
  readonly rest: string;
}

export interface HunkRules {
  readonly random: Random;
  /** Nobody takes anything. */
  readonly neverAccepts?: boolean;
  readonly onOffer?: (offer: HunkOffer) => void;
  /** Hears where somebody is before each key's suggestion is asked for. */
  readonly onPlace?: (typing: Typing) => void;
}

export type CountsByKind = Readonly<Record<PlaceKind, HunkCounts>>;

export async function replayHunk(
  hunk: TypedHunk,
  suggester: Suggester,
  { random, neverAccepts = false, onOffer, onPlace }: HunkRules,
): Promise<CountsByKind> {
  const counts: Record<PlaceKind, HunkCounts> = {
    'block start': emptyCounts,
    'new line': emptyCounts,
    'inside a word': emptyCounts,
    'inside a line': emptyCounts,
  };
  let typing = begin(hunk);
  let kind: PlaceKind = 'inside a line';
  const count = (added: Partial<HunkCounts>) => {
    counts[kind] = addCounts(counts[kind], added);
  };
  const apply = (key: Key) => {
    suggester.change(key.change);
    typing = key.typing;
  };
  /** What of the offered suggestion is still to be typed. */
  let onScreen: string | undefined;
  /** Counts what came on screen; takes it where it is right. */
  const look = async (shown: Shown): Promise<boolean> => {
    const cursor = cursorOf(typing);
    const text = shown.text.slice(cursor - shown.startOffset);
    const replacedLength = shown.endOffset - cursor;
    const isRight = isWhatFollows(typing, text, replacedLength);
    if (text !== onScreen) {
      const textBefore = textOf(typing).slice(0, cursor);
      const lineBefore = textBefore.slice(textBefore.lastIndexOf('\n') + 1);
      count({ offers: 1, rightOffers: Number(isRight), shownCharacters: text.length });
      onOffer?.({ hunk, kind, lineBefore, text, isRight, rest: restOf(typing) });
    }
    onScreen = text;
    if (!isRight || neverAccepts) return false;
    const savedKeys = keysFor(text);
    apply(accept(typing, text, replacedLength));
    count({ keys: savedKeys, savedKeys });
    onScreen = undefined;
    await suggester.pass(acceptingMs);
    return true;
  };
  await suggester.begin(textOf(typing), cursorOf(typing));
  let isAccepted = false;
  while (restOf(typing) !== '') {
    if (!isAccepted) {
      const key = pressKey(typing);
      onScreen = onScreen?.startsWith(key.typed) === true ? onScreen.slice(key.typed.length) : undefined;
      apply(key);
      kind = placeKindOf(typing);
      count({ keys: 1 });
    }
    const isLineStart = kind === 'block start' || kind === 'new line';
    const rest = restOf(typing);
    const isPause = rest !== '' && (isLineStart || random() < pauseShare);
    const typed = hunk.typed.slice(0, typing.typedLength);
    const gapMs = isPause ? pauseMs : gapBeforeKeyMs(random, rest.charAt(0), typed.at(-1) ?? ' ');
    onPlace?.(typing);
    const { shown, source, latencyMs } = await suggester.suggest(textOf(typing), cursorOf(typing), gapMs);
    count({ engineAnswers: Number(source === 'engine') });
    const isSeen = shown !== undefined && latencyMs <= gapMs;
    if (isPause) count({ pauses: 1, pausesWithText: Number(isSeen) });
    isAccepted = isSeen && (await look(shown));
    if (isAccepted) continue;
    const later = await suggester.pass(gapMs);
    if (later === undefined) continue;
    if (isPause && !isSeen) count({ pausesWithText: 1, laterOffers: 1 });
    isAccepted = await look(later);
  }
  return counts;
}

/** Whether the hunk goes on with all of a suggestion, and nothing that the editor has put there stands twice then. */
function isWhatFollows(typing: Typing, text: string, replacedLength: number): boolean {
  const rest = restOf(typing);
  if (text === '' || !rest.startsWith(text) || replacedLength > typing.added.length) return false;
  const left = rest.slice(text.length);
  const isInWord = /[\p{L}\p{N}_]$/u.test(text) && /^[\p{L}\p{N}_]/u.test(left);
  return !isInWord && isSubsequence(typing.added.slice(replacedLength), left);
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (character === part[at]) at++;
  return at === part.length;
}

const opening = /[{([:>]\s*$/;

export function placeKindOf(typing: Typing): PlaceKind {
  const before = textOf(typing).slice(0, cursorOf(typing));
  const lines = before.split('\n');
  const line = lines.at(-1) ?? '';
  if (line.trim() === '') return opening.test(lines.at(-2) ?? '') ? 'block start' : 'new line';
  return /[\p{L}\p{N}_]$/u.test(line) ? 'inside a word' : 'inside a line';
}
