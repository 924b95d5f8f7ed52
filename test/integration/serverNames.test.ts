// Names of a document's provider of completions, through the editor's own command, beside the real engine. What lists them
// here is the test, so that it can be late, wrong or know nothing.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HearthApi } from '../../src/extension.ts';
import { activeHearth, eventually } from './support/hearth.ts';
import { Typist } from './support/typing.ts';

const area = `interface Box {
  readonly breite: number;
  readonly hoehe: number;
}

export function area(box: Box): number {
  return box█
}
`;
const lateMs = 20_000;

describe('names that a language server lists', () => {
  let hearth: HearthApi;
  let typist: Typist | undefined;
  let provider: vscode.Disposable | undefined;
  /** Positions that were asked for. */
  let asked: string[] = [];

  before(async () => {
    hearth = await activeHearth();
    await hearth.whenReady();
  });

  afterEach(async () => {
    provider?.dispose();
    await typist?.close();
    asked = [];
  });

  function list(names: readonly string[], kind: vscode.CompletionItemKind, delayMs = 0): void {
    const items = names.map((name) => {
      const item = new vscode.CompletionItem(name, kind);
      item.commitCharacters = ['.'];
      return item;
    });
    provider = vscode.languages.registerCompletionItemProvider('typescript', {
      async provideCompletionItems(_, { line, character }) {
        asked.push(`${line}:${character}`);
        if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
        return items;
      },
    });
  }

  /** By hand, again and again: the editor gives a cold prompt up that nobody asked for by hand. */
  async function behindDot(at: Typist) {
    await vscode.commands.executeCommand('type', { text: '.' });
    // On a busy machine the engine may be quicker than the list, which is what the late one is about.
    await eventually('a question for names', () => asked.at(0));
    return await at.trigger();
  }

  it('are what a suggestion begins with, whatever the model would invent, and are asked for once', async () => {
    list(['laenge', 'gewicht'], vscode.CompletionItemKind.Property);
    typist = await Typist.inFile(hearth, 'listed.ts', area);
    const { outcome } = await behindDot(typist);
    assert.equal(outcome.kind, 'shown');
    await typist.accept();
    assert.match(typist.line, /^ {2}return box\.(?:laenge|gewicht)/);
    assert.deepEqual(asked, ['6:13']);
  });

  it('change nothing when they come late, and keep nobody waiting', async () => {
    list(['laenge'], vscode.CompletionItemKind.Property, lateMs);
    typist = await Typist.inFile(hearth, 'late.ts', area);
    const { outcome, totalMs } = await behindDot(typist);
    assert.equal(outcome.kind, 'shown');
    assert.ok(totalMs < lateMs);
    await typist.accept();
    assert.match(typist.line, /^ {2}return box\.(?:breite|hoehe)/);
  });

  it('are none where words of the text are all that is listed', async () => {
    list(['laenge'], vscode.CompletionItemKind.Text);
    typist = await Typist.inFile(hearth, 'wordsOfText.ts', area);
    await behindDot(typist);
    await typist.accept();
    assert.match(typist.line, /^ {2}return box\.(?:breite|hoehe)/);
  });
});
