// Whether to ask at all. Pure; every "no" has a name.
import type { SilentReason } from '../../engine/protocol.ts';

export interface TriggerSituation {
  readonly scheme: string;
  readonly isEnabled: boolean;
  /** Asked for by hand: only what makes an answer impossible stops it. */
  readonly isManual: boolean;
  readonly cursorCount: number;
  readonly documentLength: number;
  readonly lineBefore: string;
  readonly lineAfter: string;
}

/** Kinds of documents that people write code in; never output, debug console, source control or comment inputs. */
export const completedSchemes: readonly string[] = [
  'file',
  'untitled',
  'vscode-remote',
  'vscode-vfs',
  'vscode-notebook-cell',
];

const maxDocumentCharacters = 5_000_000;
/** A minified line says nothing to a model, and its tokens cost seconds. */
const maxLineCharacters = 2000;

export function decideTrigger(situation: TriggerSituation): SilentReason | undefined {
  if (!completedSchemes.includes(situation.scheme)) return 'documentKind';
  if (situation.documentLength > maxDocumentCharacters) return 'documentTooLarge';
  if (situation.lineBefore.length + situation.lineAfter.length > maxLineCharacters) return 'lineTooLong';
  if (situation.isManual) return undefined;
  if (!situation.isEnabled) return 'disabled';
  if (situation.cursorCount > 1) return 'multipleCursors';
  if (/^[\p{L}\p{N}_$]/u.test(situation.lineAfter)) return 'wordToTheRight';
  return undefined;
}
