// What hides files of a repository beside its .gitignore files: `info/exclude`, also a worktree's and a submodule's, and
// the user's own `core.excludesFile`. Files are read through an interface; must not know what patterns mean.
import { posix } from 'node:path';
import { describeError, type Logger } from '../base/log.ts';
import { type GitConfig, readGitConfig } from './gitConfig.ts';
import { type GitPlaces, slashed } from './gitPlaces.ts';

export interface GitReader {
  /** Undefined where there is no such file. Rejects when that cannot be said. */
  read(fileSystem: string, path: string): Promise<string | undefined>;
  /** Undefined for a file system on which no user's Git runs. */
  gitPlaces(fileSystem: string): GitPlaces | undefined;
}

/** More files than anyone includes, one from another. */
const mostConfigs = 50;

export class GitExcludes {
  private readonly reader: GitReader;
  private readonly log: Logger;
  private readonly configs = new Map<string, Promise<string | undefined>>();

  constructor(reader: GitReader, log: Logger) {
    this.reader = reader;
    this.log = log;
  }

  /**
   * Texts of ignore files whose patterns count from `folder` on, the weakest first.
   * @param git what `.git` in that folder is
   */
  async of(fileSystem: string, folder: string, git: 'file' | 'folder'): Promise<readonly string[]> {
    const gitFolders = git === 'folder' ? [`${folder}/.git`] : await this.linkedFolders(fileSystem, folder);
    const ofUser = await this.ofUser(fileSystem, gitFolders);
    // Inside the repository a failure is one: what it says is not known then.
    const own = await Promise.all(
      gitFolders.map((path) => this.reader.read(fileSystem, `${path}/info/exclude`)),
    );
    return [...ofUser, ...own].filter((text) => text !== undefined);
  }

  /** A worktree's and a submodule's `.git` is a file that names their folder, which may name the common one. */
  private async linkedFolders(fileSystem: string, folder: string): Promise<readonly string[]> {
    const link = await this.reader.read(fileSystem, `${folder}/.git`);
    const named = /^gitdir:\s*(.+?)\s*$/m.exec(link ?? '')?.[1];
    if (named === undefined) return [];
    const own = resolved(folder, named);
    const common = (await this.reader.read(fileSystem, `${own}/commondir`))?.trim();
    return common === undefined || common === '' ? [own] : [resolved(own, common), own];
  }

  private async ofUser(
    fileSystem: string,
    gitFolders: readonly string[],
  ): Promise<readonly (string | undefined)[]> {
    const places = this.reader.gitPlaces(fileSystem);
    if (places === undefined) return [];
    const ofRepository = gitFolders.flatMap((path) => [`${path}/config`, `${path}/config.worktree`]);
    const named = await this.excludesFiles(fileSystem, [...places.configs, ...ofRepository], places.home);
    const files = named.length > 0 ? named : [places.defaultExcludes];
    return await Promise.all(files.map((path) => this.outside(fileSystem, path)));
  }

  private async excludesFiles(
    fileSystem: string,
    configs: readonly string[],
    home: string,
  ): Promise<readonly string[]> {
    const found: string[] = [];
    const left = [...configs];
    const seen = new Set<string>();
    for (let path = left.shift(); path !== undefined && seen.size < mostConfigs; path = left.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const { excludesFiles, includes } = await this.config(fileSystem, path);
      const folder = posix.dirname(path);
      found.push(...excludesFiles.filter(isNamed).map((file) => resolved(folder, file, home)));
      left.unshift(...includes.filter(isNamed).map((file) => resolved(folder, file, home)));
    }
    return [...new Set(found)];
  }

  private async config(fileSystem: string, path: string): Promise<GitConfig> {
    return readGitConfig((await this.outside(fileSystem, path)) ?? '');
  }

  /** Once for all repositories. What may not be read there says nothing to Git either. */
  private async outside(fileSystem: string, path: string): Promise<string | undefined> {
    const key = `${fileSystem}\n${path}`;
    const reading =
      this.configs.get(key) ??
      this.reader.read(fileSystem, path).catch((error: unknown) => {
        this.log.debug(`Nothing is known of ${path}: ${describeError(error)}`);
        return undefined;
      });
    this.configs.set(key, reading);
    return await reading;
  }
}

function isNamed(value: string): boolean {
  return value !== '';
}

function resolved(folder: string, path: string, home?: string): string {
  if (home !== undefined && path.startsWith('~/')) return posix.join(home, path.slice(2));
  return posix.resolve(folder, slashed(path));
}
