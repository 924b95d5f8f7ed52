// Faults of windows and their engine, part of every run with real weights. What is seen of each stands in
// docs/RELIABILITY.md. Must not know how faults are cleaned up after.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { SharedEngineInfo } from '../../../engine/protocol/sharedProtocol.ts';
import type { WindowProcess } from '../windowProcess.ts';
import { assertKind, type Fault, never, type Stage } from './stage.ts';

/** Of the watchdog, once there is an engine: twenty seconds pass in four. */
const shortSecond = { do: 'second', ms: 200 } as const;
const longAnswer = { do: 'write', maxTokens: 260 } as const;

const onlyRoot = () => (process.getuid?.() === 0 ? undefined : 'only root can mount a file system');

/** Whether an engine can be shared is decided before a model is looked for: no weights are loaded to see that. */
const absent = (stage: Stage) => path.join(stage.folder, 'absent.gguf');

async function assertOwnEngine(window: WindowProcess, why: RegExp): Promise<void> {
  assertKind(await window.ask(), 'unavailable', 'noModel');
  assert.match(window.warnings, why);
}

/** An engine that finds so many bytes beside what Node takes, which is less than the weights. */
async function limitedEngine(stage: Stage, bytes: number): Promise<string> {
  const file = path.join(stage.folder, 'limited.mjs');
  const limit = [
    "import { execFileSync } from 'node:child_process';",
    "import { readFileSync } from 'node:fs';",
    "const held = Number(/VmSize:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;",
    `execFileSync('prlimit', ['--pid', String(process.pid), '--as=' + (held + ${bytes})]);`,
    `await import(${JSON.stringify(pathToFileURL(path.resolve('dist/engine.mjs')).href)});`,
  ];
  await writeFile(file, limit.join('\n'));
  return file;
}

/** A small file system at the folder of the engines. */
async function mountRun(stage: Stage, size: string): Promise<void> {
  await mkdir(stage.run, { mode: 0o700 });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'tmpfs', stage.run]);
  stage.afterwards(async () => void execFileSync('umount', [stage.run]));
}

export const quickFaults: readonly Fault[] = [
  {
    name: 'the engine is killed under an answer',
    sees: 'The answer ends as “The engine ended unexpectedly.”; the status says that it starts again, and a second later the next key is answered.',
    happen: async (stage) => {
      const { here, there, engine } = await stage.pair();
      const answer = here.ask(longAnswer);
      await sleep(500);
      process.kill(engine, 'SIGKILL');
      assertKind(await answer, 'unavailable', 'engineCrashed');
      const [after, other] = await Promise.all([here.insist(), there.insist()]);
      assert.equal(after.engine, other.engine);
      assert.notEqual(after.engine, engine);
      assert.ok(other.states.includes('restarting'));
    },
  },
  {
    name: 'an idle window waits behind another window’s answer',
    sees: 'Nothing: the answer comes whole, and the window that waited is answered after it.',
    happen: async (stage) => {
      const { here, there, engine } = await stage.pair();
      await there.ask(shortSecond);
      const answer = here.ask({ do: 'write', maxTokens: 400 });
      await sleep(300);
      const behind = there.ask({ do: 'write', maxTokens: 8 });
      assertKind(await answer, 'shown');
      assertKind(await behind, 'shown');
      const looked = await there.ask('look');
      assert.equal(looked.engine, engine);
      never(looked.states, 'restarting');
    },
  },
  {
    name: 'the engine is stopped (SIGSTOP) and stays so',
    sees: 'After 30 seconds the answer ends as “The engine did not answer.”, the engine is killed, and the next key is answered by another one.',
    happen: async (stage) => {
      const { here, engine } = await stage.pair();
      await here.ask(shortSecond);
      process.kill(engine, 'SIGSTOP');
      assertKind(await here.ask(), 'unavailable', 'timedOut');
      await here.ask({ do: 'second', ms: 1000 });
      assert.notEqual((await here.insist()).engine, engine);
    },
  },
  {
    name: 'the engine is stopped (SIGSTOP) and goes on (SIGCONT)',
    sees: 'The answer is late; nothing is restarted.',
    happen: async (stage) => {
      const { here, engine } = await stage.pair();
      process.kill(engine, 'SIGSTOP');
      const answer = here.ask();
      await sleep(3000);
      process.kill(engine, 'SIGCONT');
      const late = await answer;
      assertKind(late, 'shown');
      assert.equal(late.engine, engine);
      never(late.states, 'restarting');
    },
  },
  {
    name: 'one window restarts the engine under another window’s answer',
    sees: 'The answer comes whole from the engine that retires; both windows go on with the new one.',
    happen: async (stage) => {
      const { here, there, engine } = await stage.pair();
      const answer = there.ask(longAnswer);
      await sleep(500);
      const restarted = await here.ask('restart');
      assertKind(restarted, 'shown');
      assert.notEqual(restarted.engine, engine);
      assertKind(await answer, 'shown');
      const after = await there.insist();
      assert.equal(after.engine, restarted.engine);
      for (const state of ['restarting', 'stopped', 'failed']) never(after.states, state);
    },
  },
  {
    name: 'one window takes another setting under another window’s answer',
    sees: 'Nothing in the other window: its engine stays, and its answer comes whole.',
    happen: async (stage) => {
      const { here, there, engine } = await stage.pair();
      const answer = there.ask(longAnswer);
      await here.ask({ do: 'reload', threads: 1 });
      assert.notEqual((await here.insist()).engine, engine);
      assertKind(await answer, 'shown');
      const after = await there.insist();
      assert.equal(after.engine, engine);
      assert.deepEqual(after.states, ['loading', 'ready']);
    },
  },
  {
    name: 'there is no memory for the model',
    sees: 'A message that there is not enough free memory for the model, with buttons to restart the engine and to show the log; no attempt is repeated.',
    skip: () => (spawnSync('prlimit', ['--version']).status === 0 ? undefined : 'there is no prlimit'),
    happen: async (stage) => {
      const window = stage.open({ engineFile: await limitedEngine(stage, 400 * 1024 ** 2) });
      const answer = await window.ask();
      assertKind(answer, 'unavailable', 'engineFailed');
      assert.deepEqual([answer.failure, answer.states.at(-1)], ['outOfMemory', 'failed']);
      assert.match(answer.message ?? '', /not enough free memory for this model/);
      never(answer.states, 'restarting');
    },
  },
  {
    name: 'memory runs out for a conversation',
    sees: 'The command says that there is not enough memory; suggestions go on.',
    skip: () => (spawnSync('prlimit', ['--version']).status === 0 ? undefined : 'there is no prlimit'),
    happen: async (stage) => {
      const { here, engine } = await stage.pair();
      const status = await readFile(`/proc/${engine}/status`, 'utf8');
      const heldBytes = Number(/VmSize:\s+(\d+)/.exec(status)?.[1]) * 1024;
      execFileSync('prlimit', ['--pid', `${engine}`, `--as=${heldBytes + 80 * 1024 ** 2}`]);
      assertKind(await here.ask(longAnswer), 'unavailable', 'outOfMemory');
      const after = await here.ask();
      assertKind(after, 'shown');
      assert.equal(after.engine, engine);
    },
  },
  {
    name: 'the model file is cut off',
    sees: 'A message that the file is damaged, with a button to choose another; no attempt is repeated.',
    happen: async (stage) => {
      const damaged = path.join(stage.folder, 'model.gguf');
      await writeFile(damaged, (await readFile(stage.modelPath)).subarray(0, 3_000_000));
      const answer = await stage.open({ modelPath: damaged }).ask();
      assertKind(answer, 'unavailable', 'modelInvalid');
      assert.deepEqual([answer.failure, answer.states.at(-1)], ['modelInvalid', 'failed']);
      assert.match(answer.message ?? '', /damaged|incomplete|cut off|ends/i);
    },
  },
  {
    name: 'the disk is full',
    sees: 'Nothing: the window has an engine of its own, and the log says why.',
    skip: onlyRoot,
    happen: async (stage) => {
      await mountRun(stage, '16k');
      const filling = execFileSync('sh', ['-c', `dd if=/dev/zero of='${stage.run}/full' bs=1k 2>&1 || true`]);
      assert.match(filling.toString(), /No space left/);
      await assertOwnEngine(stage.open({ modelPath: absent(stage) }), /has one of its own.*ENOSPC/s);
    },
  },
  {
    name: 'the home folder is read-only',
    sees: 'Nothing: the window has an engine of its own, and the log says why.',
    skip: onlyRoot,
    happen: async (stage) => {
      await mountRun(stage, '64k');
      execFileSync('mount', ['-o', 'remount,ro', stage.run]);
      await assertOwnEngine(stage.open({ modelPath: absent(stage) }), /has one of its own.*EROFS/s);
    },
  },
  {
    name: 'clocks jump',
    sees: 'Nothing: windows meet at one engine and are answered.',
    happen: async (stage) => {
      const hourMs = 3_600_000;
      const windows = [-24, 0, 24].map((hours) => stage.open({ clockAheadMs: hours * hourMs }));
      const engines = (await Promise.all(windows.map((window) => window.ask()))).map(({ engine }) => engine);
      assert.equal(new Set(engines).size, 1);
      const [first] = windows;
      await first?.ask({ do: 'clock', aheadMs: 100 * hourMs });
      assertKind((await first?.ask()) ?? assert.fail(), 'shown');
      await first?.ask({ do: 'clock', aheadMs: -100 * hourMs });
      const last = (await first?.ask()) ?? assert.fail();
      assertKind(last, 'shown');
      assert.deepEqual(last.states, ['loading', 'ready']);
    },
  },
  {
    name: 'a path of 120 characters with spaces and letters beyond ASCII',
    sees: 'Nothing: the model is loaded from there.',
    happen: async (stage) => {
      const folder = path.join(stage.folder, `Größe  模型 ${'ä b'.repeat(30)}`);
      await mkdir(folder);
      const model = path.join(folder, 'ein Modell 模型 é.gguf');
      assert.ok(model.length > 120);
      await symlink(stage.modelPath, model);
      assertKind(await stage.open({ modelPath: model }).ask(), 'shown');
    },
  },
  {
    name: 'the folder of engines has spaces and letters beyond ASCII',
    sees: 'Nothing: windows meet at one engine.',
    happen: async (stage) => {
      const folder = path.join(stage.folder, 'mein ähm 模');
      const engines = await Promise.all([stage.open({ folder }).ask(), stage.open({ folder }).ask()]);
      assert.equal(new Set(engines.map(({ engine }) => engine)).size, 1);
      for (const answer of engines) assertKind(answer, 'shown');
    },
  },
  {
    name: 'the socket’s path is too long',
    sees: 'Nothing: the window has an engine of its own, and the log says why.',
    happen: async (stage) => {
      const folder = path.join(stage.folder, 'x'.repeat(120), 'run');
      await assertOwnEngine(
        stage.open({ folder, modelPath: absent(stage) }),
        /has one of its own.*too long/s,
      );
    },
  },
  {
    name: 'locks and signs are stale, empty or damaged',
    sees: 'Nothing: an engine is started.',
    happen: async (stage) => {
      const first = stage.open({ modelPath: absent(stage), lingerMs: 60_000 });
      assertKind(await first.ask(), 'unavailable', 'noModel');
      const [sign] = await stage.signs();
      assert.ok(sign !== undefined);
      const info = await readFile(path.join(stage.run, sign), 'utf8');
      const whole = JSON.parse(info) as SharedEngineInfo;
      process.kill(whole.processId, 'SIGKILL');
      first.close();
      await first.gone;
      const gone = { id: 'x', processId: whole.processId, place: 'nowhere', startedAt: 'never' };
      const hourAgo = new Date(Date.now() - 3_600_000);
      for (const [lock, left] of [
        ['', ''],
        ['{"id":', '{'],
        [JSON.stringify(gone), info],
        [`${process.pid}`, JSON.stringify({ ...whole, processId: 0 })],
        ['0', JSON.stringify({ ...whole, processId: -1 })],
      ] as const) {
        const file = path.join(stage.run, sign.replace('.json', '.lock'));
        await writeFile(file, lock);
        await utimes(file, hourAgo, hourAgo);
        await writeFile(path.join(stage.run, sign), left);
        const window = stage.open({ modelPath: absent(stage) });
        assertKind(await window.ask(), 'unavailable', 'noModel');
        assert.doesNotMatch(window.warnings, /one of its own/);
        window.close();
        await window.gone;
        await stage.untilNoSign();
      }
    },
  },
  {
    name: 'two users share a home folder',
    sees: 'The second one’s window tries an engine of its own; the log says whose folder it is. The first one’s engine is out of reach.',
    skip: () => (process.getuid?.() === 0 ? undefined : 'only root can be two users'),
    happen: async (stage) => {
      await mkdir(stage.run, { mode: 0o700 });
      execFileSync('chmod', ['755', stage.folder]);
      const nobody = 65_534;
      const other = stage.open({ modelPath: absent(stage) }, nobody);
      await assertOwnEngine(other, /has one of its own.*(not a folder of this user|EACCES)/s);
    },
  },
];
