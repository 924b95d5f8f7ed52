// Whether accepted text is still there after a while, read from the document's changes. Nothing of it is stored or sent;
// the text is held for five minutes. Must not know how suggestions are made.
import { distance } from 'fastest-levenshtein';
import { followContent, followRange, keeping } from '../../base/ranges.ts';
import type { TextChange } from '../../base/textChanges.ts';
import type { SetTimer } from '../../base/time.ts';
import type { AcceptedText } from '../../completion/showing/shownSuggestions.ts';

/** When it is looked at, counted from the acceptance. */
export const retentionSeconds = [30, 300] as const;

export interface RetentionCount {
  readonly seconds: number;
  /** Acceptances that this long had passed after, in documents that were still open. */
  readonly checked: number;
  readonly kept: number;
}

/** Where accepted text stands now, and what became of it. */
export interface AcceptedSpan {
  readonly startOffset: number;
  readonly content: string;
}

interface Watched {
  readonly uri: string;
  readonly accepted: string;
  region: AcceptedSpan;
}

/** More of it changed than this, and it was not what was wanted. */
const maxChangedShare = 0.5;
/** More than anyone accepts in five minutes. */
const maxWatched = 200;

export class Retention {
  private readonly setTimer: SetTimer;
  private readonly watched = new Set<Watched>();
  private readonly timers = new Set<{ dispose(): void }>();
  private tally: readonly RetentionCount[] = retentionSeconds.map((seconds) => ({
    seconds,
    checked: 0,
    kept: 0,
  }));

  constructor(setTimer: SetTimer) {
    this.setTimer = setTimer;
  }

  get counts(): readonly RetentionCount[] {
    return this.tally;
  }

  accepted({ uri, startOffset, text }: AcceptedText): void {
    if (text.trim() === '' || this.watched.size >= maxWatched) return;
    const watched: Watched = { uri, accepted: text, region: { startOffset, content: text } };
    this.watched.add(watched);
    this.await(watched, 0, 0);
  }

  change(uri: string, changes: readonly TextChange[]): void {
    for (const watched of this.watched) {
      if (watched.uri === uri) watched.region = regionAfter(watched.region, changes);
    }
  }

  /** The document is gone: what becomes of it there can no longer be seen. */
  forget(uri: string): void {
    for (const watched of this.watched) {
      if (watched.uri === uri) this.watched.delete(watched);
    }
  }

  dispose(): void {
    for (const timer of this.timers) timer.dispose();
  }

  private await(watched: Watched, index: number, passedSeconds: number): void {
    const seconds = retentionSeconds[index];
    if (seconds === undefined) {
      this.watched.delete(watched);
      return;
    }
    const timer = this.setTimer(
      () => {
        this.timers.delete(timer);
        if (!this.watched.has(watched)) return;
        this.count(seconds, isKept(watched.accepted, watched.region.content));
        this.await(watched, index + 1, seconds);
      },
      (seconds - passedSeconds) * 1000,
    );
    this.timers.add(timer);
  }

  private count(seconds: number, isStillThere: boolean): void {
    this.tally = this.tally.map((count) =>
      count.seconds === seconds
        ? { seconds, checked: count.checked + 1, kept: count.kept + (isStillThere ? 1 : 0) }
        : count,
    );
  }
}

/** Text added right before or behind the region is not of it. Changes have the offsets from before the event. */
export function regionAfter(region: AcceptedSpan, changes: readonly TextChange[]): AcceptedSpan {
  return changes
    .toSorted((one, other) => other.startOffset - one.startOffset)
    .reduce<AcceptedSpan>(({ startOffset, content }, change) => {
      const range = { startOffset, endOffset: startOffset + content.length };
      const followed = followRange(range, change, keeping);
      return {
        startOffset: followed.startOffset,
        content: followContent(content, startOffset, followed, change),
      };
    }, region);
}

/** At most half of it was changed, space at its ends apart. */
export function isKept(accepted: string, now: string): boolean {
  const wanted = accepted.trim();
  return distance(wanted, now.trim()) <= wanted.length * maxChangedShare;
}
