// The committed rewrite tasks: files of headers, code and test. Must not know how they are answered or judged.
import { readdir, readFile } from 'node:fs/promises';

export interface RewriteTask {
  readonly id: number;
  readonly name: string;
  readonly languageId: string;
  readonly instruction: string;
  /** What must still stand in the result; undefined where the signature may change. */
  readonly signature: string | undefined;
  /** Whether a result does what was asked, as far as the test cannot tell. */
  readonly isDoneIn: (result: string) => boolean;
  readonly code: string;
  /** Runs behind the result. */
  readonly test: string;
}

const folder = new URL('tasks/', import.meta.url);

export async function readTasks(): Promise<RewriteTask[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.txt')).toSorted();
  return await Promise.all(
    files.map(async (file) => parseTask(file, await readFile(new URL(file, folder), 'utf8'))),
  );
}

function parseTask(file: string, text: string): RewriteTask {
  const [head = '', code, test] = text.split(/^=== (?:code|test)\n/m);
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1];
  const languageId = field('language');
  const instruction = field('instruction');
  if (languageId === undefined || instruction === undefined || code === undefined || test === undefined)
    throw new Error(`${file} is no complete task.`);
  const id = Number.parseInt(file, 10);
  const name = file.slice(0, -'.txt'.length);
  const asked = field('asked');
  return {
    id,
    name,
    languageId,
    instruction,
    signature: field('signature'),
    isDoneIn: (result) => asked === undefined || new RegExp(asked).test(result),
    code,
    test,
  };
}

export function lineCount(task: RewriteTask): number {
  return task.code.trimEnd().split('\n').length;
}
