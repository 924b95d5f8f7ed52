// Places in files as people write them: `file.ts:12:5`, lines and columns from 1. Pure.
import path from 'node:path';

export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** @throws Error saying how a place is written. */
export function parseLocation(text: string): Location {
  const match = /^(.+):(\d+):(\d+)$/.exec(text);
  if (match === null) throw new Error(`"${text}" is not a place in a file; write FILE:LINE:COLUMN.`);
  const [, file = '', line = '', column = ''] = match;
  return { file, line: Number(line), column: Number(column) };
}

/** @throws Error when the text has no such line. A column behind the line's end is its end. */
export function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let current = 1; current < line; current++) {
    const lineEnd = text.indexOf('\n', start);
    if (lineEnd === -1) throw new Error(`The file has only ${current} lines.`);
    start = lineEnd + 1;
  }
  const lineEnd = text.indexOf('\n', start);
  return Math.min(start + column - 1, lineEnd === -1 ? text.length : lineEnd);
}

/** Extensions by the editor's language id. */
const extensions: Readonly<Record<string, readonly string[]>> = {
  typescript: ['.ts', '.mts', '.cts'],
  typescriptreact: ['.tsx'],
  javascript: ['.js', '.mjs', '.cjs'],
  javascriptreact: ['.jsx'],
  python: ['.py', '.pyi'],
  go: ['.go'],
  java: ['.java'],
  rust: ['.rs'],
  c: ['.c'],
  // As in VS Code, where headers are C++ until told otherwise.
  cpp: ['.cpp', '.cc', '.cxx', '.hpp', '.hh', '.hxx', '.h'],
  csharp: ['.cs', '.csx'],
  php: ['.php'],
  ruby: ['.rb', '.rake', '.gemspec'],
  shellscript: ['.sh', '.bash', '.zsh'],
  css: ['.css'],
};

const languages: ReadonlyMap<string, string> = new Map(
  Object.entries(extensions).flatMap(([languageId, endings]) =>
    endings.map((ending) => [ending, languageId] as const),
  ),
);

export function languageOf(file: string): string {
  return languages.get(path.extname(file).toLowerCase()) ?? 'plaintext';
}
