// The extension as VS Code sees it right after the start.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

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
});
