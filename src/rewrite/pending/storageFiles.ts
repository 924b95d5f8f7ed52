// A private folder in Hearth's storage for what is open in this window. Must not know what is kept there.
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { PrivateFiles } from './pendingStore.ts';

export function storageFiles(extension: Pick<vscode.ExtensionContext, 'globalStorageUri'>): PrivateFiles {
  const own = storageName(vscode.workspace.workspaceFolders?.map(({ uri }) => uri.toString()));
  const folder = vscode.Uri.joinPath(extension.globalStorageUri, 'pending', own);
  const { fs } = vscode.workspace;
  const fileOf = (name: string) => vscode.Uri.joinPath(folder, name);
  return {
    async names() {
      await fs.createDirectory(folder);
      return (await fs.readDirectory(folder)).map(([name]) => name);
    },
    read: async (name) => new TextDecoder().decode(await fs.readFile(fileOf(name))),
    write: async (name, text) => await fs.writeFile(fileOf(name), new TextEncoder().encode(text)),
    rename: async (name, newName) => await fs.rename(fileOf(name), fileOf(newName), { overwrite: true }),
    remove: async (name) => await fs.delete(fileOf(name)),
  };
}

/**
 * The same for the same first folder. VS Code's own storage of a workspace is another one while a host of the window before
 * a reload still runs: it takes a number then, as its lock is held (extHostStoragePaths.ts), and what was kept is not there.
 */
export function storageName(folders: readonly string[] | undefined): string {
  const [first] = folders ?? [];
  return first === undefined ? 'no-folder' : createHash('sha1').update(first).digest('hex');
}
