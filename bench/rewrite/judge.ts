// Whether a rewrite is worth something: it parses in its place, keeps what it must, passes the task's test in a process
// of its own. Must not know how the rewrite came about.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { errorNodeCount } from '../../src/context/syntax/errorNodes.ts';
import { type Grammar, Grammars } from '../../src/context/syntax/grammars.ts';
import { isJson } from '../../src/rewrite/frame/standing.ts';
import { readGrammar } from '../readGrammar.ts';
import type { RewriteTask } from './task.ts';

export interface Judgement {
  readonly parses: boolean;
  /** Undefined where it may change. */
  readonly keepsSignature: boolean | undefined;
  /** Each line that was there is there, in order; undefined where more than adding was asked for. */
  readonly keepsLines: boolean | undefined;
  readonly passes: boolean;
  /** Passes, and does what was asked where the test alone cannot tell. */
  readonly isUseful: boolean;
  /** The end of what a failed test said. */
  readonly complaint: string;
}

const testLimitMs = 60_000;
const assertImport = "import assert from 'node:assert/strict';\n";

interface Runner {
  readonly file: string;
  readonly head: string;
  /** Commands one after the other, each with the file behind it or in the place of `{}`. */
  readonly commands: readonly (readonly string[])[];
}

const facts: Runner = { file: 'task.mjs', head: assertImport, commands: [[process.execPath, '{}']] };
const runners: Readonly<Record<string, Runner>> = {
  javascript: facts,
  typescript: {
    file: 'task.mts',
    head: assertImport,
    commands: [[process.execPath, '--import', import.meta.resolve('tsx'), '{}']],
  },
  python: { file: 'task.py', head: '', commands: [['python3', '{}']] },
  go: { file: 'task.go', head: '', commands: [['go', 'run', '{}']] },
  rust: {
    file: 'task.rs',
    head: '',
    commands: [['rustc', '--edition', '2021', '-A', 'warnings', '-o', 'task', '{}'], ['./task']],
  },
  java: { file: 'Task.java', head: '', commands: [['java', '{}']] },
};

export class Judge {
  private readonly grammars = new Grammars(readGrammar, () => performance.now());

  async grammarOf(languageId: string): Promise<Grammar | undefined> {
    await this.grammars.prepare(languageId);
    return this.grammars.get(languageId);
  }

  async judge(task: RewriteTask, rewritten: string): Promise<Judgement> {
    const { signature, code, languageId, onlyAdds } = task;
    const runner = runners[languageId];
    const complaint =
      runner === undefined
        ? await runTest(
            facts,
            `const result = ${JSON.stringify(rewritten)};\nconst code = ${JSON.stringify(code)};\n${task.test}`,
          )
        : await runTest(runner, `${task.before}${rewritten}${task.after}\n${task.test}`);
    return {
      parses: await this.parses(task, rewritten),
      keepsSignature: signature === undefined ? undefined : plain(rewritten).includes(plain(signature)),
      keepsLines: onlyAdds ? holdsLines(rewritten, code) : undefined,
      passes: complaint === undefined,
      isUseful: complaint === undefined && task.isDoneIn(rewritten),
      complaint: complaint ?? '',
    };
  }

  dispose(): void {
    this.grammars.dispose();
  }

  /** No more errors than the document has with the code as it was: some tests close what it leaves open. */
  private async parses(
    { languageId, before, code, after }: RewriteTask,
    rewritten: string,
  ): Promise<boolean> {
    if (languageId === 'json') return isJson(before + rewritten + after);
    const grammar = await this.grammarOf(languageId);
    const errorsIn = (text: string) => {
      const tree = grammar?.parse(text, undefined, 1000);
      const count = tree === undefined ? 0 : errorNodeCount(tree);
      tree?.delete();
      return count;
    };
    return errorsIn(before + rewritten + after) <= errorsIn(before + code + after);
  }
}

/** What the test complained of; undefined when it passed. */
async function runTest({ file, head, commands }: Runner, source: string): Promise<string | undefined> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hearth-rewrite-'));
  try {
    await writeFile(path.join(folder, file), head + source);
    for (const command of commands) {
      const [program = '', ...args] = command.map((word) => (word === '{}' ? file : word));
      const child = spawn(program, args, {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
        timeout: testLimitMs,
        killSignal: 'SIGKILL',
      });
      const [complaint, [code]] = await Promise.all([textOf(child.stderr), once(child, 'exit')]);
      if (code !== 0) return complaint.slice(-600) || 'ended without a word';
    }
    return undefined;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function plain(code: string): string {
  return code.replace(/\s+/g, ' ');
}

function holdsLines(result: string, code: string): boolean {
  const words = (text: string) => text.replaceAll(/\s+/g, '');
  let from = 0;
  const whole = words(result);
  return code.split('\n').every((line) => {
    const wanted = words(line.replace(/^\s*(?:const|let|var)\s+/, '').replace(/[;{}\s]+$/, ''));
    const at = whole.indexOf(wanted, from);
    if (at === -1) return false;
    from = at + wanted.length;
    return true;
  });
}
