// The folders of a workspace in memory, as what is read around a document sees them.
import type { FolderFiles } from '../../src/context/neighbours/neighbourFiles.ts';
import type { MemoryFiles } from './memoryFiles.ts';

export class MemoryFolderFiles implements FolderFiles {
  private readonly files: MemoryFiles;

  constructor(files: MemoryFiles) {
    this.files = files;
  }

  pathOf(uri: string): string {
    return new URL(uri).pathname;
  }

  uriOf(_documentUri: string, path: string): string {
    return `file://${path}`;
  }

  shownPath(uri: string): string {
    return this.pathOf(uri).slice(this.files.workspaceFolder.length + 1);
  }

  list(_documentUri: string, folder: string): Promise<readonly string[]> {
    const inFolder = (path: string) => path.slice(0, path.lastIndexOf('/')) === folder;
    return Promise.resolve([...this.files.texts.keys()].filter(inFolder));
  }

  read(uri: string): Promise<string | undefined> {
    this.files.reads.push(this.pathOf(uri));
    return Promise.resolve(this.files.texts.get(this.pathOf(uri)));
  }
}
