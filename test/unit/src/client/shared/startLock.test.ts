// The lock of starters: held, free, and left behind.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withStartLock } from '../../../../../src/client/shared/startLock.ts';
import { useTemporaryFolder } from '../../../../support/temporaryFolder.ts';

describe('withStartLock', () => {
  const folder = useTemporaryFolder();
  const lock = () => path.join(folder(), 'a.lock');
  const started = () => Promise.resolve('started');
  /** The id of a process that is gone. */
  const goneId = () => spawnSync(process.execPath, ['-e', '']).pid;

  it('lets one work at a time, and is free afterwards', async () => {
    let finish = () => {};
    const first = withStartLock(
      lock(),
      () => new Promise<string>((resolve) => (finish = () => resolve('first'))),
    );
    assert.equal(await withStartLock(lock(), started), undefined);
    finish();
    assert.equal(await first, 'first');
    assert.equal(await withStartLock(lock(), started), 'started');
    assert.deepEqual(readdirSync(folder()), []);
  });

  it('is free again after a failure', async () => {
    await assert.rejects(
      withStartLock(lock(), () => Promise.reject(new Error('no engine'))),
      /no engine/,
    );
    assert.equal(await withStartLock(lock(), started), 'started');
  });

  it('is taken over from a starter that is gone, by one of many', async () => {
    writeFileSync(lock(), `${goneId()}`);
    const all = await Promise.all(Array.from({ length: 5 }, () => withStartLock(lock(), started)));
    assert.equal(all.filter((result) => result === 'started').length, 1);
    assert.deepEqual(readdirSync(folder()), []);
  });

  it('is taken over when it is older than any start, whoever has its process id now', async () => {
    writeFileSync(lock(), `${process.pid}`);
    const old = new Date(Date.now() - 120_000);
    utimesSync(lock(), old, old);
    assert.equal(await withStartLock(lock(), started), 'started');
  });

  it('respects one that was made a moment ago and says nothing yet', async () => {
    writeFileSync(lock(), '');
    assert.equal(await withStartLock(lock(), started), undefined);
    assert.ok(existsSync(lock()));
  });

  it('is not taken while another one looks whether it is stale, unless that one is gone too', async () => {
    writeFileSync(lock(), `${goneId()}`);
    writeFileSync(`${lock()}.clearing`, `${process.pid}`);
    assert.equal(await withStartLock(lock(), started), undefined);
    writeFileSync(`${lock()}.clearing`, `${goneId()}`);
    assert.equal(await withStartLock(lock(), started), undefined);
    assert.equal(await withStartLock(lock(), started), 'started');
  });
});
