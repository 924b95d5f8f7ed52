// A person who has code rewritten in a real editor and looks at what is pending.
// Must not know how proposals come about.
import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import * as vscode from 'vscode';
import type { HearthApi } from '../../../src/extension.ts';

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
    const document = await vscode.workspace.openTextDocument(uri);
    return new Rewriter(await vscode.window.showTextDocument(document), hearth);
  }

  static async inFile(hearth: HearthApi, name: string, text: string): Promise<Rewriter> {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, 'there is no workspace');
    const uri = vscode.Uri.joinPath(folder.uri, name);
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    return await Rewriter.of(hearth, uri);
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

  async insert(offset: number, text: string): Promise<void> {
    const position = this.editor.document.positionAt(offset);
    assert.ok(await this.editor.edit((edit) => edit.insert(position, text)));
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
