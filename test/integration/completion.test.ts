// Suggestions in the real editor from the real engine with real weights, in the places where people write.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describeRecord, type RequestRecord } from '../../src/completion/recentOutcomes.ts';
import type { HearthApi } from '../../src/extension.ts';
import { activeHearth } from './support/hearth.ts';
import { sum, Typist } from './support/typing.ts';

describe('suggestions', () => {
  let hearth: HearthApi;
  let typist: Typist | undefined;

  before(async () => {
    hearth = await activeHearth();
    await hearth.whenReady();
  });

  afterEach(async () => {
    await typist?.close();
    typist = undefined;
  });

  it('appear while typing, go into the document when accepted, and are undone in one step', async () => {
    typist = await Typist.inFile(hearth, 'sum.ts', sum);
    assertShown(await typist.type('tot'));
    await typist.accept();
    assert.match(typist.line, /^ {4}total \+= value;?$/);
    await vscode.commands.executeCommand('undo');
    assert.equal(typist.line, '    tot');
  });

  it('are answered from memory while the suggested text is typed', async () => {
    typist = await Typist.inFile(hearth, 'memory.ts', sum);
    const first = await typist.type('tot');
    assertShown(first);
    const second = await typist.type('al');
    assert.deepEqual(second.outcome, { kind: 'shown', source: 'memory' });
    await typist.accept();
    assert.match(typist.line, /^ {4}total \+= value;?$/);
  });

  it('fit the brackets that the editor closes', async () => {
    typist = await Typist.inFile(hearth, 'brackets.ts', 'const values = [1, 2, 3];\n█\n');
    await typist.type('console.log(');
    assert.equal(typist.line, 'console.log()');
    assertShown(await typist.trigger());
    await typist.accept();
    assert.equal(count(typist.line, '('), count(typist.line, ')'), typist.line);
  });

  it('come in untitled documents', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'typescript', content: '' });
    typist = await Typist.at(hearth, document, sum);
    assertShown(await typist.type('tot'));
    await typist.accept();
    assert.match(typist.line, /total \+= value/);
  });

  it('keep the line ends of a Windows document, over several lines', async () => {
    await configure('maxLines', 3);
    try {
      typist = await Typist.inFile(hearth, 'windows.ts', sum.replaceAll('\n', '\r\n'));
      assert.equal(typist.editor.document.eol, vscode.EndOfLine.CRLF);
      assertShown(await typist.typeAndTrigger('if (value '));
      await typist.accept();
      assert.equal(typist.text.replaceAll('\r\n', '').includes('\n'), false);
    } finally {
      await configure('maxLines', undefined);
    }
  });

  it('come in a text that holds control tokens, and hold none themselves', async () => {
    const tokens = 'export const prefix = "<|fim_prefix|>";\nexport const middle = "<|fim_middle|>";\n█\n';
    typist = await Typist.inFile(hearth, 'tokens.ts', tokens);
    assertShown(await typist.typeAndTrigger('export const su'));
    await typist.accept();
    assert.match(typist.line, /^export const su\w/);
  });

  it('come in a file of 20,000 lines', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `export const value${index} = ${index};\n`);
    lines.splice(10_000, 0, '█\n');
    typist = await Typist.inFile(hearth, 'long.ts', lines.join(''));
    assertShown(await typist.typeAndTrigger('export const val'));
    await typist.accept();
    assert.match(typist.line, /^export const value\d+/);
  });

  it('are refused with a name for a minified line', async () => {
    typist = await Typist.inFile(hearth, 'minified.ts', `${'a=1;'.repeat(2000)}█\n`);
    assert.deepEqual((await typist.type('b')).outcome, { kind: 'silent', reason: 'lineTooLong' });
  });

  it('wait while several cursors type', async () => {
    typist = await Typist.inFile(hearth, 'cursors.ts', `${sum}\n`);
    const other = new vscode.Position(1, 2);
    typist.editor.selections = [typist.editor.selection, new vscode.Selection(other, other)];
    assert.deepEqual((await typist.type('t')).outcome, { kind: 'silent', reason: 'multipleCursors' });
  });
});

describe('turning Hearth off', () => {
  it('silences it, but for what is asked by hand, until it is turned on again', async () => {
    const hearth = await activeHearth();
    await hearth.whenReady();
    const typist = await Typist.inFile(hearth, 'off.ts', sum);
    await vscode.commands.executeCommand('hearth.toggle');
    try {
      assert.deepEqual((await typist.type('to')).outcome, { kind: 'silent', reason: 'disabled' });
      assertShown(await typist.trigger());
    } finally {
      await vscode.commands.executeCommand('hearth.toggle');
    }
    assertShown(await typist.type('t'));
    await typist.close();
  });
});

describe('a workspace that has its own mind', () => {
  it('is what the toggle changes', async () => {
    const hearth = await activeHearth();
    const own = vscode.workspace.getConfiguration('hearth');
    await own.update('enable', false, vscode.ConfigurationTarget.Workspace);
    try {
      const typist = await Typist.inFile(hearth, 'workspace.ts', sum);
      assert.deepEqual((await typist.type('to')).outcome, { kind: 'silent', reason: 'disabled' });
      await vscode.commands.executeCommand('hearth.toggle');
      assertShown(await typist.type('t'));
      await typist.close();
    } finally {
      await own.update('enable', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});

function assertShown(record: RequestRecord): void {
  assert.equal(record.outcome.kind, 'shown', describeRecord(record));
}

async function configure(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('hearth').update(name, value, vscode.ConfigurationTarget.Global);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
