// A repository with everything committed, and one addition staged. Must not know what is written of it.
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import path from 'node:path';

export function stageAddition(folder: string, fileName: string, addition: string): void {
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], { cwd: folder });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Start');
  appendFileSync(path.join(folder, fileName), addition);
  git('add', '.');
  git('config', 'user.name', 'a');
}
