// Windows that come and go at a shared engine's socket, in this process: tokens, greetings and the end.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { type SharedEngineInfo, sharedEngineFiles } from '../../../../engine/protocol/sharedProtocol.ts';
import { SharedServer } from '../../../../engine/serving/sharedServer.ts';
import { connectToEngine, readInfo } from '../../../../src/client/shared/socketEngine.ts';
import { quietLog } from '../../../support/quietLog.ts';
import { useTemporaryFolder } from '../../../support/temporaryFolder.ts';

describe('SharedServer', () => {
  const folder = useTemporaryFolder();
  const files = () => sharedEngineFiles(folder(), 'key', path.sep);

  async function listening(processId = 4_194_305, lingerMs = 20) {
    const state = { connections: 0, ends: 0 };
    let end = () => {};
    let sayFarewell = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const server = new SharedServer({
      folder: folder(),
      key: 'key',
      processId,
      lingerMs,
      onConnection: (_, farewell) => {
        state.connections++;
        sayFarewell = farewell;
      },
      onEnd: () => {
        state.ends++;
        end();
      },
    });
    await server.listen();
    const info = JSON.parse(readFileSync(files().info, 'utf8')) as SharedEngineInfo;
    return { state, ended, info, server, sayFarewell: () => sayFarewell() };
  }

  it('greets whoever has the token, and ends after the last one, leaving nothing', async () => {
    const { state, ended, info } = await listening();
    const windows = await Promise.all([1, 2].map(() => connectToEngine(info, quietLog)));
    assert.equal(state.connections, 2);
    for (const window of windows) window?.disconnect();
    await ended;
    assert.equal(state.ends, 1);
    assert.deepEqual(readdirSync(folder()), []);
  });

  it('closes on a wrong token, and on one that comes in pieces and is too short', async () => {
    const { state, ended, info } = await listening();
    assert.equal(await connectToEngine({ ...info, token: '1'.repeat(64) }, quietLog), undefined);
    const socket = net.connect(info.address);
    socket.write(info.token.slice(0, 10));
    socket.end(info.token.slice(10, 30));
    socket.resume();
    await once(socket, 'close');
    assert.equal(state.connections, 0);
    (await connectToEngine(info, quietLog))?.disconnect();
    await ended;
  });

  it('is killed by a window that has let go of the connection first, and not again once it is over', async () => {
    const stayAlive = () =>
      spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const [hung, other] = [stayAlive(), stayAlive()];
    const first = await listening(hung.pid);
    const window = await connectToEngine(first.info, quietLog);
    window?.connection.listen();
    window?.connection.dispose();
    window?.kill();
    assert.deepEqual(await once(hung, 'exit'), [null, 'SIGKILL']);
    await first.ended;
    const second = await listening(other.pid);
    const leaving = await connectToEngine(second.info, quietLog);
    const left = new Promise<string>((resolve) => leaving?.onExit(resolve));
    leaving?.disconnect();
    await left;
    leaving?.kill();
    await second.ended;
    assert.equal(other.killed, false);
    other.kill('SIGTERM');
    assert.deepEqual(await once(other, 'exit'), [null, 'SIGTERM']);
  });

  it('is no engine when it greets as a group of processes or as the window itself', async () => {
    for (const processId of [0, -1, 1, process.pid]) {
      const { ended, info } = await listening(processId);
      assert.equal(await connectToEngine({ ...info, processId: 4242 }, quietLog), undefined, `${processId}`);
      await ended;
    }
  });

  it('is found by nobody when it retires, serves whoever is in, and ends with the last one at once', async () => {
    const { state, ended, info, server } = await listening(undefined, 60_000);
    const window = await connectToEngine(info, quietLog);
    await server.retire();
    assert.deepEqual(readdirSync(folder()), []);
    assert.equal(await connectToEngine(info, quietLog), undefined);
    assert.equal(state.ends, 0);
    window?.disconnect();
    await ended;
    assert.equal(state.connections, 1);
  });

  it('leaves the socket of the engine that follows it alone when it retires', async () => {
    const first = await listening();
    const window = await connectToEngine(first.info, quietLog);
    await first.server.retire();
    const second = await listening();
    window?.disconnect();
    await first.ended;
    const next = await connectToEngine(second.info, quietLog);
    next?.disconnect();
    await second.ended;
    assert.notEqual(next, undefined);
  });

  it('does not wait for a window that said it would not be back', async () => {
    const { ended, info, sayFarewell } = await listening(undefined, 60_000);
    const window = await connectToEngine(info, quietLog);
    sayFarewell();
    window?.disconnect();
    await ended;
  });

  it('leaves the sign of another engine alone', async () => {
    const { ended, info } = await listening();
    const window = await connectToEngine(info, quietLog);
    writeFileSync(files().info, JSON.stringify({ ...info, token: 'another' }));
    window?.disconnect();
    await ended;
    assert.ok(existsSync(files().info));
  });

  it('is found by nobody where the sign is missing or cut off, or the socket is dead', async () => {
    assert.equal(await readInfo(files().info), undefined);
    const whole = { processId: 4242, address: files().socket, token: 'x' };
    for (const damaged of [
      '{"processId": 1',
      'null',
      '[]',
      ...[0, -1, 1, 1.5, 2 ** 40, '7', null].map((processId) => JSON.stringify({ ...whole, processId })),
      JSON.stringify({ ...whole, address: 7 }),
      JSON.stringify({ ...whole, token: undefined }),
    ]) {
      writeFileSync(files().info, damaged);
      assert.equal(await readInfo(files().info), undefined, damaged);
    }
    const dead = { processId: process.pid, address: files().socket, token: 'x' };
    assert.equal(await connectToEngine(dead, quietLog), undefined);
  });
});
