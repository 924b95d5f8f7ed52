// The near end of a window that is a process of its own (`sharedWindow.ts`): asks it things, closes and kills it.
// Must not know what is tested.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReferenceText } from '../../engine/protocol/protocol.ts';

export interface WindowOptions {
  readonly engineFile: string;
  readonly folder: string;
  readonly lingerMs: number;
  readonly modelPath: string;
  readonly threads?: number;
  /** How far the window's clock is ahead. */
  readonly clockAheadMs?: number;
}

/** Where somebody types. */
export interface TypingPlace {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
}

export type WindowQuestion =
  | { readonly do: 'complete'; readonly place?: TypingPlace }
  | {
      readonly do: 'refer';
      readonly uri: string;
      readonly own: readonly string[];
      readonly others: readonly ReferenceText[];
    }
  | { readonly do: 'close document'; readonly uri: string }
  | { readonly do: 'write'; readonly maxTokens: number }
  | { readonly do: 'restart' | 'look' }
  | { readonly do: 'reload'; readonly modelPath?: string; readonly threads?: number }
  | { readonly do: 'clock'; readonly aheadMs: number }
  /** From now on the watchdog's second takes so long. */
  | { readonly do: 'second'; readonly ms: number };

export interface WindowAnswer {
  readonly kind: string;
  readonly reason?: string;
  readonly ms?: number;
  readonly characters?: number;
  /** Its process id; 0 where there is none. */
  readonly engine: number;
  /** All that were told since the window opened, without repetitions. */
  readonly states: readonly string[];
  readonly failure?: string;
  readonly message?: string;
  readonly windowBytes: number;
  readonly engineBytes: number;
  /** What keeps the event loop busy, and who listens to the process: constant in a window that only works. */
  readonly handles: number;
  readonly listeners: number;
}

export class WindowProcess {
  readonly gone: Promise<void>;
  /** What it logged as warnings and errors. */
  warnings = '';
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly waiting = new Map<number, (answer: WindowAnswer) => void>();
  private lastId = 0;

  /** @param user its number, where another one than this process's */
  constructor(options: WindowOptions, user?: number) {
    const program = path.resolve('test/support/sharedWindow.ts');
    this.child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(options)], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // Engines of its own inherit it: by this they are found when they outlive it.
      env: { ...process.env, HEARTH_TEST_FOLDER: options.folder },
      ...(user === undefined ? {} : { uid: user, gid: user }),
    });
    this.child.stderr.on('data', (text: Buffer) => (this.warnings += text.toString()));
    this.child.stdin.on('error', () => {});
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      const { id, ...answer } = JSON.parse(line) as WindowAnswer & { readonly id: number };
      this.waiting.get(id)?.(answer);
      this.waiting.delete(id);
    });
    this.gone = new Promise((resolve) => this.child.once('exit', () => resolve()));
  }

  get processId(): number {
    return this.child.pid ?? 0;
  }

  async ask(question: WindowQuestion | 'complete' | 'restart' | 'look' = 'complete'): Promise<WindowAnswer> {
    const id = ++this.lastId;
    const asked = typeof question === 'string' ? { do: question } : question;
    this.child.stdin.write(`${JSON.stringify({ id, ...asked })}\n`);
    return await new Promise((resolve, reject) => {
      this.waiting.set(id, resolve);
      void this.gone.then(() => reject(new Error(`The window is gone. ${this.warnings}`)));
    });
  }

  /** Asks until there is an answer, as someone who types does. */
  async insist(): Promise<WindowAnswer> {
    for (;;) {
      const answer = await this.ask();
      if (answer.kind === 'shown') return answer;
      await sleep(100);
    }
  }

  close(): void {
    this.child.stdin.end();
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
