// What is still pending when a document is opened again, after a reload or a crash. Pure.
// Must not know where it was kept.
import { applyChange, type TextChange } from '../../base/textChanges.ts';
import { followChange, type Hunks, originalText } from './hunks.ts';
import { diffLines, linesOf } from './lineDiff.ts';

/** A document as it was when its hunks were last known; the text need not have reached the disk. */
export interface KeptDocument extends KeptState {
  readonly uri: string;
  /** What the document held where the state is of an edit that was still on its way: it need not have arrived. */
  readonly before?: KeptState;
}

export interface KeptState {
  readonly text: string;
  readonly hunks: Hunks;
}

/** The hunks that the text of today still holds: what changed elsewhere moved them, what is gone is not pending. */
export function restoredHunks({ text: keptText, hunks, before }: KeptDocument, text: string): Hunks {
  if (text === keptText) return hunks;
  if (text === before?.text) return before.hunks;
  if (text === originalText(keptText, hunks)) return [];
  let nextId = Math.max(0, ...hunks.map(({ id }) => id)) + 1;
  let changed = keptText;
  return lineChanges(keptText, text).reduce((followed, change) => {
    const earlier = changed;
    changed = applyChange(earlier, change);
    return followChange(earlier, followed, change, () => nextId++);
  }, hunks);
}

/** From the end to the start. */
function lineChanges(before: string, after: string): readonly TextChange[] {
  let startOffset = 0;
  const changes: TextChange[] = [];
  for (const { kind, original, proposed } of diffLines(linesOf(before), linesOf(after))) {
    const removedLength = original.join('').length;
    if (kind === 'changed') changes.push({ startOffset, removedLength, insertedText: proposed.join('') });
    startOffset += removedLength;
  }
  return changes.toReversed();
}

/** What was kept, read back; undefined where it is none of ours or of another version. */
export function parseKept(json: string): KeptDocument | undefined {
  const value: unknown = JSON.parse(json);
  return isKept(value) ? value : undefined;
}

function isKept(value: unknown): value is KeptDocument {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, before } = value as Partial<Record<keyof KeptDocument, unknown>>;
  return typeof uri === 'string' && isState(value) && (before === undefined || isState(before));
}

function isState(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { text, hunks } = value as Partial<Record<keyof KeptState, unknown>>;
  return typeof text === 'string' && Array.isArray(hunks) && hunks.every(isHunk);
}

function isHunk(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { id, startOffset, endOffset, original } = value as Readonly<Record<string, unknown>>;
  return [id, startOffset, endOffset].every(Number.isInteger) && typeof original === 'string';
}
