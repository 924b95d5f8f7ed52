// A person at the keyboard of a real editor: opens documents, types, waits for suggestions and accepts them.
// Must not know how suggestions are made.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RequestRecord } from '../../../src/completion/recentOutcomes.ts';
import type { HearthApi } from '../../../src/extension.ts';
import { eventually } from './hearth.ts';

/** A place where the model is sure of what comes next. */
export const sum = `export function sum(values: number[]): number {
  let total = 0;
  for (const value of values) {
    █
  }
  return total;
}
`;

/** On a busy machine a cold prompt may take the editor's patience several times. */
const maxGivenUp = 8;
/** No request that the editor waits for takes so long. */
const givenUpAfterMs = 10_000;
const maxTypedAgain = 4;

export class Typist {
  readonly editor: vscode.TextEditor;
  private readonly hearth: HearthApi;

  private constructor(editor: vscode.TextEditor, hearth: HearthApi) {
    this.editor = editor;
    this.hearth = hearth;
  }

  /** Shows a document with the cursor where `█` stands in `marked`. */
  static async at(hearth: HearthApi, document: vscode.TextDocument, marked: string): Promise<Typist> {
    const editor = await vscode.window.showTextDocument(document);
    const offset = marked.indexOf('█');
    const text = marked.replace('█', '');
    if (document.getText() !== text) {
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      assert.ok(await editor.edit((edit) => edit.replace(all, text)));
    }
    const position = document.positionAt(offset);
    editor.selection = new vscode.Selection(position, position);
    editor.revealRange(editor.selection);
    return new Typist(editor, hearth);
  }

  static async inFile(hearth: HearthApi, name: string, marked: string): Promise<Typist> {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, 'there is no workspace');
    const file = vscode.Uri.joinPath(folder.uri, name);
    await vscode.workspace.fs.writeFile(file, Buffer.from(marked.replace('█', '')));
    return await Typist.at(hearth, await vscode.workspace.openTextDocument(file), marked);
  }

  get text(): string {
    return this.editor.document.getText();
  }

  get line(): string {
    return this.editor.document.lineAt(this.editor.selection.active).text;
  }

  /**
   * Types key by key and gives the record of the first request after the last key that ended of itself. On a slow
   * machine the editor gives up waiting, as it does after 0.75 s, and asks no more: then the last key is typed once more.
   */
  async type(keys: string): Promise<RequestRecord> {
    for (const key of keys.slice(0, -1)) await press(key);
    for (let attempt = 0; ; attempt++) {
      const before = this.newestId();
      await press(keys.slice(-1));
      try {
        return await this.decision(before, false, false, givenUpAfterMs);
      } catch (error: unknown) {
        if (attempt >= maxTypedAgain) throw error;
        await vscode.commands.executeCommand('deleteLeft');
      }
    }
  }

  /** Asks by hand, which passes the gate; again when the editor gave up waiting, as it does after 0.75 s. */
  async trigger(): Promise<RequestRecord> {
    for (let attempt = 0; ; attempt++) {
      const before = this.newestId();
      await vscode.commands.executeCommand('hearth.triggerSuggestion');
      const record = await this.decision(before, true, attempt < maxGivenUp);
      if (record.outcome.kind !== 'cancelled') return record;
    }
  }

  /** For tests of what becomes of a suggestion, whatever the model's confidence in it. */
  async typeAndTrigger(keys: string): Promise<RequestRecord> {
    await this.type(keys);
    return await this.trigger();
  }

  /** Accepts what is suggested, as Tab does, or its next word or line, and waits until it is in the document. */
  async accept(command: 'commit' | 'acceptNextWord' | 'acceptNextLine' = 'commit'): Promise<void> {
    const { version } = this.editor.document;
    for (let attempt = 0; this.editor.document.version === version; attempt++) {
      assert.ok(attempt < 200, 'there was nothing to accept');
      await vscode.commands.executeCommand(`editor.action.inlineSuggest.${command}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  async close(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }

  private newestId(): number {
    return this.hearth.recentOutcomes().at(-1)?.id ?? 0;
  }

  private async decision(
    afterId: number,
    isManual: boolean,
    countsCancelled = false,
    limitMs?: number,
  ): Promise<RequestRecord> {
    const uri = this.editor.document.uri.toString();
    return await eventually(
      'an end of the request',
      () =>
        this.hearth
          .recentOutcomes()
          .find(
            (record) =>
              record.id > afterId &&
              record.uri === uri &&
              record.isManual === isManual &&
              (countsCancelled || record.outcome.kind !== 'cancelled'),
          ),
      limitMs,
    );
  }
}

async function press(key: string): Promise<void> {
  await vscode.commands.executeCommand('type', { text: key });
}
