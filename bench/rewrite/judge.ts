// Whether a rewrite is worth something: it parses, keeps the signature, passes the task's test in a process of its own.
// Must not know how the rewrite came about.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Grammars } from '../../src/context/syntax/grammars.ts';
import type { RewriteTask } from './task.ts';

export interface Judgement {
  readonly parses: boolean;
  /** Undefined where it may change. */
  readonly keepsSignature: boolean | undefined;
  readonly passes: boolean;
  /** Passes, and does what was asked where the test alone cannot tell. */
  readonly isUseful: boolean;
  /** The end of what a failed test said. */
  readonly complaint: string;
}

const grammarsFolder = fileURLToPath(new URL('../../dist/grammars/', import.meta.url));
const testLimitMs = 20_000;
const assertImport = "import assert from 'node:assert/strict';\n";

const runners: Readonly<
  Record<string, { readonly file: string; readonly head: string; readonly command: readonly string[] }>
> = {
  javascript: { file: 'task.mjs', head: assertImport, command: [process.execPath] },
  typescript: {
    file: 'task.mts',
    head: assertImport,
    command: [process.execPath, '--import', import.meta.resolve('tsx')],
  },
  python: { file: 'task.py', head: '', command: ['python3'] },
};

export class Judge {
  private readonly grammars = new Grammars(
    async (file) => await readFile(path.join(grammarsFolder, file)),
    () => performance.now(),
  );

  async judge(task: RewriteTask, rewritten: string): Promise<Judgement> {
    const { signature } = task;
    const complaint = await runTest(task, rewritten);
    return {
      parses: await this.parses(task.languageId, rewritten),
      keepsSignature: signature === undefined ? undefined : plain(rewritten).includes(plain(signature)),
      passes: complaint === undefined,
      isUseful: complaint === undefined && task.isDoneIn(rewritten),
      complaint: complaint ?? '',
    };
  }

  dispose(): void {
    this.grammars.dispose();
  }

  private async parses(languageId: string, code: string): Promise<boolean> {
    await this.grammars.prepare(languageId);
    const tree = this.grammars.get(languageId)?.parse(code, undefined, 1000);
    const isWhole = tree?.rootNode.hasError === false;
    tree?.delete();
    return isWhole;
  }
}

/** What the test complained of; undefined when it passed. */
async function runTest(task: RewriteTask, rewritten: string): Promise<string | undefined> {
  const runner = runners[task.languageId];
  if (runner === undefined) throw new Error(`Nothing runs tests in ${task.languageId}.`);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hearth-rewrite-'));
  try {
    const file = path.join(folder, runner.file);
    await writeFile(file, `${runner.head}${rewritten}\n${task.test}`);
    const [program = '', ...args] = runner.command;
    const child = spawn(program, [...args, file], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: testLimitMs,
      killSignal: 'SIGKILL',
    });
    const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    return code === 0 ? undefined : complaint.slice(-600);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function plain(code: string): string {
  return code.replace(/\s+/g, ' ');
}
