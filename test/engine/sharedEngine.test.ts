// One engine for several windows, each a process, with real weights: races, crashes, strangers, leftovers, the end.
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SharedEngineInfo } from '../../engine/protocol/sharedProtocol.ts';
import { useTemporaryFolder } from '../support/temporaryFolder.ts';
import { type WindowAnswer, WindowProcess } from '../support/windowProcess.ts';

const engineFile = path.resolve('dist/engine.mjs');
const modelPath = process.env['HEARTH_TEST_MODEL'] ?? '';
const lingerMs = 500;

const isAlive = (processId: number) => {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
};

async function untilGone(processId: number): Promise<void> {
  while (isAlive(processId)) await sleep(50);
}

async function residentBytes(processId: number): Promise<number> {
  const kib = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${processId}/status`, 'utf8'))?.[1];
  return Number(kib) * 1024;
}

describe('a shared engine', () => {
  const folder = useTemporaryFolder();
  const windows: WindowProcess[] = [];
  const engines = new Set<number>();
  const run = () => path.join(folder(), 'run');
  const open = (model = modelPath, place = run()) => {
    const window = new WindowProcess({ engineFile, folder: place, lingerMs, modelPath: model });
    windows.push(window);
    return window;
  };
  const noted = (answer: WindowAnswer) => {
    engines.add(answer.engine);
    return answer;
  };
  const infos = async () => {
    const names = (await readdir(run())).filter((name) => name.endsWith('.json'));
    const texts = await Promise.all(names.map((name) => readFile(path.join(run(), name), 'utf8')));
    return texts.map((text) => JSON.parse(text) as SharedEngineInfo);
  };

  afterEach(async () => {
    for (const window of windows.splice(0)) window.kill();
    await Promise.all([...engines].map(untilGone));
    engines.clear();
  });

  it('is one for four windows that start at once, and takes hardly more memory than for one', async () => {
    const first = noted(await open().ask());
    const aloneBytes = (await residentBytes(first.engine)) + first.windowBytes;
    for (const window of windows.splice(0)) window.close();
    await untilGone(first.engine);
    const four = await Promise.all([open(), open(), open(), open()].map((window) => window.ask()));
    for (const answer of four) noted(answer);
    assert.deepEqual(
      four.map(({ kind }) => kind),
      Array.from({ length: 4 }, () => 'shown'),
    );
    assert.equal(engines.size, 2);
    const [one] = four;
    assert.ok(one);
    const engineBytes = await residentBytes(one.engine);
    const aloneEngineBytes = aloneBytes - first.windowBytes;
    console.log(`      engine for one window ${aloneEngineBytes} bytes, for four ${engineBytes}`);
    assert.ok(engineBytes < 1.3 * aloneEngineBytes, `${engineBytes} of ${aloneEngineBytes} bytes`);
  });

  it('stays while a window does, and ends after the last one, whether closed or killed', async () => {
    const [closed, killed] = [open(), open()];
    const { engine } = noted(await closed.ask());
    assert.equal((await killed.ask()).engine, engine);
    closed.close();
    await sleep(2 * lingerMs);
    assert.equal((await killed.ask()).engine, engine);
    killed.kill();
    await untilGone(engine);
    assert.deepEqual(await readdir(run()), []);
  });

  it('is replaced once when it is killed, for all windows', async () => {
    const both = [open(), open()];
    const [before] = await Promise.all(both.map((window) => window.ask()));
    assert.ok(before);
    process.kill(before.engine, 'SIGKILL');
    const after = await Promise.all(both.map((window) => window.insist()));
    for (const answer of after) noted(answer);
    assert.equal(engines.size, 1);
    assert.notEqual(after[0]?.engine, before.engine);
  });

  it('is restarted for all when one window asks for that', async () => {
    const [asking, other] = [open(), open()];
    const before = await asking.ask();
    assert.equal((await other.ask()).engine, before.engine);
    const after = noted(await asking.ask('restart'));
    assert.equal(after.kind, 'shown');
    assert.notEqual(after.engine, before.engine);
    assert.equal((await other.insist()).engine, after.engine);
    await untilGone(before.engine);
  });

  it('belongs to its user, and talks to nobody without its token', async () => {
    noted(await open().ask());
    const [info] = await infos();
    assert.ok(info);
    assert.equal((await stat(run())).mode & 0o777, 0o700);
    for (const name of await readdir(run())) {
      if (name.endsWith('.json')) assert.equal((await stat(path.join(run(), name))).mode & 0o777, 0o600);
    }
    const said = async (words: string) => {
      const socket = net.connect(info.address);
      socket.on('error', () => {});
      socket.write(words);
      const answer = await new Promise<string>((resolve) => {
        socket.once('data', (data) => resolve(data.toString()));
        socket.once('close', () => resolve('closed'));
      });
      socket.destroy();
      return answer;
    };
    assert.equal(await said(`${'0'.repeat(info.token.length)}\n`), 'closed');
    assert.equal(
      await said('Content-Length: 120\r\n\r\n{"jsonrpc":"2.0","id":1,"method":"hello","params":{}}      '),
      'closed',
    );
    assert.equal(await said(`${info.token}\n`), `hearth ${info.processId}\n`);
  });

  it('starts over what a crash left behind: a sign without an engine, a socket file, the lock of a dead starter', async () => {
    const { engine } = await open().ask();
    process.kill(engine, 'SIGKILL');
    for (const window of windows.splice(0)) window.kill();
    await untilGone(engine);
    const [info] = (await readdir(run())).filter((name) => name.endsWith('.json'));
    assert.ok(info, 'nothing was left behind');
    await writeFile(path.join(run(), info.replace('.json', '.lock')), `${engine}`);
    const after = noted(await open().ask());
    assert.equal(after.kind, 'shown');
    assert.notEqual(after.engine, engine);
  });

  it('is another one for another model file', async () => {
    const other = path.join(folder(), 'other.gguf');
    await symlink(modelPath, other);
    const [here, there] = await Promise.all([open().ask(), open(other).ask()]);
    noted(here);
    noted(there);
    assert.deepEqual([here.kind, there.kind], ['shown', 'shown']);
    assert.equal(engines.size, 2);
  });

  it('is none where nothing can be shared: the window has an engine of its own', async () => {
    const long = path.join(folder(), 'x'.repeat(120));
    await mkdir(long);
    for (const place of [path.join(long, 'run'), modelPath]) {
      const window = open(modelPath, place);
      assert.equal(noted(await window.ask()).kind, 'shown');
      assert.match(window.warnings, /has one of its own/);
    }
  });
});
