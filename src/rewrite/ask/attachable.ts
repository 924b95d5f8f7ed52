// Open files and symbols of them that can be read along with a question. Must not know conversations.
import * as vscode from 'vscode';
import type { TextRange } from '../../base/ranges.ts';
import { isCompletedScheme } from '../../editor/completedSchemes.ts';
import { codeFile, textRange } from '../run/activePlace.ts';

export interface Attachable extends vscode.QuickPickItem {
  readonly document: vscode.TextDocument;
  readonly range: TextRange;
}

/** Undefined where nothing is picked. */
export async function pickAttachable(near: vscode.TextDocument | undefined): Promise<Attachable | undefined> {
  const placeHolder = vscode.l10n.t('What is to be read along with the next question?');
  return await vscode.window.showQuickPick(items(near), { placeHolder, matchOnDescription: true });
}

async function items(near: vscode.TextDocument | undefined): Promise<readonly Attachable[]> {
  const documents = vscode.workspace.textDocuments.filter(
    ({ uri, isClosed }) => !isClosed && isCompletedScheme(uri.scheme, false),
  );
  const files = documents.map((document) => ({
    label: codeFile(document).path,
    iconPath: new vscode.ThemeIcon('file'),
    document,
    range: { startOffset: 0, endOffset: document.getText().length },
  }));
  return [...files, ...(near === undefined ? [] : await symbolsOf(near))];
}

async function symbolsOf(document: vscode.TextDocument): Promise<readonly Attachable[]> {
  const found = await vscode.commands.executeCommand<
    readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
  >('vscode.executeDocumentSymbolProvider', document.uri);
  const flat = (symbols: readonly vscode.DocumentSymbol[]): readonly vscode.DocumentSymbol[] =>
    symbols.flatMap((symbol) => [symbol, ...flat(symbol.children)]);
  return flat((found ?? []).filter((symbol) => 'children' in symbol)).map((symbol) => ({
    label: symbol.name,
    description: codeFile(document).path,
    iconPath: new vscode.ThemeIcon('symbol-method'),
    document,
    range: textRange(document, symbol.range),
  }));
}
