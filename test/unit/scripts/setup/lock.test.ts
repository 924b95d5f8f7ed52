// One holder at a time, across processes, and no lock that outlives its holder.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { access, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../../../../scripts/setup/lock.mjs';
import { useTemporaryFolder } from '../../../support/temporaryFolder.ts';

describe('withLock', () => {
  const folder = useTemporaryFolder();
  const lockFile = () => path.join(folder(), 'deep', '.lock');

  it('lets the second wait until the first is done', async () => {
    const order: string[] = [];
    const { promise: firstMayEnd, resolve: finishFirst } = deferred();
    const first = withLock(lockFile(), async () => {
      order.push('first begins');
      await firstMayEnd;
      order.push('first ends');
    });
    const second = withLock(
      lockFile(),
      async () => {
        order.push('second');
      },
      (holder) => {
        order.push(`waits for ${holder === process.pid ? 'us' : holder}`);
        finishFirst();
      },
    );
    await Promise.all([first, second]);
    assert.deepEqual(order, ['first begins', 'waits for us', 'first ends', 'second']);
  });

  it('takes over the lock of a process that is gone', async () => {
    const gone = spawnSync(process.execPath, ['--eval', '']).pid;
    await withLock(lockFile(), async () => {});
    await writeFile(lockFile(), `${gone}`);
    assert.equal(await withLock(lockFile(), async () => 'worked'), 'worked');
  });

  it('frees the lock when the work fails', async () => {
    await assert.rejects(
      withLock(lockFile(), async () => {
        throw new Error('no luck');
      }),
      /no luck/,
    );
    await assert.rejects(access(lockFile()), { code: 'ENOENT' });
  });
});

function deferred() {
  let resolve!: () => void;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
