// The stage on which processes have their faults: windows on one real engine in a folder of their own, and the proof
// that nothing is left of them. Must not know the faults.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SharedEngineInfo } from '../../../engine/protocol/sharedProtocol.ts';
import { type WindowAnswer, type WindowOptions, WindowProcess } from '../windowProcess.ts';

/** One fault: how it comes about, and what a user sees of it, in the words of docs/RELIABILITY.md. */
export interface Fault {
  readonly name: string;
  readonly sees: string;
  /** Why it cannot come about here; undefined where it can. */
  readonly skip?: () => string | undefined;
  readonly happen: (stage: Stage) => Promise<void>;
}

const lingerMs = 300;
/** What a process has to be gone in, on a machine that is busy with others. */
const goneMs = 60_000;

export class Stage {
  /** Gone after the fault. */
  readonly folder: string;
  readonly modelPath = process.env['HEARTH_TEST_MODEL'] ?? '';
  private readonly windows: WindowProcess[] = [];
  private readonly undo: (() => Promise<void>)[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Where engines are found. */
  get run(): string {
    return path.join(this.folder, 'run');
  }

  open(options: Partial<WindowOptions> = {}, user?: number): WindowProcess {
    const engineFile = path.resolve('dist/engine.mjs');
    const all = { engineFile, folder: this.run, lingerMs, modelPath: this.modelPath, ...options };
    const window = new WindowProcess(all, user);
    this.windows.push(window);
    return window;
  }

  /** Two windows that have had an answer of one engine. */
  async pair(options: Partial<WindowOptions> = {}) {
    const [here, there] = [this.open(options), this.open(options)];
    const [first, second] = await Promise.all([here.ask(), there.ask()]);
    assert.deepEqual([first.kind, second.kind], ['shown', 'shown']);
    assert.equal(first.engine, second.engine);
    return { here, there, engine: first.engine };
  }

  /** The files that engines made to be found by. */
  async signs(): Promise<readonly string[]> {
    return (await readdir(this.run)).filter((name) => name.endsWith('.json'));
  }

  /** Resolves when the last engine has taken its sign away. */
  async untilNoSign(): Promise<void> {
    while ((await this.signs()).length > 0) await sleep(50);
  }

  /** Done after the windows are gone. */
  afterwards(work: () => Promise<void>): void {
    this.undo.push(work);
  }

  async closeAll(): Promise<void> {
    for (const window of this.windows) window.close();
    const all = Promise.all(this.windows.map(({ gone }) => gone));
    await Promise.race([all, sleep(goneMs, undefined, { ref: false })]);
    for (const window of this.windows) window.kill();
  }

  /** No process is left that knows this folder, and no file that is not whole. */
  async assertNothingLeft(): Promise<void> {
    let left: readonly number[] = [];
    for (let waitedMs = 0; waitedMs < goneMs; waitedMs += 100) {
      left = await processesOf(this.folder);
      if (left.length === 0) break;
      await sleep(100);
    }
    for (const processId of left) process.kill(processId, 'SIGKILL');
    try {
      assert.deepEqual(left, [], 'processes outlived their windows');
      await this.assertWhole();
    } finally {
      for (const work of this.undo) await work();
    }
  }

  private async assertWhole(): Promise<void> {
    const names = await readdir(this.run).catch(() => []);
    for (const name of names.filter((each) => each.endsWith('.json'))) {
      const info = JSON.parse(await readFile(path.join(this.run, name), 'utf8')) as SharedEngineInfo;
      assert.ok(info.token.length > 0 && info.processId > 0, `${name} is not whole`);
    }
    assert.deepEqual(
      names.filter((name) => /\.part$|\.json\.\d+$|\.lock\./.test(name)),
      [],
      'half of something was left behind',
    );
  }
}

/** Windows with the folder and the engines that they started. Linux alone tells; elsewhere none are found. */
async function processesOf(folder: string): Promise<readonly number[]> {
  const ids = (await readdir('/proc').catch(() => []))
    .map(Number)
    .filter((id) => id > 0 && id !== process.pid);
  const found: number[] = [];
  for (const id of ids) {
    const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '');
    if (environment.includes(folder)) found.push(id);
  }
  return found;
}

export function never(states: readonly string[], state: string): void {
  assert.ok(!states.includes(state), `it told ${states.join(', ')}`);
}

export function assertKind(answer: WindowAnswer, kind: string, reason?: string): void {
  assert.deepEqual([answer.kind, answer.reason], [kind, reason]);
}
