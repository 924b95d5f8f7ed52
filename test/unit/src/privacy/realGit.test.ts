// The ignore rules of real repositories on a real disk, with Git itself to compare with.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NodeFiles } from '../../../../cli/nodeFiles.ts';
import { FilePrivacy } from '../../../../src/privacy/filePrivacy.ts';
import { gitPlaces } from '../../../../src/privacy/gitPlaces.ts';
import { ManualTime } from '../../../support/manualTime.ts';
import { quietLog } from '../../../support/quietLog.ts';
import { useTemporaryFolder } from '../../../support/temporaryFolder.ts';

const names = ['a.ts', 'gen/a.ts', 'mine.ts', 'deep/mine.ts', 'user.ts', 'deep/user.ts', 'back.ts', '[x].ts'];

describe('ignore rules beside Git', () => {
  const folder = useTemporaryFolder();
  const at = (...parts: string[]) => path.join(folder(), ...parts);
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const git = (cwd: string, ...words: string[]) => {
    const env = { PATH: process.env['PATH'], HOME: at('home'), GIT_CONFIG_NOSYSTEM: '1' };
    const allowed = ['-c', 'protocol.file.allow=always', '-c', 'user.name=a', '-c', 'user.email=a@b.c'];
    return spawnSync('git', [...allowed, ...words], { cwd, env, encoding: 'utf8' });
  };
  /** What is hidden by us, and by Git. */
  const compared = async (workspace: string) => {
    const files = new NodeFiles(workspace);
    Object.assign(files, { gitPlaces: () => gitPlaces({}, at('home')) });
    const privacy = new FilePrivacy(files, new ManualTime().setTimer, quietLog);
    const ours: string[] = [];
    for (const name of names) {
      await privacy.rulesRead(path.join(workspace, name));
      const refusal = privacy.refusal(path.join(workspace, name));
      assert.notEqual(refusal, 'rulesNotRead');
      if (refusal !== undefined) ours.push(name);
    }
    const gits = names.filter((name) => git(workspace, 'check-ignore', '--quiet', name).status === 0);
    return { ours, gits };
  };

  beforeEach(() => {
    put(at('home/.gitconfig'), '[core]\n\texcludesFile = ~/user-ignored\n');
    put(at('home/user-ignored'), 'user.ts\nback.ts\n');
    put(at('repo/.gitignore'), '/gen/\n!back.ts\n\\[x].ts\n');
    git(at('repo'), 'init', '--quiet');
    git(at('repo'), 'add', '.');
    git(at('repo'), 'commit', '--quiet', '--message', 'start');
    put(at('repo/.git/info/exclude'), 'mine.ts\n');
  });

  it('are those of a repository', async () => {
    const { ours, gits } = await compared(at('repo'));
    assert.deepEqual(ours, gits);
    assert.deepEqual(gits, ['gen/a.ts', 'mine.ts', 'deep/mine.ts', 'user.ts', 'deep/user.ts', '[x].ts']);
  });

  it('are those of a worktree', async () => {
    git(at('repo'), 'worktree', 'add', '--quiet', at('tree'));
    const { ours, gits } = await compared(at('tree'));
    assert.deepEqual(ours, gits);
    assert.ok(gits.includes('mine.ts'));
  });

  it('are those of a submodule', async () => {
    git(at('repo'), 'submodule', '--quiet', 'add', at('repo'), 'lib');
    put(at('repo/.git/modules/lib/info/exclude'), 'a.ts\n');
    const { ours, gits } = await compared(at('repo/lib'));
    assert.deepEqual(ours, gits);
    assert.ok(gits.includes('a.ts'));
  });

  it('are those of the file that the user has in Git’s own place', async () => {
    put(at('home/.gitconfig'), '');
    put(at('home/.config/git/ignore'), 'a.ts\n');
    const { ours, gits } = await compared(at('repo'));
    assert.deepEqual(ours, gits);
    assert.ok(gits.includes('a.ts'));
  });

  it('hold in a folder that is a link, and for what links lead to', async () => {
    symlinkSync(at('repo'), at('linked'));
    const { ours } = await compared(at('linked'));
    assert.deepEqual(ours, ['gen/a.ts', 'mine.ts', 'deep/mine.ts', 'user.ts', 'deep/user.ts', '[x].ts']);
    put(at('repo/gen/b.ts'), '');
    symlinkSync(at('repo/gen/b.ts'), at('repo/a.ts'));
    assert.ok((await compared(at('linked'))).ours.includes('a.ts'));
  });
});
