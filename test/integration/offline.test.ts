// Once the model is there, nothing is asked of the network: neither by the extension nor by its engine.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { HearthApi } from '../../src/extension.ts';
import { recordSockets } from '../support/socketRecorder.mjs';
import { activeHearth } from './support/hearth.ts';
import { sum, Typist } from './support/typing.ts';

describe('the network', () => {
  let hearth: HearthApi;
  let folder: string;
  let record: string;
  const outside = { options: process.env['NODE_OPTIONS'], record: process.env['HEARTH_SOCKET_RECORD'] };

  before(async () => {
    hearth = await activeHearth();
    folder = await mkdtemp(path.join(os.tmpdir(), 'hearth-offline-'));
    record = path.join(folder, 'engine.txt');
    const { extensionPath } = vscode.extensions.getExtension('hearth.hearth') ?? {};
    assert.ok(extensionPath);
    const recorder = pathToFileURL(path.join(extensionPath, 'test/support/socketRecorder.mjs'));
    process.env['NODE_OPTIONS'] = `--import ${recorder.href}`;
    process.env['HEARTH_SOCKET_RECORD'] = record;
  });

  after(async () => {
    restoreVariable('NODE_OPTIONS', outside.options);
    restoreVariable('HEARTH_SOCKET_RECORD', outside.record);
    await vscode.commands.executeCommand('hearth.restartEngine');
    await hearth.whenReady();
    await rm(folder, { recursive: true, force: true });
  });

  it('is watched well: a connection, a name and a fetch are noticed, here and in a process of one’s own', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const noticed: string[] = [];
    const end = recordSockets((what) => noticed.push(what));
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      const script = `await fetch('http://localhost:${port}/').catch(() => {})`;
      await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      });
    } finally {
      end();
      server.close();
    }
    assert.ok(
      noticed.some((what) => what.endsWith(`:${port}`)),
      noticed.join(),
    );
    const recorded = await readFile(record, 'utf8');
    assert.match(recorded, new RegExp(`connection to localhost:${port}`));
    assert.match(recorded, /name localhost/);
    await rm(record);
  });

  it('is left alone while suggestions are made, taken, asked for and refused', async () => {
    const noticed: string[] = [];
    const end = recordSockets((what) => noticed.push(what));
    let sockets: readonly string[] = [];
    try {
      await vscode.commands.executeCommand('hearth.restartEngine');
      await hearth.whenReady();
      const typist = await Typist.inFile(hearth, 'offline.ts', sum);
      await typist.type('tot');
      await typist.accept();
      await typist.typeAndTrigger('\nconst next = ');
      await vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
      await vscode.commands.executeCommand('hearth.showModelCard');
      sockets = await internetSocketsOf(hearth.engineProcessId());
      await typist.close();
    } finally {
      end();
    }
    assert.deepEqual(noticed, []);
    assert.deepEqual(sockets, []);
    await assert.rejects(readFile(record, 'utf8'), { code: 'ENOENT' });
  });
});

function restoreVariable(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/** Whatever opened them, JavaScript or native code. Only Linux tells without asking a program. */
async function internetSocketsOf(processId: number | undefined): Promise<readonly string[]> {
  assert.ok(processId !== undefined);
  if (process.platform !== 'linux') return [];
  const own = new Set<string>();
  for (const descriptor of await readdir(`/proc/${processId}/fd`)) {
    // Some are gone before they are looked at.
    const target = await readlink(`/proc/${processId}/fd/${descriptor}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined) own.add(inode);
  }
  const tables = await Promise.all(
    ['tcp', 'tcp6', 'udp', 'udp6'].map((kind) => readFile(`/proc/${processId}/net/${kind}`, 'utf8')),
  );
  const inodeColumn = 9;
  return tables
    .flatMap((table) => table.trim().split('\n').slice(1))
    .filter((line) => own.has(line.trim().split(/\s+/)[inodeColumn] ?? ''));
}
