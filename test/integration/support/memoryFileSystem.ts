// A file system that exists in memory only, as an extension for virtual workspaces provides one.
import * as vscode from 'vscode';

export class MemoryFileSystem implements vscode.FileSystemProvider {
  isReadOnly = false;
  /** By path. */
  readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const size = this.textOf(uri).length;
    const file = { type: vscode.FileType.File, ctime: 0, mtime: 0, size };
    return this.isReadOnly ? { ...file, permissions: vscode.FilePermission.Readonly } : file;
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return new TextEncoder().encode(this.textOf(uri));
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    this.texts.set(uri.path, new TextDecoder().decode(content));
  }

  readDirectory(): [string, vscode.FileType][] {
    return Array.from(this.texts.keys(), (path) => [path.slice(1), vscode.FileType.File]);
  }

  createDirectory(): void {}

  delete(uri: vscode.Uri): void {
    this.texts.delete(uri.path);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.texts.set(to.path, this.textOf(from));
    this.texts.delete(from.path);
  }

  private textOf(uri: vscode.Uri): string {
    const text = this.texts.get(uri.path);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return text;
  }
}
