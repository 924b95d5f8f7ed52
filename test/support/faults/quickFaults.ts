// Faults of windows and their engine, part of every run with real weights. What is seen of each stands in
// docs/RELIABILITY.md. Must not know how faults are cleaned up after.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
