// The real engine's process without a model: it answers pings, retires for all its windows, and is gone.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pingRequest } from '../../engine/protocol/lifeProtocol.ts';
import { sharedEngineArguments, sharedEngineFiles } from '../../engine/protocol/sharedProtocol.ts';
import { realTime } from '../../src/base/time.ts';
import { EngineSession } from '../../src/client/engineSession.ts';
import { connectToEngine, readInfo } from '../../src/client/shared/socketEngine.ts';
import { quietLog } from '../support/quietLog.ts';
import { useTemporaryFolder } from '../support/temporaryFolder.ts';

describe('the engine’s process', () => {
  const folder = useTemporaryFolder();

  async function started() {
    const files = sharedEngineFiles(folder(), 'key', path.sep);
    const args = [path.resolve('dist/engine.mjs'), ...sharedEngineArguments(folder(), 'key', 60_000)];
    const engine = spawn(process.execPath, args, { stdio: 'ignore' });
    while (!existsSync(files.info)) await sleep(20);
    const session = async () => {
      const info = await readInfo(files.info);
      const connected = info && (await connectToEngine(info, quietLog));
      assert.ok(connected, 'nobody listens');
      assert.equal(connected.processId, engine.pid);
      const heard: string[] = [];
      const opened = new EngineSession({
        engine: connected,
        ...realTime,
        log: quietLog,
        onEnd: ({ kind }) => heard.push(kind),
        onStatus: () => {},
        onRetiring: () => heard.push('retiring'),
      });
      return { opened, heard, connection: connected.connection };
    };
    return { engine, exited: once(engine, 'exit'), session };
  }

  it('retires for all windows, and is gone when they are', async () => {
    const { engine, exited, session } = await started();
    const [here, there] = [await session(), await session()];
    assert.deepEqual(await there.connection.sendRequest(pingRequest, {}), { steps: 0 });
    await here.opened.stop('retire');
    assert.deepEqual(readdirSync(folder()), []);
    while (there.heard.length === 0) await sleep(10);
    assert.deepEqual([here.heard.at(-1), there.heard], ['stopped', ['retiring']]);
    assert.equal(engine.exitCode, null);
    // What it was asked before, it still answers.
    await there.connection.sendRequest(pingRequest, {});
    await there.opened.stopWhenDone('leave');
    assert.deepEqual(await exited, [0, null]);
  });

  it('is killed when it does not take note of its retirement', async () => {
    const { engine, exited, session } = await started();
    const { opened } = await session();
    engine.kill('SIGSTOP');
    await opened.stop('retire');
    assert.deepEqual(await exited, [null, 'SIGKILL']);
  });

  it('does not wait for a window that will not be back', async () => {
    const { exited, session } = await started();
    const { opened } = await session();
    await opened.stop('farewell');
    assert.deepEqual(await exited, [0, null]);
  });
});
