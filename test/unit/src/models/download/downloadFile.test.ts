// Downloads from a server that misbehaves: the file is placed when it is whole and right, and never otherwise.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { realTime } from '../../../../../src/base/time.ts';
import {
  type DownloadResult,
  discardPart,
  downloadFile,
} from '../../../../../src/models/download/downloadFile.ts';
import { FileServer, type Misbehaviour } from '../../../../support/fileServer.ts';
import { useTemporaryFolder } from '../../../../support/temporaryFolder.ts';

const content = randomBytes(300_000);
const sha256 = createHash('sha256').update(content).digest('hex');
/** Thirty seconds of patience become one and a half. */
const impatience = 20;

describe('downloadFile', () => {
  const folder = useTemporaryFolder();
  let server: FileServer;
  let address: string;

  beforeEach(async () => {
    server = new FileServer(content);
    address = await server.start();
  });
  afterEach(() => server.stop());

  const target = () => path.join(folder(), 'model.gguf');

  async function download(
    options: {
      signal?: AbortSignal;
      freeBytes?: number;
      onProgress?: (received: number) => void;
      onElsewhere?: () => void;
    } = {},
  ): Promise<DownloadResult> {
    return await downloadFile(
      {
        url: `${address}/model.gguf`,
        target: target(),
        bytes: content.length,
        sha256: ['0'.repeat(64), sha256],
      },
      {
        fetch,
        freeBytes: () => Promise.resolve(options.freeBytes ?? 1e9),
        now: realTime.now,
        setTimer: (callback, delayMs) => realTime.setTimer(callback, delayMs / impatience),
      },
      {
        signal: options.signal ?? new AbortController().signal,
        onProgress: (received) => options.onProgress?.(received),
        onElsewhere: () => options.onElsewhere?.(),
      },
    );
  }

  async function assertPlaced(): Promise<void> {
    assert.ok((await readFile(target())).equals(content));
    assert.deepEqual(await readdir(folder()), ['model.gguf']);
  }

  const recovered: readonly [string, readonly Misbehaviour[], number][] = [
    ['serves well', ['none'], 1],
    ['redirects', ['redirects', 'none'], 2],
    ['cuts the connection twice', ['cuts', 'cuts', 'none'], 3],
    ['stalls', ['stalls', 'none'], 2],
    ['ends early without saying how much there is', ['endsEarly', 'none'], 2],
    ['ignores ranges after a cut', ['cuts', 'ignoresRanges'], 2],
    ['refuses the range after a cut', ['cuts', 'status416', 'none'], 3],
  ];
  for (const [what, behaviours, requests] of recovered) {
    it(`gets the file from a server that ${what}`, async () => {
      server.behaviours = behaviours;
      assert.deepEqual(await download(), { kind: 'done' });
      await assertPlaced();
      assert.equal(server.requests.length, requests);
    });
  }

  const failures: readonly [Misbehaviour, DownloadResult][] = [
    ['status404', { kind: 'refused', status: 404 }],
    ['status500', { kind: 'refused', status: 500 }],
    [
      'liesAboutLength',
      { kind: 'wrongContent', reason: `it has ${content.length + 1000} bytes instead of ${content.length}` },
    ],
  ];
  for (const [behaviour, result] of failures) {
    it(`leaves nothing behind and says why when the server ${behaviour}`, async () => {
      server.behaviours = [behaviour];
      assert.deepEqual(await download(), result);
      assert.deepEqual(await readdir(folder()), []);
    });
  }

  it('keeps nothing of another file of the same length', async () => {
    server.behaviours = ['otherBytes'];
    assert.equal((await download()).kind, 'wrongContent');
    assert.deepEqual(await readdir(folder()), []);
  });

  it('starts over when the file at the source changed', async () => {
    await writeFile(`${target()}.part`, Buffer.alloc(1000, 7));
    await writeFile(`${target()}.part.json`, '"older"');
    assert.deepEqual(await download(), { kind: 'done' });
    await assertPlaced();
  });

  it('asks for the rest only after a pause', async () => {
    server.behaviours = ['stalls', 'none'];
    const pause = new AbortController();
    const paused = await download({ signal: pause.signal, onProgress: () => pause.abort() });
    assert.equal(paused.kind, 'paused');
    assert.deepEqual(await download(), { kind: 'done' });
    await assertPlaced();
    assert.match(server.requests[1]?.range ?? '', /^bytes=[1-9]\d*-$/);
  });

  it('gives up on a server that brings nothing, and keeps what came before', async () => {
    await server.stop();
    const result = await download();
    assert.equal(result.kind, 'unreachable');
  });

  it('waits for another window that downloads the same file, and downloads nothing itself', async () => {
    let waited = 0;
    let second: Promise<DownloadResult> | undefined;
    const first = await download({
      onProgress: () => {
        second ??= download({ onElsewhere: () => waited++ });
      },
    });
    assert.deepEqual([first, await second], [{ kind: 'done' }, { kind: 'done' }]);
    await assertPlaced();
    assert.equal(server.requests.length, 1);
    assert.ok(waited > 0);
  });

  it('goes on where another window paused', async () => {
    server.behaviours = ['stalls', 'none'];
    const pause = new AbortController();
    let second: Promise<DownloadResult> | undefined;
    const first = await download({
      signal: pause.signal,
      onProgress: () => {
        second ??= download({ onElsewhere: () => pause.abort() });
      },
    });
    assert.equal(first.kind, 'paused');
    assert.deepEqual(await second, { kind: 'done' });
    await assertPlaced();
    assert.match(server.requests[1]?.range ?? '', /^bytes=[1-9]/);
  });

  it('pauses while it waits for another window', async () => {
    server.behaviours = ['stalls'];
    const [pauseFirst, pauseSecond] = [new AbortController(), new AbortController()];
    let second: Promise<DownloadResult> | undefined;
    const first = download({
      signal: pauseFirst.signal,
      onProgress: () => {
        second ??= download({ signal: pauseSecond.signal, onElsewhere: () => pauseSecond.abort() }).finally(
          () => pauseFirst.abort(),
        );
      },
    });
    assert.equal((await first).kind, 'paused');
    assert.equal((await second)?.kind, 'paused');
  });

  it('places nothing but what is right on the disk, whoever else wrote there', async () => {
    let hasWritten = false;
    const result = await download({
      onProgress: (received) => {
        if (hasWritten || received < content.length) return;
        hasWritten = true;
        writeFileSync(`${target()}.part`, Buffer.alloc(content.length));
      },
    });
    assert.equal(result.kind, 'wrongContent');
    assert.deepEqual(await readdir(folder()), []);
  });

  it('discards no part that another window still writes to', async () => {
    server.behaviours = ['stalls'];
    const pause = new AbortController();
    let discarded: Promise<boolean> | undefined;
    const result = await download({
      signal: pause.signal,
      onProgress: () => {
        discarded ??= discardPart(target()).finally(() => pause.abort());
      },
    });
    assert.equal(await discarded, false);
    assert.equal(result.kind, 'paused');
    assert.equal(await discardPart(target()), true);
    assert.deepEqual(await readdir(folder()), []);
  });

  it('finds the file there already', async () => {
    await writeFile(target(), content);
    assert.deepEqual(await download(), { kind: 'done' });
    assert.equal(server.requests.length, 0);
  });

  it('gives up on a server that always says that a range is none', async () => {
    server.behaviours = ['status416'];
    assert.deepEqual(await download(), { kind: 'refused', status: 416 });
    assert.equal(server.requests.length, 3);
  });

  it('gives up on a server that brings a part and then takes it back, again and again', async () => {
    server.behaviours = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 'cuts' : 'status416'));
    assert.deepEqual((await download()).kind, 'refused');
    assert.ok(server.requests.length <= 8, `${server.requests.length} requests`);
  });

  // A file that is full from the start: only Linux has one.
  if (process.platform === 'linux') {
    it('says so when the disk becomes full on the way, and tries no further', async () => {
      await symlink('/dev/full', `${target()}.part`);
      const result = await download();
      assert.ok(result.kind === 'diskRefused', result.kind);
      assert.match(result.reason, /ENOSPC/);
      assert.equal(server.requests.length, 1);
    });
  }

  it('says so where the file in its place may not be replaced, and keeps what has come', async function () {
    await writeFile(target(), 'in use');
    // What is mounted somewhere cannot be replaced either; an open file alone does not stop Linux.
    if (spawnSync('mount', ['--bind', target(), target()]).status !== 0) this.skip();
    try {
      const result = await download();
      assert.ok(result.kind === 'diskRefused', result.kind);
      assert.match(result.reason, /EBUSY/);
      assert.equal(await readFile(target(), 'utf8'), 'in use');
    } finally {
      spawnSync('umount', [target()]);
    }
    assert.deepEqual(await download(), { kind: 'done' });
    await assertPlaced();
    assert.equal(server.requests.length, 1);
  });

  it('does not begin without room on the disk', async () => {
    const result = await download({ freeBytes: 1000 });
    assert.deepEqual(result, { kind: 'noSpace', neededBytes: content.length, freeBytes: 1000 });
    assert.equal(server.requests.length, 0);
  });
});
