// The committed pieces of code to be explained: headers, code, what stands around it. Must not know how they are judged.
import { readdir, readFile } from 'node:fs/promises';

export interface Snippet {
  readonly name: string;
  readonly languageId: string;
  /** What the sentence about a parameter, a member or `Returns` has to match; `does` is the first one. */
  readonly says: readonly (readonly [about: string, pattern: RegExp])[];
  readonly never: RegExp | undefined;
  readonly before: string;
  readonly code: string;
  readonly after: string;
}

const folder = new URL('snippets/', import.meta.url);

export async function readSnippets(use: 'tuning' | 'reporting'): Promise<Snippet[]> {
  const files = (await readdir(new URL(`${use}/`, folder))).toSorted();
  return await Promise.all(
    files.map(async (file) =>
      parseSnippet(file.replace(/\.txt$/, ''), await readFile(new URL(`${use}/${file}`, folder), 'utf8')),
    ),
  );
}

function parseSnippet(name: string, text: string): Snippet {
  const [head = '', ...pieces] = text.split(/^=== (before|code|after)\n/m);
  const section = (wanted: string) => {
    const index = pieces.findIndex((piece, at) => at % 2 === 0 && piece === wanted);
    return index === -1 ? undefined : pieces[index + 1];
  };
  const languageId = /^language: (.*)$/m.exec(head)?.[1];
  const code = section('code');
  if (languageId === undefined || code === undefined) throw new Error(`${name} is no complete snippet.`);
  const never = /^never: (.*)$/m.exec(head)?.[1];
  return {
    name,
    languageId,
    says: [...head.matchAll(/^says (\S+): (.*)$/gm)].map(([, about = '', pattern = '']) => [
      about,
      new RegExp(pattern, 'i'),
    ]),
    never: never === undefined ? undefined : new RegExp(never, 'i'),
    before: section('before') ?? '',
    code,
    after: section('after') ?? '',
  };
}
