// The extension as VS Code sees it right after the start.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeHearth, eventually } from './support/hearth.ts';

describe('activation', () => {
  it('activates without a fault and registers every command of the manifest', async () => {
    const extension = vscode.extensions.getExtension('hearth.hearth');
    assert.ok(extension, 'the extension is not installed');
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const declared: { command: string }[] = extension.packageJSON.contributes.commands;
    assert.ok(declared.length > 0);
    for (const { command } of declared) assert.ok(registered.has(command), `${command} is not registered`);
  });

  it('finds the model of the machine’s settings and loads it', async () => {
    const extension = vscode.extensions.getExtension<{ whenReady(): Promise<void> }>('hearth.hearth');
    const hearth = await extension?.activate();
    assert.equal(
      vscode.workspace.getConfiguration('hearth').get('model.path'),
      process.env['HEARTH_TEST_MODEL'],
    );
    await hearth?.whenReady();
  });

  it('keeps its engine where a folder sets what only the machine may', async () => {
    const hearth = await activeHearth();
    await hearth.whenReady();
    const engine = hearth.engineProcessId();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder, 'no folder is open');
    const file = vscode.Uri.joinPath(folder, '.vscode/settings.json');
    const debounceMs = () => vscode.workspace.getConfiguration('hearth').get('debounceMs');
    const usual = debounceMs();
    const values = { 'hearth.threads': 1, 'hearth.contextTokens': 1024, 'hearth.debounceMs': 77 };
    await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(values)));
    await eventually('what the folder sets', () => debounceMs() === 77 || undefined);
    assert.equal(hearth.engineStatus().state, 'ready');
    await vscode.workspace.fs.delete(file);
    await eventually('the usual setting', () => debounceMs() === usual || undefined);
    assert.equal(hearth.engineStatus().state, 'ready');
    assert.equal(hearth.engineProcessId(), engine);
  });
});
