// Whether to ask at all. Pure; every "no" has a name.
import type { SilentReason } from '../../engine/protocol.ts';

/** What can be said without reading the document's text. */
export interface DocumentSituation {
  readonly scheme: string;
  readonly isEnabled: boolean;
  /** Asked for by hand: only what makes an answer impossible stops it. */
  readonly isManual: boolean;
  readonly cursorCount: number;
  readonly documentLength: number;
}

export interface TriggerSituation extends DocumentSituation {
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

export function refuseDocument(situation: DocumentSituation): SilentReason | undefined {
  if (!completedSchemes.includes(situation.scheme)) return 'documentKind';
  if (situation.documentLength > maxDocumentCharacters) return 'documentTooLarge';
  if (situation.isManual) return undefined;
  if (!situation.isEnabled) return 'disabled';
  if (situation.cursorCount > 1) return 'multipleCursors';
  return undefined;
}

export function decideTrigger(situation: TriggerSituation): SilentReason | undefined {
  const refusal = refuseDocument(situation);
  if (refusal !== undefined) return refusal;
  if (situation.lineBefore.length + situation.lineAfter.length > maxLineCharacters) return 'lineTooLong';
  if (!situation.isManual && /^[\p{L}\p{N}_$]/u.test(situation.lineAfter)) return 'wordToTheRight';
  return undefined;
}
