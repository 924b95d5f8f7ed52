// Files that the model may not read, in a real workspace: by name, by ignore files, by settings, while these change.
import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { SilentReason } from '../../engine/protocol/protocol.ts';
import type { HearthApi } from '../../src/extension.ts';
import { activeHearth } from './support/hearth.ts';
import { Typist } from './support/typing.ts';

const text = 'export const first = 1;\nexport const second = 2;\n█\n';

const refusals: readonly SilentReason[] = ['secretFile', 'ignoredFile', 'rulesNotRead'];

describe('what the model may not read', () => {
  let hearth: HearthApi;
  let typist: Typist | undefined;
  const written: vscode.Uri[] = [];

  before(async () => {
    hearth = await activeHearth();
    await hearth.whenReady();
  });

  afterEach(async () => {
    await typist?.close();
    typist = undefined;
    for (const file of written.splice(0)) await vscode.workspace.fs.delete(file);
  });

  async function write(name: string, content: string): Promise<void> {
    const file = fileOf(name);
    await vscode.workspace.fs.writeFile(file, Buffer.from(content));
    if (!written.some((other) => other.toString() === file.toString())) written.push(file);
  }

  /** Types until the document is refused for this reason, or allowed: word of a changed rule takes a moment. */
  async function becomes(expected: SilentReason | 'allowed'): Promise<void> {
    assert.ok(typist);
    for (let attempt = 0; attempt < 100; attempt++) {
      typist = await Typist.at(hearth, typist.editor.document, text);
      const { outcome } = await typist.type('ex');
      const refusal =
        outcome.kind === 'silent' && refusals.includes(outcome.reason) ? outcome.reason : 'allowed';
      if (refusal === expected) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.fail(`the document never was: ${expected}`);
  }

  async function assertRefused(reason: SilentReason): Promise<void> {
    assert.ok(typist);
    const expected = { kind: 'silent', reason };
    // An untitled document's name is given again once it is closed.
    const earlier = hearth.recentOutcomes().at(-1)?.id ?? 0;
    assert.deepEqual((await typist.type('ex')).outcome, expected);
    assert.deepEqual((await typist.trigger()).outcome, expected);
    const uri = typist.editor.document.uri.toString();
    const asked = hearth
      .recentOutcomes()
      .filter(({ id, engine, ...record }) => id > earlier && record.uri === uri && engine !== undefined);
    assert.deepEqual(asked, []);
  }

  it('is an environment file, also by hand', async () => {
    typist = await Typist.inFile(hearth, 'config/.env.local', 'TOKEN=1\n█\n');
    await assertRefused('secretFile');
  });

  it('is an untitled document that begins with a private key', async () => {
    const key = '-----BEGIN PRIVATE KEY-----\n█';
    const document = await vscode.workspace.openTextDocument({ content: key.replace('█', '') });
    typist = await Typist.at(hearth, document, key);
    await assertRefused('secretFile');
  });

  it('is what a .gitignore of any folder hides, and nothing beside', async () => {
    await write('.gitignore', 'generated/*\n!generated/keep.ts\n');
    await write('deep/.gitignore', 'local.ts\n');
    for (const name of ['generated/api.ts', 'deep/er/local.ts']) {
      typist = await Typist.inFile(hearth, name, text);
      await becomes('ignoredFile');
      await typist.close();
    }
    typist = await Typist.inFile(hearth, 'generated/keep.ts', text);
    await becomes('allowed');
  });

  it('is what a .hearthignore hides from its saving to its end, in an open editor', async () => {
    typist = await Typist.inFile(hearth, 'notes.ts', text);
    await becomes('allowed');
    await write('.hearthignore', 'notes.*\n');
    await becomes('ignoredFile');
    await vscode.workspace.fs.delete(fileOf('.hearthignore'));
    written.length = 0;
    await becomes('allowed');
  });

  it('is what a link leads to', async () => {
    await write('.gitignore', 'hidden/\n');
    await write('hidden/real.ts', '');
    await symlink(fileOf('hidden/real.ts').fsPath, fileOf('shown.ts').fsPath);
    written.push(fileOf('shown.ts'));
    typist = await Typist.inFile(hearth, 'shown.ts', text);
    await becomes('ignoredFile');
  });

  it('is what files.exclude hides', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('exclude', { '**/internal': true }, vscode.ConfigurationTarget.Workspace);
    try {
      typist = await Typist.inFile(hearth, 'src/internal/a.ts', text);
      await assertRefused('ignoredFile');
    } finally {
      await files.update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await becomes('allowed');
  });
});

function fileOf(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'there is no workspace');
  return vscode.Uri.joinPath(folder.uri, name);
}
