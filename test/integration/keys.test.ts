// Hearth's keys among the editor's own.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/hearth.ts';

describe('the keys of Hearth', () => {
  it('begin with a chord that no default has', async () => {
    await vscode.commands.executeCommand('workbench.action.openDefaultKeybindingsFile');
    const document = await eventually('the default keys', () => {
      const shown = vscode.window.activeTextEditor?.document;
      return shown?.uri.path.endsWith('keybindings.json') === true && shown.getText().length > 1000
        ? shown
        : undefined;
    });
    const keys = document.getText().match(/\{ "key": "ctrl\+alt\+h[ "][^}]*\}/g) ?? [];
    assert.ok(keys.length > 10);
    for (const key of keys) assert.match(key, /"command": "hearth\./);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
