// A person who has code rewritten in a real editor and looks at what is pending.
// Must not know how proposals come about.
import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import * as vscode from 'vscode';
import type { HearthApi } from '../../../src/extension.ts';
import { openedFile } from './workspaceFile.ts';

/** What is rewritten, and how. */
export const untyped = `export function total(items) {
  let sum = 0;
  for (const item of items) {
    sum += item.price * item.count;
  }
  return sum;
}

export function first(items) {
  return items[0];
}
`;
export const addTypes = 'Add type annotations to the parameters and the return value.';

export interface Rewrite {
  readonly text: string;
  readonly hunkCount: number;
}

export class Rewriter {
  private readonly hearth: HearthApi;
  editor: vscode.TextEditor;

  private constructor(editor: vscode.TextEditor, hearth: HearthApi) {
    this.editor = editor;
    this.hearth = hearth;
  }

  static async of(hearth: HearthApi, uri: vscode.Uri): Promise<Rewriter> {
    return await Rewriter.at(hearth, await vscode.workspace.openTextDocument(uri));
  }

  private static async at(hearth: HearthApi, document: vscode.TextDocument): Promise<Rewriter> {
    return new Rewriter(await vscode.window.showTextDocument(document), hearth);
  }

  static async inFile(hearth: HearthApi, name: string, text: string): Promise<Rewriter> {
    return await Rewriter.at(hearth, await openedFile(name, text));
  }

  get text(): string {
    return this.editor.document.getText();
  }

  get hunkCount(): number {
    return this.hearth.pendingIn(this.editor.document.uri).hunkCount;
  }

  get isWriting(): boolean {
    return this.hearth.pendingIn(this.editor.document.uri).isWriting;
  }

  /** Whole lines, the last one not included. */
  select(startLine: number, endLine: number): void {
    this.editor.selection = new vscode.Selection(startLine, 0, endLine, 0);
  }

  cursor(line: number, column: number): void {
    this.editor.selection = new vscode.Selection(line, column, line, column);
  }

  /** Again where a run's own edit was on its way, as the editor then takes no other; the text may be another one by then. */
  async insert(offsetIn: (text: string) => number, text: string): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const position = this.editor.document.positionAt(offsetIn(this.text));
      if (await this.editor.edit((edit) => edit.insert(position, text))) return;
      assert.ok(attempt < 100, 'the editor takes no edit');
    }
  }

  /** Resolves at the end of the run. */
  async rewrite(instruction: string): Promise<Rewrite> {
    await vscode.commands.executeCommand('hearth.rewriteSelection', instruction);
    return { text: this.text, hunkCount: this.hunkCount };
  }

  async makeReadOnly(): Promise<void> {
    const { uri } = this.editor.document;
    chmodSync(uri.fsPath, 0o444);
    await vscode.workspace
      .getConfiguration('files')
      .update('readonlyFromPermissions', true, vscode.ConfigurationTarget.Global);
  }

  async show(): Promise<void> {
    this.editor = await vscode.window.showTextDocument(this.editor.document);
  }

  async close(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** Lets a run that asks by notification go on: nobody answers here. */
export async function clearNotifications(running: Promise<Rewrite>): Promise<void> {
  const clearing = setInterval(() => void vscode.commands.executeCommand('notifications.clearAll'), 25);
  await running.finally(() => clearInterval(clearing));
}
