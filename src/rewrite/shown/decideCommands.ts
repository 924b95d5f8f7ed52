// The commands that decide about pending hunks and move between them. Must not know how hunks come about.
import * as vscode from 'vscode';
import { SerialQueue } from '../../base/serialQueue.ts';
import { rewriteCommandIds } from '../../settings/manifest.ts';
import { type Hunk, hunkAt, nextHunk, previousHunk } from '../pending/hunks.ts';
import type { PendingChanges } from '../pending/pendingChanges.ts';
import type { PendingDocument } from '../pending/pendingDocument.ts';
import type { OriginalDocuments } from './originalDocuments.ts';

/** What a button names: the document, in links as text, and the hunk. By keyboard it is the cursor that does. */
type Named = readonly [uri?: vscode.Uri | string, hunkId?: number];

export function registerDecideCommands(
  pending: PendingChanges,
  originals: OriginalDocuments,
  runs: { drop(uri: string): void },
): vscode.Disposable {
  // Keys that come quickly: each decides where the one before has moved the cursor to.
  const turns = new SerialQueue();
  const documentOf = (named?: vscode.Uri | string) => {
    const uri = uriOf(named);
    return uri && pending.get(uri);
  };
  const one = (decide: (pending: PendingDocument, isIt: (hunk: Hunk) => boolean) => unknown) => {
    return async (...[uri, hunkId]: Named) => {
      const document = documentOf(uri);
      if (document === undefined) return;
      const id = hunkId ?? hunkAtCursor(document)?.id;
      await decide(document, (hunk) => hunk.id === id);
      if (hunkId === undefined) move(document, nextHunk);
    };
  };
  const all = (decide: (pending: PendingDocument, isIt: (hunk: Hunk) => boolean) => unknown) => {
    return async (...[uri]: Named) => {
      const document = documentOf(uri);
      if (document !== undefined) await decide(document, () => true);
    };
  };
  const accept = (document: PendingDocument, isIt: (hunk: Hunk) => boolean) => document.accept(isIt);
  const moveBy = (choose: typeof nextHunk) => () => {
    const document = documentOf();
    if (document !== undefined) move(document, choose);
  };
  const handlers: readonly (readonly [string, (...named: Named) => unknown])[] = [
    [rewriteCommandIds.acceptHunk, one(accept)],
    [rewriteCommandIds.discardHunk, one(discard)],
    [rewriteCommandIds.acceptAll, all(accept)],
    [
      rewriteCommandIds.discardAll,
      all(async (document, isIt) => {
        // Who wants nothing of it does not want what is still to come.
        runs.drop(document.document.uri);
        await discard(document, isIt);
      }),
    ],
    [rewriteCommandIds.nextHunk, moveBy(nextHunk)],
    [rewriteCommandIds.previousHunk, moveBy(previousHunk)],
    [
      rewriteCommandIds.compare,
      async (named) => {
        const uri = uriOf(named);
        if (uri !== undefined) await originals.compare(uri);
      },
    ],
  ];
  return vscode.Disposable.from(
    ...handlers.map(([id, handler]) =>
      vscode.commands.registerCommand(id, async (...named: Named) => {
        await turns.take(() => handler(...named));
      }),
    ),
  );
}

function uriOf(named: vscode.Uri | string | undefined): vscode.Uri | undefined {
  if (named === undefined) return vscode.window.activeTextEditor?.document.uri;
  return typeof named === 'string' ? vscode.Uri.parse(named) : named;
}

async function discard(document: PendingDocument, isIt: (hunk: Hunk) => boolean): Promise<void> {
  if ((await document.discard(isIt)) === 'edited') return;
  void vscode.window.showWarningMessage(
    vscode.l10n.t('Hearth could not restore the original text: the document cannot be edited.'),
  );
}

function editorOf({ document }: PendingDocument): vscode.TextEditor | undefined {
  const isOfDocument = (editor: vscode.TextEditor) => editor.document.uri.toString() === document.uri;
  const active = vscode.window.activeTextEditor;
  return active !== undefined && isOfDocument(active)
    ? active
    : vscode.window.visibleTextEditors.find(isOfDocument);
}

function cursorOf(document: PendingDocument): number {
  const editor = editorOf(document);
  return editor === undefined ? 0 : editor.document.offsetAt(editor.selection.active);
}

/** The one at the cursor, or else on its line, where the buttons stand. */
function hunkAtCursor(document: PendingDocument): Hunk | undefined {
  const offset = cursorOf(document);
  const editor = editorOf(document);
  const atCursor = hunkAt(document.hunks, offset);
  if (atCursor !== undefined || editor === undefined) return atCursor;
  const { line } = editor.selection.active;
  return document.hunks.find(({ startOffset }) => editor.document.positionAt(startOffset).line === line);
}

function move(document: PendingDocument, choose: typeof nextHunk): void {
  const editor = editorOf(document);
  const hunk = choose(document.hunks, cursorOf(document));
  if (editor === undefined || hunk === undefined) return;
  const position = editor.document.positionAt(hunk.startOffset);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
