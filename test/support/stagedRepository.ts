// A real repository in a folder, asked as VS Code's Git extension asks it. Must not know what diffs are for.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { StagedChange, StagedFiles } from '../../src/rewrite/commit/stagedTexts.ts';

export class StagedRepository implements StagedFiles {
  readonly asked: string[] = [];
  private readonly folder: string;
  private readonly environment: NodeJS.ProcessEnv;

  /** @param configuration as if it stood in the user's own Git configuration */
  constructor(folder: string, configuration: Readonly<Record<string, string>> = {}) {
    this.folder = folder;
    const entries = Object.entries({ 'user.name': 'a', 'user.email': 'a@example.org', ...configuration });
    this.environment = {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_COUNT: `${entries.length}`,
      ...Object.fromEntries(
        entries.flatMap(([key, value], index) => [
          [`GIT_CONFIG_KEY_${index}`, key],
          [`GIT_CONFIG_VALUE_${index}`, value],
        ]),
      ),
    };
    this.git('init', '--quiet');
  }

  git(...words: readonly string[]): string {
    return execFileSync('git', words, { cwd: this.folder, env: this.environment, encoding: 'utf8' });
  }

  write(texts: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [name, text] of Object.entries(texts)) {
      const file = path.join(this.folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    this.git('add', '--all');
  }

  commit(texts: Readonly<Record<string, string | Uint8Array>>): void {
    this.write(texts);
    this.git('commit', '--quiet', '--message', 'start');
  }

  changes(): Promise<readonly StagedChange[]> {
    const fields = this.git('diff', '--cached', '--name-status', '-z', '--find-renames').split('\0');
    const changes: StagedChange[] = [];
    for (let at = 0; at + 1 < fields.length; at += 2) {
      const isRenamed = /^[RC]/.test(fields[at] ?? '');
      if (isRenamed) at += 1;
      const earlierPath = isRenamed ? fields[at] : undefined;
      changes.push({ path: fields[at + 1] ?? '', earlierPath });
    }
    return Promise.resolve(changes);
  }

  diff({ path: file, earlierPath }: StagedChange): Promise<string> {
    this.asked.push(file);
    return Promise.resolve(
      earlierPath === undefined
        ? this.git('diff', '--cached', '--', `:(literal)${file}`)
        : this.git('diff', `HEAD:${earlierPath}`, `:0:${file}`),
    );
  }
}
