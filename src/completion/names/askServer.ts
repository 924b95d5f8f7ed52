// Asks the editor what a document's providers of completions list at a place. Opens no list, and asks no inline ones.
// Must not know what the lists are for.
import * as vscode from 'vscode';
import { openDocument } from '../../editor/openDocument.ts';
import type { ItemList } from './listedNames.ts';

export async function listFromServer(uri: string, offset: number): Promise<ItemList | undefined> {
  const document = openDocument(uri);
  if (document === undefined) return undefined;
  const position = document.positionAt(offset);
  const list = await vscode.commands.executeCommand<vscode.CompletionList | undefined>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
    undefined,
    0,
  );
  if (list === undefined) return undefined;
  const items = list.items.map(({ label, kind, filterText, insertText, commitCharacters }) => ({
    label: typeof label === 'string' ? label : label.label,
    kind,
    filterText,
    insertText: typeof insertText === 'string' ? insertText : undefined,
    commitCharacters,
  }));
  return { items, isIncomplete: list.isIncomplete === true };
}
