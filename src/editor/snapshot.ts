// From VS Code's live documents and changes to plain data. Must not keep either.
import type * as vscode from 'vscode';
import type { TextChange } from '../base/textChanges.ts';
import type { DocumentSnapshot } from '../context/window/contextWindow.ts';

export function snapshotOf(document: vscode.TextDocument): DocumentSnapshot {
  return {
    uri: document.uri.toString(),
    languageId: document.languageId,
    version: document.version,
    text: document.getText(),
  };
}

/** Length of the text in UTF-16 units, without building the text. */
export function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

export function changesOf(event: vscode.TextDocumentChangeEvent): TextChange[] {
  return event.contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
    startOffset: rangeOffset,
    removedLength: rangeLength,
    insertedText: text,
  }));
}
