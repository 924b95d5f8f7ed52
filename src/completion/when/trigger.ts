// Whether to ask at all. Pure; every "no" has a name.

import type { SilentReason } from '../../../engine/protocol/protocol.ts';
import type { TextKind } from '../../context/window/contextWindow.ts';
import { isCompletedScheme } from '../../editor/completedSchemes.ts';
import type { ProseKinds } from '../../settings/settings.ts';
import { lexisOf, wordCharactersOf } from '../cleanup/lexis.ts';

/** What can be said without reading the document's text. */
export interface DocumentSituation {
  readonly scheme: string;
  /** Documents of the scheme are files that can be saved. */
  readonly hasWritableFiles?: boolean;
  readonly isEnabled: boolean;
  /** Off for some minutes; not, when absent. */
  readonly isSnoozed?: boolean;
  /** Asked for by hand: only what makes an answer impossible stops it. */
  readonly isManual: boolean;
  readonly cursorCount: number;
  readonly documentLength: number;
  readonly isReadOnly: boolean;
}

/** What stands around the cursor. */
export interface LineSituation {
  readonly languageId: string;
  readonly isManual: boolean;
  readonly lineBefore: string;
  readonly lineAfter: string;
  /** A suggestion was accepted to its end, here, and nothing has been typed since. */
  readonly isJustAccepted: boolean;
  readonly textKind: TextKind;
  /** Where but in code suggestions are wanted. */
  readonly inCommentsAndStrings: ProseKinds;
}

const maxDocumentCharacters = 5_000_000;
/** A minified line says nothing to a model, and its tokens cost seconds. */
const maxLineCharacters = 2000;

export function refuseDocument(situation: DocumentSituation): SilentReason | undefined {
  if (!isCompletedScheme(situation.scheme, situation.hasWritableFiles)) return 'documentKind';
  if (situation.documentLength > maxDocumentCharacters) return 'documentTooLarge';
  if (situation.isManual) return undefined;
  if (!situation.isEnabled) return 'disabled';
  if (situation.isSnoozed === true) return 'snoozed';
  if (situation.isReadOnly) return 'readOnly';
  if (situation.cursorCount > 1) return 'multipleCursors';
  return undefined;
}

export function refuseLine(situation: LineSituation): SilentReason | undefined {
  if (situation.lineBefore.length + situation.lineAfter.length > maxLineCharacters) return 'lineTooLong';
  if (situation.isManual) return undefined;
  if (beginsWithWord(situation)) return 'wordToTheRight';
  // What was accepted went to the end of the line; more of the same line is rarely wanted, and Enter asks anew.
  if (situation.isJustAccepted && situation.lineAfter.trim() === '') return 'justAccepted';
  return refuseProse(situation.textKind, situation.inCommentsAndStrings);
}

function beginsWithWord({ languageId, lineAfter }: LineSituation): boolean {
  return new RegExp(`^[${wordCharactersOf(lexisOf(languageId))}]`, 'u').test(lineAfter);
}

function refuseProse(kind: TextKind, wanted: ProseKinds): SilentReason | undefined {
  if (kind === 'comment' && wanted !== 'both' && wanted !== 'comments') return 'inComment';
  if (kind === 'string' && wanted !== 'both' && wanted !== 'strings') return 'inString';
  return undefined;
}
