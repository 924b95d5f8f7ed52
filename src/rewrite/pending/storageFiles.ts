// A private folder in VS Code's storage for this workspace, or for all where no folder is open.
// Must not know what is kept there.
import * as vscode from 'vscode';
import type { PrivateFiles } from './pendingStore.ts';

export function storageFiles(extension: vscode.ExtensionContext): PrivateFiles {
  const folder = vscode.Uri.joinPath(extension.storageUri ?? extension.globalStorageUri, 'pending');
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
