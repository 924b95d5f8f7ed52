// The lock across processes: held, waited for, left behind in every state, and taken over by one alone.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { waitForFileLock, withFileLock } from '../../../../src/base/fileLock.mjs';
import { ownMark } from '../../../../src/base/runningProcess.mjs';
import { useTemporaryFolder } from '../../../support/temporaryFolder.ts';

const worker = path.resolve('test/support/lockWorker.mjs');
const lockModule = path.resolve('src/base/fileLock.mjs');

describe('a file lock', () => {
  const folder = useTemporaryFolder();
  const lock = () => path.join(folder(), 'a.lock');
  const worked = () => Promise.resolve('worked');
  const leave = (words: object | string, ageMs = 0) => {
    writeFileSync(lock(), typeof words === 'string' ? words : JSON.stringify({ id: 'left', ...words }));
    const then = new Date(Date.now() - ageMs);
    utimesSync(lock(), then, then);
  };
  /** The number of a process that is gone. */
  const goneId = () => spawnSync(process.execPath, ['-e', '']).pid;

  it('is held by one at a time, and leaves nothing behind', async () => {
    let finish = () => {};
    const first = withFileLock(
      lock(),
      () => new Promise<string>((resolve) => (finish = () => resolve('first'))),
    );
    while (!existsSync(lock())) await new Promise(setImmediate);
    assert.equal(await withFileLock(lock(), worked), undefined);
    finish();
    assert.equal(await first, 'first');
    assert.equal(await withFileLock(lock(), worked), 'worked');
    assert.deepEqual(readdirSync(folder()), []);
  });

  it('is free after a failure', async () => {
    const failing = withFileLock(lock(), () => Promise.reject(new Error('no luck')));
    await assert.rejects(failing, /no luck/);
    assert.equal(await withFileLock(lock(), worked), 'worked');
  });

  it('says once who is waited for, and makes its folder', async () => {
    const deep = path.join(folder(), 'deep', '.lock');
    const holders: number[] = [];
    let finish = () => {};
    const first = waitForFileLock(deep, () => new Promise<void>((resolve) => (finish = resolve)));
    while (!existsSync(deep)) await new Promise(setImmediate);
    const second = waitForFileLock(deep, worked, (holder) => {
      holders.push(holder);
      finish();
    });
    await first;
    assert.equal(await second, 'worked');
    assert.deepEqual(holders, [process.pid]);
  });

  const here = ownMark();
  const rows: readonly {
    readonly name: string;
    readonly words: () => object | string;
    readonly ageMs?: number;
    readonly isTaken: boolean;
  }[] = [
    { name: 'of a process that is gone', words: () => ({ ...here, processId: goneId() }), isTaken: true },
    {
      name: 'of an earlier process with the number of one that runs',
      words: () => ({ ...here, startedAt: 'before' }),
      isTaken: process.platform === 'linux',
    },
    { name: 'of this process', words: () => here, ageMs: 3_600_000, isTaken: here.startedAt === undefined },
    { name: 'of another container, alive', words: () => ({ ...here, place: 'elsewhere' }), isTaken: false },
    {
      name: 'of another container, silent',
      words: () => ({ ...here, place: 'elsewhere' }),
      ageMs: 120_000,
      isTaken: true,
    },
    { name: 'that is empty and new', words: () => '', isTaken: false },
    { name: 'that is empty and old', words: () => '', ageMs: 60_000, isTaken: true },
    { name: 'that is empty and of the future', words: () => '', ageMs: -3_600_000, isTaken: true },
    { name: 'that was cut off', words: () => '{"id":"x","proc', ageMs: 60_000, isTaken: true },
    { name: 'of process 0', words: () => ({ ...here, processId: 0 }), isTaken: true },
    { name: 'of a negative process', words: () => ({ ...here, processId: -1 }), isTaken: true },
  ];
  for (const { name, words, ageMs, isTaken } of rows) {
    it(`${isTaken ? 'takes over' : 'respects'} one ${name}`, async () => {
      leave(words(), ageMs);
      const before = readFileSync(lock(), 'utf8');
      const all = await Promise.all(Array.from({ length: 5 }, () => withFileLock(lock(), worked)));
      const workers = all.filter((result) => result === 'worked').length;
      if (isTaken) {
        assert.ok(workers > 0);
        assert.deepEqual(readdirSync(folder()), []);
      } else {
        assert.equal(workers, 0);
        assert.equal(readFileSync(lock(), 'utf8'), before);
      }
    });
  }

  it('is held by one at a time among processes that die while they hold it', async function () {
    // A dozen processes start one after the other, each in a second where the machine is busy.
    this.timeout(60_000);
    const ends = await Promise.all(
      Array.from({ length: 3 }, async () => {
        for (let life = 0; ; life++) {
          const deaths = life < 3 ? '0.4' : '0';
          const child = spawn(process.execPath, [worker, lockModule, 'withFileLock', lock(), '6', deaths]);
          const [code] = (await once(child, 'exit')) as [number | null];
          if (code !== null) return code;
        }
      }),
    );
    assert.deepEqual(ends, [0, 0, 0]);
    assert.deepEqual(
      readdirSync(folder()).filter((name) => name !== 'a.lock-inside'),
      [],
    );
  });
});
