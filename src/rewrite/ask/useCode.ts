// Puts code of an answer into a document, as a pending change like every other code of a model.
// Must not know conversations.
import * as vscode from 'vscode';
import type { TextRange } from '../../base/ranges.ts';
import { endOf, placeCode } from '../answers/cleanRewrite.ts';
import { endsBare } from '../answers/statementEnds.ts';
import type { CodePlace } from '../asking/prompt.ts';
import { codeFile, textRange } from '../run/activePlace.ts';
import { placeIn } from '../run/proposalQuestions.ts';
import { questionWith } from '../run/proposalRun.ts';
import type { Proposals } from '../run/proposals.ts';

/** `asked`: what the conversation is about, for where nothing is selected. */
export async function useCode(
  proposals: Proposals,
  editor: vscode.TextEditor | undefined,
  asked: CodePlace | undefined,
  code: string,
  where: 'cursor' | 'selection',
): Promise<void> {
  if (editor === undefined || editor.document.isClosed) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a file first.'));
    return;
  }
  const { document, selection } = editor;
  const target = usedRange(document, selection, where, asked);
  if (target === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Select the code first that this is to replace.'),
    );
    return;
  }
  if (!(await proposals.admits(document))) return;
  const place = placeIn(codeFile(document), target);
  const text = placeCode(code.trimEnd(), { ...place, endsBare: endsBare(place) }) + endOf(place.selection);
  const question = questionWith(text);
  await proposals.run({
    document,
    title: vscode.l10n.t('Hearth is writing…'),
    parts: [() => ({ region: target, question })],
  });
}

/** What is selected, or what the conversation is about where that still stands there. */
function usedRange(
  document: vscode.TextDocument,
  selection: vscode.Selection,
  where: 'cursor' | 'selection',
  asked: CodePlace | undefined,
): TextRange | undefined {
  const { startOffset, endOffset } = textRange(document, selection);
  const cursor = document.offsetAt(selection.active);
  if (where === 'cursor') return { startOffset: cursor, endOffset: cursor };
  if (startOffset < endOffset) return { startOffset, endOffset };
  if (asked === undefined || asked.selection.trim() === '') return undefined;
  const { length } = asked.before;
  const stands = document.getText().startsWith(asked.selection, length);
  return stands ? { startOffset: length, endOffset: length + asked.selection.length } : undefined;
}
