// The rules of a workspace's folders, read when a file there is first asked about.
// Knows no VS Code; must not keep what it read longer than rules stay as they are: then another one takes over.
import { describeError, type Logger } from '../base/log.ts';
import { ExcludedFiles } from './excludedFiles.ts';
import { GitExcludes, type GitReader } from './gitExcludes.ts';
import { type FolderRules, IgnoreRules } from './ignoreRules.ts';

/** Paths are absolute. */
export interface FolderReader extends GitReader {
  kindOf(fileSystem: string, path: string): Promise<'file' | 'folder' | undefined>;
}

interface WorkspaceFile {
  readonly fileSystem: string;
  readonly path: string;
  /** Undefined outside of all: then there are no rules. */
  readonly workspaceFolder: string | undefined;
  /** The value of `files.exclude`. */
  readonly exclude: unknown;
}

interface Folder {
  readonly path: string;
  readonly rules: FolderRules;
}

export class WorkspaceRules {
  private readonly reader: FolderReader;
  private readonly log: Logger;
  private readonly gitExcludes: GitExcludes;
  private readonly folders = new Map<string, Promise<Folder>>();

  constructor(reader: FolderReader, log: Logger) {
    this.reader = reader;
    this.log = log;
    this.gitExcludes = new GitExcludes(reader, log);
  }

  /** Rejects when the rules inside the workspace folder cannot be read. */
  async hide(file: WorkspaceFile): Promise<boolean> {
    const { workspaceFolder } = file;
    if (workspaceFolder === undefined) return false;
    return (await this.isExcluded(file, workspaceFolder)) || (await this.isIgnored(file, workspaceFolder));
  }

  private async isExcluded(
    { fileSystem, path, exclude }: WorkspaceFile,
    workspaceFolder: string,
  ): Promise<boolean> {
    const exclusions = new ExcludedFiles(exclude).exclusionsOf(pathFrom(workspaceFolder, path));
    if (exclusions.some(({ beside }) => beside === undefined)) return true;
    const found = await Promise.all(
      exclusions.map(({ beside }) => this.reader.kindOf(fileSystem, `${workspaceFolder}/${beside}`)),
    );
    return found.some((kind) => kind !== undefined);
  }

  private async isIgnored({ fileSystem, path }: WorkspaceFile, workspaceFolder: string): Promise<boolean> {
    const folderAt = (folder: string) => this.folderAt(fileSystem, folder);
    const below = await Promise.all(foldersBetween(workspaceFolder, path).map(folderAt));
    const isRepository = below.some(({ rules }) => rules.isRepository);
    const folders = isRepository ? below : [...(await this.above(workspaceFolder, folderAt)), ...below];
    const outermost = folders[0]?.path ?? workspaceFolder;
    const rules = new IgnoreRules(
      folders.map((folder) => ({ path: pathFrom(outermost, folder.path), rules: folder.rules })),
    );
    return rules.hide(pathFrom(outermost, path));
  }

  /** The folders of a repository that holds the workspace folder, outermost first; none where there is none. */
  private async above(workspaceFolder: string, folderAt: (path: string) => Promise<Folder>) {
    const found: Folder[] = [];
    for (let path = parentOf(workspaceFolder); path !== undefined; path = parentOf(path)) {
      try {
        found.unshift(await folderAt(path));
      } catch (error: unknown) {
        // Whoever works here may not look there: then it is no repository of theirs.
        this.log.debug(`Nothing is known of ${path}: ${describeError(error)}`);
        return [];
      }
      if (found[0]?.rules.isRepository === true) return found;
    }
    return [];
  }

  private folderAt(fileSystem: string, path: string): Promise<Folder> {
    const key = `${fileSystem}\n${path}`;
    const known = this.folders.get(key);
    if (known !== undefined) return known;
    const folder = this.readFolder(fileSystem, path);
    this.folders.set(key, folder);
    // Whoever waits for it hears of the failure; the next one tries again.
    folder.catch(() => this.folders.delete(key));
    return folder;
  }

  private async readFolder(fileSystem: string, path: string): Promise<Folder> {
    const read = (name: string) => this.reader.read(fileSystem, `${path}/${name}`);
    const [git, gitignore, hearthignore] = await Promise.all([
      this.reader.kindOf(fileSystem, `${path}/.git`),
      read('.gitignore'),
      read('.hearthignore'),
    ]);
    const excludes = git === undefined ? [] : await this.gitExcludes.of(fileSystem, path, git);
    return { path, rules: { isRepository: git !== undefined, excludes, gitignore, hearthignore } };
  }
}

function pathFrom(folder: string, path: string): string {
  return path.slice(folder.length + 1);
}

function parentOf(path: string): string | undefined {
  return path === '' ? undefined : path.slice(0, path.lastIndexOf('/'));
}

/** The folder itself and those on the way to the file, outermost first. */
function foldersBetween(folder: string, path: string): string[] {
  const names = pathFrom(folder, path).split('/').slice(0, -1);
  return [folder, ...names.map((_, index) => `${folder}/${names.slice(0, index + 1).join('/')}`)];
}
