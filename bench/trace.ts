// Recorded editing as typing runs: the text before each run and the characters typed one by one. Pure but for
// reading the file. Must not know engines.
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

interface Trace {
  readonly startContent: string;
  readonly txns: readonly {
    /** In whole seconds. */
    readonly time?: string;
    readonly patches: readonly (readonly [position: number, deleted: number, inserted: string])[];
  }[];
}

export interface TypingRun {
  readonly text: string;
  readonly offset: number;
  readonly typed: string;
  /** The line when the recording next went elsewhere, brackets that the editor added and corrections included. */
  readonly finalLine: string;
  /** From the last key of the run before to the first of this one; 0 where that is not recorded. */
  readonly pauseMs: number;
}

/** Runs of at least this many keys, each insertion directly behind the last. */
const minRunKeys = 5;

export async function readTrace(file: URL): Promise<Trace> {
  return JSON.parse(gunzipSync(await readFile(file)).toString('utf8')) as Trace;
}

export function typingRuns(trace: Trace): TypingRun[] {
  const runs: TypingRun[] = [];
  let text = trace.startContent;
  let run: Omit<TypingRun, 'finalLine'> | undefined;
  let runEndedAtMs = Number.NaN;
  let lastKeyAtMs = Number.NaN;
  /** Runs on the line that is being worked on. */
  let onLine: (Omit<TypingRun, 'finalLine'> & { readonly index: number })[] = [];
  let lineStart = 0;
  const finish = () => {
    if (run !== undefined && run.typed.length >= minRunKeys) {
      onLine.push({ ...run, index: runs.length });
      runs.push({ ...run, finalLine: '' });
      lastKeyAtMs = runEndedAtMs;
    }
    run = undefined;
  };
  const leaveLine = () => {
    const finalLine = lineAt(text, lineStart);
    for (const { index, ...left } of onLine) runs[index] = { ...left, finalLine };
    onLine = [];
  };
  for (const { time, patches } of trace.txns) {
    const atMs = time === undefined ? Number.NaN : Date.parse(time);
    for (const [position, deleted, inserted] of patches) {
      const continues = run !== undefined && position === run.offset + run.typed.length;
      if (deleted > 0 || inserted.length !== 1 || inserted === '\n' || !continues) finish();
      if (leavesLine(text, lineStart, position, deleted, inserted)) {
        leaveLine();
        lineStart = text.lastIndexOf('\n', position - 1) + 1;
      }
      if (deleted === 0 && inserted.length === 1 && inserted !== '\n') {
        run =
          run === undefined
            ? { text, offset: position, typed: inserted, pauseMs: pauseBetween(lastKeyAtMs, atMs) }
            : { ...run, typed: run.typed + inserted };
        runEndedAtMs = atMs;
      }
      text = text.slice(0, position) + inserted + text.slice(position + deleted);
    }
  }
  finish();
  leaveLine();
  return runs;
}

function pauseBetween(endedAtMs: number, beginsAtMs: number): number {
  const pauseMs = beginsAtMs - endedAtMs;
  return Number.isNaN(pauseMs) ? 0 : Math.max(0, pauseMs);
}

function leavesLine(
  text: string,
  lineStart: number,
  position: number,
  deleted: number,
  inserted: string,
): boolean {
  const lineEnd = lineStart + lineAt(text, lineStart).length;
  return position < lineStart || position + deleted > lineEnd || inserted.includes('\n');
}

function lineAt(text: string, lineStart: number): string {
  const end = text.indexOf('\n', lineStart);
  return text.slice(lineStart, end === -1 ? text.length : end);
}

/**
 * `count` runs spread evenly over the recording, leaving out its beginning, where there is no file yet.
 * @param shift from 0 to 1: where between the runs of shift 0, for runs that those have not seen
 */
export function spreadRuns(runs: readonly TypingRun[], count: number, shift = 0): TypingRun[] {
  const usable = runs.filter((run) => run.text.length > 2000);
  const length = Math.min(count, usable.length);
  const step = usable.length / length;
  return Array.from({ length }, (_, index) => usable[Math.floor((index + shift) * step)]).filter(
    (run) => run !== undefined,
  );
}
