// The committed rewrite tasks: files of headers, code and test. Must not know how they are answered or judged.
import { readdir, readFile } from 'node:fs/promises';

export interface RewriteTask {
  readonly name: string;
  /** Prompts and forms are tuned on some tasks, and figures reported on the others. */
  readonly use: 'tuning' | 'reporting';
  readonly languageId: string;
  readonly instruction: string;
  /** What must still stand in the result; undefined where the head may change. */
  readonly signature: string | undefined;
  /** The change may only add: each line of the code is still there. */
  readonly onlyAdds: boolean;
  /** Whether a result does what was asked, as far as the test cannot tell. */
  readonly isDoneIn: (result: string) => boolean;
  /** The document in front of the code and behind it. */
  readonly before: string;
  readonly code: string;
  readonly after: string;
  /** Runs behind the document. Where nothing runs the language: JavaScript about `result` and `code`. */
  readonly test: string;
}

const folder = new URL('tasks/', import.meta.url);

export async function readTasks(use: RewriteTask['use']): Promise<RewriteTask[]> {
  const files = (await readdir(new URL(`${use}/`, folder)))
    .filter((file) => file.endsWith('.txt'))
    .toSorted();
  return await Promise.all(
    files.map(async (file) =>
      parseTask(file, use, await readFile(new URL(`${use}/${file}`, folder), 'utf8')),
    ),
  );
}

function parseTask(file: string, use: RewriteTask['use'], text: string): RewriteTask {
  const [head = '', ...pieces] = text.split(/^=== (before|code|after|test)\n/m);
  const section = (name: string) => {
    const index = pieces.findIndex((piece, at) => at % 2 === 0 && piece === name);
    return index === -1 ? undefined : pieces[index + 1];
  };
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1];
  const [languageId, instruction] = [field('language'), field('instruction')];
  const [code, test] = [section('code'), section('test')];
  if (languageId === undefined || instruction === undefined || code === undefined || test === undefined)
    throw new Error(`${file} is no complete task.`);
  const [asked, never] = [field('asked'), field('never')];
  return {
    name: file.slice(0, -'.txt'.length),
    use,
    languageId,
    instruction,
    signature: field('signature'),
    onlyAdds: field('adds') === 'yes',
    isDoneIn: (result) =>
      (asked === undefined || new RegExp(asked).test(result)) &&
      (never === undefined || !new RegExp(never).test(result)),
    before: section('before') ?? '',
    code,
    after: section('after') ?? '',
    test,
  };
}

export function lineCount(task: RewriteTask): number {
  return task.code.trimEnd().split('\n').length;
}
