// What the status bar shows, and screen readers say, of a document's pending changes. Pure; strings come translated
// from the caller. Must not know editors.
import type { Translate } from '../../base/translation.ts';
import { type Hunk, type Hunks, hunkAt } from '../pending/hunks.ts';
import { linesOf } from '../pending/lineDiff.ts';

export interface PendingView {
  readonly text: string;
  readonly label: string;
}

export interface PendingSituation {
  readonly text: string;
  readonly hunks: Hunks;
  readonly isWriting: boolean;
  readonly cursorOffset: number;
}

/** Undefined when there is nothing to say. */
export function pendingView(situation: PendingSituation, t: Translate): PendingView | undefined {
  const { hunks, isWriting, cursorOffset } = situation;
  const count = hunks.length;
  if (isWriting) {
    return {
      text: `$(loading~spin) ${count}`,
      label: t('Hearth is writing in this document. Changes so far: {0}.', count),
    };
  }
  if (count === 0) return undefined;
  const current = hunkAt(hunks, cursorOffset);
  if (current === undefined) {
    const waiting =
      count === 1
        ? t('1 change by Hearth is waiting for your decision.')
        : t('{0} changes by Hearth are waiting for your decision.', count);
    return { text: `$(diff) ${count}`, label: waiting };
  }
  const number = hunks.indexOf(current) + 1;
  return {
    text: `$(diff) ${number}/${count}`,
    label: `${t('Change {0} of {1}.', number, count)} ${extent(situation.text, current, t)}`,
  };
}

function extent(text: string, { startOffset, endOffset, original }: Hunk, t: Translate): string {
  const added = linesOf(text.slice(startOffset, endOffset)).length;
  const removed = linesOf(original).length;
  return t('Lines added: {0}, removed: {1}.', added, removed);
}
