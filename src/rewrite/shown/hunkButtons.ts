// Which buttons stand above pending hunks, and what each of them runs. Pure; strings come translated from the caller.
// Must not know editors.
import type { Translate } from '../../base/translation.ts';
import { type RewriteCommandId, rewriteCommandIds } from '../../settings/manifest.ts';
import type { Hunks } from '../pending/hunks.ts';

export interface HunkButton {
  readonly offset: number;
  readonly title: string;
  readonly command: RewriteCommandId;
  /** Of the one hunk that it is about. */
  readonly hunkId?: number;
}

/** Where Hearth writes, if it does; what is for all only where there are several. */
export function hunkButtons(
  hunks: Hunks,
  writingOffset: number | undefined,
  t: Translate,
): readonly HunkButton[] {
  const [first] = hunks;
  const forAll = (offset: number): readonly HunkButton[] => [
    { offset, title: t('Accept All ({0})', hunks.length), command: rewriteCommandIds.acceptAll },
    { offset, title: t('Discard All'), command: rewriteCommandIds.discardAll },
    { offset, title: t('Compare'), command: rewriteCommandIds.compare },
  ];
  return [
    ...(writingOffset === undefined
      ? []
      : [{ offset: writingOffset, title: t('Stop'), command: rewriteCommandIds.stop }]),
    ...(first === undefined || hunks.length === 1 ? [] : forAll(first.startOffset)),
    ...hunks.flatMap(({ id: hunkId, startOffset: offset }) => [
      { offset, title: t('Accept'), command: rewriteCommandIds.acceptHunk, hunkId },
      { offset, title: t('Discard'), command: rewriteCommandIds.discardHunk, hunkId },
    ]),
  ];
}
