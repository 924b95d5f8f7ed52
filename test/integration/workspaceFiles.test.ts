// Where documents lie and what is there, in the real workspace: the contract that the files of unit tests keep too.
import assert from 'node:assert/strict';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { VscodeWorkspaceFiles } from '../../src/privacy/workspaceFiles.ts';
import { describeWorkspaceFiles } from '../support/workspaceFilesContract.ts';

/** Everything the contract writes at the top of the workspace. */
const written = ['kinds', 'real', 'toFile.ts', 'toFolder', 'origin.ts', 'linked.ts'];

describe('files', () => {
  afterEach(async () => {
    for (const name of written) await rm(uriOf(name).fsPath, { recursive: true, force: true });
  });

  describeWorkspaceFiles('a workspace of VS Code', () => ({
    files: new VscodeWorkspaceFiles(),
    addressOf: (name) => uriOf(name).toString(),
    outside: vscode.Uri.file('/elsewhere/a.ts').toString(),
    async write(name, text) {
      await mkdir(path.dirname(uriOf(name).fsPath), { recursive: true });
      await writeFile(uriOf(name).fsPath, text);
    },
    link: async (name, target) => await symlink(uriOf(target).fsPath, uriOf(name).fsPath),
  }));
});

function uriOf(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'there is no workspace');
  return vscode.Uri.joinPath(folder.uri, name);
}
