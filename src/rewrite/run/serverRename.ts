// Renaming by the language's server: it knows where a name is used, the model only proposed the names.
// Must not know prompts.
import * as vscode from 'vscode';
import type { TextRange } from '../../base/ranges.ts';
import { applyChange } from '../../base/textChanges.ts';
import { isSame } from '../answers/cleanRewrite.ts';
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

async function renamedByServer(
  document: vscode.TextDocument,
  target: TextRange,
  changes: readonly Renaming[],
): Promise<string | undefined> {
  const { version } = document;
  const edits = new Map<number, vscode.TextEdit>();
  for (const change of changes) {
    const found = await serverEdits(document, target, change);
    if (found === undefined) return undefined;
    for (const edit of found) edits.set(document.offsetAt(edit.range.start), edit);
  }
  if (edits.size === 0 || document.version !== version) return undefined;
  const isInside = (edit: vscode.TextEdit) =>
    document.offsetAt(edit.range.start) >= target.startOffset &&
    document.offsetAt(edit.range.end) <= target.endOffset;
  if (![...edits.values()].every(isInside)) return undefined;
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

/** Undefined where no server renames this, or where it would change other files. */
async function serverEdits(
  document: vscode.TextDocument,
  target: TextRange,
  { from, to }: Renaming,
): Promise<readonly vscode.TextEdit[] | undefined> {
  const place = placeOf(document.getText(), target, from);
  if (place === undefined) return undefined;
  try {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit | undefined>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      document.positionAt(place),
      to,
    );
    const entries = edit?.entries() ?? [];
    const [first] = entries;
    if (first === undefined || entries.length > 1) return undefined;
    const [uri, edits] = first;
    return uri.toString() === document.uri.toString() ? edits : undefined;
  } catch {
    // Servers reject what they cannot rename; syntax can.
    return undefined;
  }
}

/** Where the name stands first as a word of its own, and not as a member of something. */
function placeOf(text: string, { startOffset, endOffset }: TextRange, name: string): number | undefined {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const word = new RegExp(String.raw`(?<![\p{L}\p{N}_$.])${escaped}(?![\p{L}\p{N}_$])`, 'u');
  const found = word.exec(text.slice(startOffset, endOffset));
  return found === null ? undefined : startOffset + found.index;
}
