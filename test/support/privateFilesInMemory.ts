// A private folder in memory that fails on demand. Must not know what is kept in it.
import assert from 'node:assert/strict';
import type { PrivateFiles } from '../../src/rewrite/pending/pendingStore.ts';

export class PrivateFilesInMemory implements PrivateFiles {
  readonly files = new Map<string, string>();
  isFull = false;
  /** As by a window that goes away in the middle of it. */
  cutsRename = false;
  /** Awaited by everything, as by a slow disk. */
  beforeAccess: () => Promise<void> = async () => {};

  async names() {
    await this.beforeAccess();
    return [...this.files.keys()];
  }

  async read(name: string) {
    await this.beforeAccess();
    return this.files.get(name) ?? assert.fail('no such file');
  }

  async write(name: string, text: string) {
    await this.beforeAccess();
    if (this.isFull) throw new Error('no space left');
    this.files.set(name, text);
  }

  async rename(name: string, newName: string) {
    await this.beforeAccess();
    const text = this.files.get(name) ?? assert.fail('no such file');
    this.files.delete(newName);
    if (this.cutsRename) throw new Error('the window is gone');
    this.files.set(newName, text);
    this.files.delete(name);
  }

  async remove(name: string) {
    await this.beforeAccess();
    this.files.delete(name);
  }
}
