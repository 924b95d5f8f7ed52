// Where documents lie, read from VS Code's workspace, and word of changes to the rules there.
// Must not decide what the rules mean.
import { realpath } from 'node:fs/promises';
import os from 'node:os';
import * as vscode from 'vscode';
import type { FileLocation, FilePrivacy, WorkspaceFiles } from './filePrivacy.ts';
import { type GitPlaces, gitPlaces } from './gitPlaces.ts';

export class VscodeWorkspaceFiles implements WorkspaceFiles {
  locate(uri: string): FileLocation {
    const file = fileOf(vscode.Uri.parse(uri, true));
    const folder = vscode.workspace.getWorkspaceFolder(file);
    const fileSystem = file.with({ path: '/', query: '', fragment: '' }).toString();
    const exclude: unknown = vscode.workspace.getConfiguration('files', file).get('exclude');
    const hasLinks = isOnThisMachine(file);
    if (folder === undefined)
      return { fileSystem, hasLinks, path: file.path, workspaceFolder: undefined, exclude };
    const workspaceFolder = folder.uri.path.replace(/\/$/, '');
    // Of two spellings of a drive's letter only VS Code knows that they are the same.
    const path = `${workspaceFolder}/${vscode.workspace.asRelativePath(file, false)}`;
    return { fileSystem, hasLinks, path, workspaceFolder, exclude };
  }

  uriOf(fileSystem: string, path: string): string {
    return addressOf(fileSystem, path).toString();
  }

  async read(fileSystem: string, path: string): Promise<string | undefined> {
    const bytes = await orNothing(() => vscode.workspace.fs.readFile(addressOf(fileSystem, path)));
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  }

  async kindOf(fileSystem: string, path: string): Promise<'file' | 'folder' | undefined> {
    const stat = await orNothing(() => vscode.workspace.fs.stat(addressOf(fileSystem, path)));
    if (stat === undefined) return undefined;
    return (stat.type & vscode.FileType.Directory) === 0 ? 'file' : 'folder';
  }

  async realPath(fileSystem: string, path: string): Promise<string | undefined> {
    const file = addressOf(fileSystem, path);
    if (!isOnThisMachine(file)) return path;
    try {
      // VS Code's own file systems say that there is a link, but not where it leads.
      return vscode.Uri.file(await realpath(file.fsPath)).path;
    } catch (error: unknown) {
      if (isAbsence(error)) return undefined;
      throw error;
    }
  }

  gitPlaces(fileSystem: string): GitPlaces | undefined {
    return isOnThisMachine(vscode.Uri.parse(fileSystem, true))
      ? gitPlaces(process.env, os.homedir())
      : undefined;
  }
}

/** Forgets rules when something changes them. Files above the workspace have no watcher: coming back rereads all. */
export function followRules(privacy: FilePrivacy): vscode.Disposable {
  const watchers = ['**/{.gitignore,.hearthignore}', '**/.git/info/exclude'].map((glob) =>
    vscode.workspace.createFileSystemWatcher(glob),
  );
  const forget = () => privacy.forgetRules();
  return vscode.Disposable.from(
    ...watchers,
    ...watchers.flatMap((watcher) => [
      watcher.onDidCreate(forget),
      watcher.onDidChange(forget),
      watcher.onDidDelete(forget),
    ]),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (/\/(?:\.gitignore|\.hearthignore|\.git\/info\/exclude)$/.test(uri.path)) forget();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('files.exclude')) forget();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(forget),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) forget();
    }),
  );
}

/** A notebook's cells are hidden with their notebook. */
function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== 'vscode-notebook-cell') return uri;
  const address = uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find((candidate) =>
    candidate.getCells().some((cell) => cell.document.uri.toString() === address),
  );
  return notebook?.uri ?? uri.with({ scheme: 'file', fragment: '' });
}

function isOnThisMachine({ scheme }: vscode.Uri): boolean {
  return scheme === 'file';
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code));
}

function addressOf(fileSystem: string, path: string): vscode.Uri {
  return vscode.Uri.parse(fileSystem, true).with({ path });
}

const absent: readonly string[] = ['FileNotFound', 'FileNotADirectory', 'FileIsADirectory'];

async function orNothing<T>(look: () => Thenable<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error: unknown) {
    // VS Code has no other way to say that there is nothing.
    if (error instanceof vscode.FileSystemError && absent.includes(error.code)) return undefined;
    throw error;
  }
}
