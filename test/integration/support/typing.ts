// A person at the keyboard of a real editor: opens documents, types, waits for suggestions and accepts them.
// Must not know how suggestions are made.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describeRecord, type RequestRecord } from '../../../src/completion/recentOutcomes.ts';
import type { HearthApi } from '../../../src/extension.ts';
import { eventually } from './hearth.ts';
import { openedFile } from './workspaceFile.ts';

/** A place where the model is sure of what comes next. */
export const sum = `export function sum(values: number[]): number {
  let total = 0;
  for (const value of values) {
    █
  }
  return total;
}
`;

/** No request that the editor waits for takes so long, nor one by hand. */
const givenUpAfterMs = 10_000;
const byHandGivenUpAfterMs = 20_000;
/** On a busy machine a cold prompt may take the editor's patience several times. */
const byHandAtMostMs = 75_000;
const mostRecordsTold = 8;
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
    return await Typist.at(hearth, await openedFile(name, marked.replace('█', '')), marked);
  }

  /** In an editor that is open, with the cursor where it is. */
  static in(hearth: HearthApi, editor: vscode.TextEditor): Typist {
    return new Typist(editor, hearth);
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
      const earlier = await this.pressLast(keys.slice(-1));
      try {
        return await this.end('of itself', false, earlier, givenUpAfterMs);
      } catch (error: unknown) {
        if (attempt >= maxTypedAgain) throw error;
        await vscode.commands.executeCommand('deleteLeft');
      }
    }
  }

  /** Asks by hand, which passes the gate; again when the editor gave up waiting. */
  async trigger(): Promise<RequestRecord> {
    const ends: string[] = [];
    const deadlineMs = performance.now() + byHandAtMostMs;
    while (performance.now() < deadlineMs) {
      const earlier = new Set(this.hearth.recentOutcomes());
      await vscode.commands.executeCommand('hearth.triggerSuggestion');
      try {
        const record = await this.end('in any way', true, earlier, byHandGivenUpAfterMs);
        if (endedOfItself(record)) return record;
        ends.push(describeRecord(record));
      } catch {
        ends.push('no end');
      }
    }
    const records = this.hearth.recentOutcomes().slice(-mostRecordsTold).map(describeRecord);
    throw new Error(`Nothing came of asking by hand: ${ends.join('; ')}; last were ${records.join('; ')}`);
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

  /** What had ended when the key went in: a request for the key before it may end while it is on its way. */
  private async pressLast(key: string): Promise<ReadonlySet<RequestRecord>> {
    let earlier: ReadonlySet<RequestRecord> | undefined;
    const listening = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document !== this.editor.document || contentChanges.length === 0) return;
      earlier ??= new Set(this.hearth.recentOutcomes());
    });
    await press(key);
    listening.dispose();
    assert.ok(earlier, `${JSON.stringify(key)} changed nothing`);
    return earlier;
  }

  private async end(
    how: 'of itself' | 'in any way',
    isManual: boolean,
    earlier: ReadonlySet<RequestRecord>,
    limitMs: number,
  ): Promise<RequestRecord> {
    const uri = this.editor.document.uri.toString();
    const isMeant = (record: RequestRecord) =>
      !earlier.has(record) && record.uri === uri && record.isManual === isManual;
    const isEnd = (record: RequestRecord) =>
      isMeant(record) && (how === 'in any way' || endedOfItself(record));
    return await eventually('an end of the request', () => this.hearth.recentOutcomes().find(isEnd), limitMs);
  }
}

/** Neither being taken back nor rules of privacy that a busy machine has not read yet says anything of the place. */
function endedOfItself({ outcome }: RequestRecord): boolean {
  return outcome.kind !== 'cancelled' && !(outcome.kind === 'silent' && outcome.reason === 'rulesNotRead');
}

async function press(key: string): Promise<void> {
  await vscode.commands.executeCommand('type', { text: key });
}
