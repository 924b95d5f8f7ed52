// Renaming by the language's server: it knows where a name is used, the model or the user only says the names.
// Must not know prompts.
import * as vscode from 'vscode';
import type { Cancellation } from '../../base/cancellation.ts';
import type { TextRange } from '../../base/ranges.ts';
import { applyChange } from '../../base/textChanges.ts';
import { isSame } from '../answers/cleanRewrite.ts';
import { nothingAnswered } from '../frame/framedRewrite.ts';
import type { Renaming } from '../frame/renameForm.ts';
import type { RewriteProposal } from './proposalQuestions.ts';
import type { ProposalQuestion } from './proposalRun.ts';

/** Takes the server's edits in place of those by syntax, where it gives some and all of them are in the selection. */
export function withServersRename(
  { renamings, ...question }: RewriteProposal,
  document: vscode.TextDocument,
  target: TextRange,
): ProposalQuestion {
  if (renamings === undefined) return question;
  const selected = document.getText().slice(target.startOffset, target.endOffset);
  return {
    ...question,
    clean: async (answered) => {
      const bySyntax = question.clean(answered);
      const text = await renamedByServer(document, target, renamings(answered));
      if (text === undefined) return await bySyntax;
      return isSame(text, selected) ? { kind: 'noChange' } : { kind: 'rewrite', text };
    },
  };
}

/**
 * A rename by names that the user said which reaches beyond the selection, into other files too: done as the editor's own
 * rename would, and undone with it. Its preview of refactorings has all places unticked where an edit asks for it, so
 * that Apply would do nothing. False where the server has no such rename; true too where nobody wants it any more.
 */
export async function renamedBeyond(
  document: vscode.TextDocument,
  target: TextRange,
  { prompt, renamings }: RewriteProposal,
  cancellation: Cancellation,
): Promise<boolean> {
  const [renaming] = prompt === undefined ? (renamings?.(nothingAnswered) ?? []) : [];
  if (renaming === undefined) return false;
  const { version } = document;
  const entries = (await serverRename(document, target, renaming))?.entries() ?? [];
  if (!reachesBeyond(document, target, entries) || document.version !== version) return false;
  if (cancellation.isCancellationRequested) return true;
  const edit = new vscode.WorkspaceEdit();
  for (const [uri, edits] of entries)
    for (const { range, newText } of edits) edit.replace(uri, range, newText);
  return await vscode.workspace.applyEdit(edit, { isRefactoring: true });
}

/** Names that stand outside of the selection too are left: changing some of the places would break the others. */
async function renamedByServer(
  document: vscode.TextDocument,
  target: TextRange,
  changes: readonly Renaming[],
): Promise<string | undefined> {
  const { version } = document;
  const edits = new Map<number, vscode.TextEdit>();
  let isKnown = false;
  for (const change of changes) {
    const entries = (await serverRename(document, target, change))?.entries() ?? [];
    isKnown ||= entries.length > 0;
    if (reachesBeyond(document, target, entries)) continue;
    for (const [, found] of entries)
      for (const edit of found) edits.set(document.offsetAt(edit.range.start), edit);
  }
  if (!isKnown || document.version !== version) return undefined;
  const text = document.getText().slice(target.startOffset, target.endOffset);
  return [...edits.entries()]
    .toSorted(([a], [b]) => b - a)
    .reduce(
      (changed, [offset, { range, newText }]) =>
        applyChange(changed, {
          startOffset: offset - target.startOffset,
          removedLength: document.offsetAt(range.end) - offset,
          insertedText: newText,
        }),
      text,
    );
}

type RenameEntries = readonly (readonly [uri: vscode.Uri, edits: readonly vscode.TextEdit[]])[];

function reachesBeyond(
  document: vscode.TextDocument,
  { startOffset, endOffset }: TextRange,
  entries: RenameEntries,
): boolean {
  const isInside = ({ range }: vscode.TextEdit) =>
    document.offsetAt(range.start) >= startOffset && document.offsetAt(range.end) <= endOffset;
  return entries.some(([uri, edits]) => uri.toString() !== document.uri.toString() || !edits.every(isInside));
}

/** Undefined where no server renames this. */
async function serverRename(
  document: vscode.TextDocument,
  target: TextRange,
  { from, to }: Renaming,
): Promise<vscode.WorkspaceEdit | undefined> {
  for (const place of placesOf(document.getText(), target, from)) {
    try {
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit | undefined>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        document.positionAt(place),
        to,
      );
      if (edit !== undefined && edit.size > 0) return edit;
    } catch {
      // Servers reject what they cannot rename, such as a word in a comment; syntax can.
    }
  }
  return undefined;
}

const maxPlaces = 6;

/** Where the name stands as a word of its own, and not as a member of something: the first ones. */
function placesOf(text: string, { startOffset, endOffset }: TextRange, name: string): readonly number[] {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const word = new RegExp(String.raw`(?<![\p{L}\p{N}_$.])${escaped}(?![\p{L}\p{N}_$])`, 'gu');
  const found = [...text.slice(startOffset, endOffset).matchAll(word)];
  return found.slice(0, maxPlaces).map(({ index }) => startOffset + index);
}
