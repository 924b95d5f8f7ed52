// Types one recorded run key by key in front of a suggester, as one of the readers would, and counts.
// Must not know how suggestions are made.

import type { TextChange } from '../../src/base/textChanges.ts';
import { applyChange } from '../../src/base/textChanges.ts';
import type { Random } from '../evaluation/random.ts';
import type { TypingRun } from '../trace.ts';
import { duplicatesSuffix } from './duplicateSuffix.ts';
import { gapBeforeKeyMs } from './keyRhythm.ts';
import { judge, type Reader } from './readers.ts';
import type { Shown, Suggester } from './suggester.ts';
import { addTally, emptyTally, type Tally } from './tally.ts';

/** After a run somebody looks up. */
const pauseAfterRunMs = 2000;
const acceptingMs = 300;

/** Whether a document has more syntax errors with a replacement than without. */
export type AddsErrors = (text: string, change: TextChange) => boolean;

/** A suggestion that came on screen. */
export interface ReplayedOffer {
  readonly lineBefore: string;
  /** As far as the reader looks. */
  readonly line: string;
  readonly isRight: boolean;
  /** What was typed instead, or as well. */
  readonly typed: string;
}

export interface ReplayRules {
  readonly reader: Reader;
  readonly random: Random;
  readonly addsErrors: AddsErrors;
  /** What the process has used so far, over all of its threads; not counted unless given. */
  readonly processorMs?: () => number;
  readonly onOffer?: (offer: ReplayedOffer) => void;
}

export async function replayRun(
  run: TypingRun,
  suggester: Suggester,
  { reader, random, addsErrors, onOffer, processorMs = () => 0 }: ReplayRules,
): Promise<Tally> {
  let { text } = run;
  let keys = 0;
  let tally = emptyTally;
  const count = (counts: Partial<Tally>) => {
    tally = addTally(tally, counts);
  };
  const apply = (change: TextChange) => {
    suggester.change(change);
    text = applyChange(text, change);
  };
  /** What of the offered suggestion is still to be typed. */
  let onScreen: string | undefined;
  /** Until the answer that was asked for last is there. */
  let waitMs = 0;
  let isAccepted = false;
  await suggester.begin(text, run.offset);
  const processorBeforeMs = processorMs();
  while (keys < run.typed.length || isAccepted) {
    if (!isAccepted) {
      const key = run.typed.charAt(keys);
      apply({ startOffset: run.offset + keys, removedLength: 0, insertedText: key });
      keys++;
      onScreen = onScreen?.startsWith(key) === true ? onScreen.slice(1) : undefined;
    }
    const cursor = run.offset + keys;
    const gapMs =
      keys === run.typed.length
        ? pauseAfterRunMs
        : gapBeforeKeyMs(random, run.typed.charAt(keys), run.typed.charAt(keys - 1));
    const { shown, source, latencyMs, generatedTokens } = await suggester.suggest(text, cursor, gapMs);
    if (source === 'engine') waitMs = latencyMs;
    count({ engineAnswers: Number(source === 'engine'), generatedTokens });
    if (!isAccepted) {
      const isInside = keys > 1;
      count({
        keys: 1,
        keysInsideRuns: Number(isInside),
        insideFromMemory: Number(isInside && source === 'memory'),
      });
    }
    isAccepted = false;
    if (shown !== undefined && waitMs <= gapMs) {
      const rest = shown.text.slice(cursor - shown.startOffset);
      const lineBefore = text.slice(text.lastIndexOf('\n', cursor - 1) + 1, cursor);
      const { isRight, savedKeys } = judge(shown, lineBefore, run, keys);
      if (rest !== onScreen) {
        count({ ...countsOf(shown, text, isRight, addsErrors), shownCharacters: rest.length });
        onOffer?.({ lineBefore, line: rest.split('\n')[0] ?? '', isRight, typed: run.typed.slice(keys) });
      }
      onScreen = rest;
      if (reader === 'acceptsWhenRight' && isRight && savedKeys > 0) {
        const line = rest.split('\n')[0] ?? '';
        const removedLength = shown.endOffset - cursor;
        apply({ startOffset: cursor, removedLength, insertedText: line });
        count({ keys: savedKeys, savedKeys });
        keys += savedKeys;
        onScreen = undefined;
        await suggester.pass(acceptingMs);
        // What goes on differently from the recording is not followed.
        if (savedKeys < line.length) break;
        isAccepted = keys < run.typed.length;
        continue;
      }
    }
    await suggester.pass(gapMs);
    waitMs = Math.max(0, waitMs - gapMs);
  }
  count({ processorMs: processorMs() - processorBeforeMs });
  return tally;
}

function countsOf(shown: Shown, text: string, isRight: boolean, addsErrors: AddsErrors): Partial<Tally> {
  const { startOffset, endOffset, text: insertedText } = shown;
  const change = { startOffset, removedLength: endOffset - startOffset, insertedText };
  const isDuplicate = duplicatesSuffix(text.slice(0, startOffset), insertedText, text.slice(endOffset));
  return {
    offers: 1,
    rightOffers: Number(isRight),
    duplicatingOffers: Number(isDuplicate),
    offersWithMoreErrors: Number(addsErrors(text, change)),
  };
}
