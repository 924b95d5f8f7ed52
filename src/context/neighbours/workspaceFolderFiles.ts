// Folders and files through VS Code's file systems, for what is read around a document.
// Must not decide what is read.
import * as vscode from 'vscode';
import type { FolderFiles } from './neighbourFiles.ts';

/** Reading around a document must cost nothing but time at the disk; other schemes may be networks. */
const readSchemes: readonly string[] = ['file', 'vscode-remote', 'vscode-userdata'];

export class WorkspaceFolderFiles implements FolderFiles {
  pathOf(uri: string): string | undefined {
    const { scheme, path } = vscode.Uri.parse(uri, true);
    return readSchemes.includes(scheme) ? path : undefined;
  }

  uriOf(documentUri: string, path: string): string {
    return vscode.Uri.parse(documentUri, true).with({ path, query: '', fragment: '' }).toString();
  }

  shownPath(uri: string): string {
    const parsed = vscode.Uri.parse(uri, true);
    return vscode.workspace.getWorkspaceFolder(parsed) === undefined
      ? parsed.path
      : vscode.workspace.asRelativePath(parsed, false);
  }

  async list(documentUri: string, folder: string): Promise<readonly string[]> {
    const uri = vscode.Uri.parse(this.uriOf(documentUri, folder), true);
    const entries = await orUndefined(() => vscode.workspace.fs.readDirectory(uri));
    return (entries ?? [])
      .filter(([, type]) => type === vscode.FileType.File)
      .map(([name]) => `${folder}/${name}`);
  }

  async read(uri: string): Promise<string | undefined> {
    const bytes = await orUndefined(() => vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true)));
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  }
}

/** What cannot be read is not there for us: it is context that would be nice to have. */
async function orUndefined<T>(read: () => Thenable<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error: unknown) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
