// Files on this machine's disk as privacy rules and neighbouring code see them, without an editor. Paths are URIs here.
// Must not decide what is read.
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FolderFiles } from '../src/context/neighbours/neighbourFiles.ts';
import type { FileLocation, WorkspaceFiles } from '../src/privacy/filePrivacy.ts';
import { type GitPlaces, gitPlaces } from '../src/privacy/gitPlaces.ts';

export class NodeFiles implements WorkspaceFiles, FolderFiles {
  private readonly root: string;

  /** @param root counts as the workspace folder: its ignore files hold */
  constructor(root: string) {
    this.root = withSlashes(path.resolve(root));
  }

  locate(uri: string): FileLocation {
    const file = this.pathOf(uri);
    const workspaceFolder = file.startsWith(`${this.root}/`) ? this.root : undefined;
    return { fileSystem: '', hasLinks: true, path: file, workspaceFolder, exclude: undefined };
  }

  async kindOf(_fileSystem: string, file: string): Promise<'file' | 'folder' | undefined> {
    const found = await orNothing(stat(file));
    if (found === undefined) return undefined;
    return found.isDirectory() ? 'folder' : 'file';
  }

  async realPath(_fileSystem: string, file: string): Promise<string | undefined> {
    const real = await orNothing(realpath(file));
    return real === undefined ? undefined : withSlashes(real);
  }

  gitPlaces(): GitPlaces {
    return gitPlaces(process.env, os.homedir());
  }

  pathOf(uri: string): string {
    return withSlashes(path.resolve(uri));
  }

  uriOf(_documentUri: string, file: string): string {
    return file;
  }

  shownPath(uri: string): string {
    return withSlashes(path.relative(this.root, uri));
  }

  async list(_documentUri: string, folder: string): Promise<readonly string[]> {
    const entries = await orNothing(readdir(folder, { withFileTypes: true }));
    return (entries ?? []).filter((entry) => entry.isFile()).map(({ name }) => `${folder}/${name}`);
  }

  /** Of a file system and a path, or of a URI. */
  async read(fileSystemOrUri: string, file = fileSystemOrUri): Promise<string | undefined> {
    return await orNothing(readFile(file, 'utf8'));
  }
}

function withSlashes(file: string): string {
  return file.split(path.sep).join('/');
}

const absent = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES']);

async function orNothing<T>(look: Promise<T>): Promise<T | undefined> {
  try {
    return await look;
  } catch (error: unknown) {
    if (absent.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
