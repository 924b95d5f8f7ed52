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
  if (match === null) throw new Error(`"${text}" is no place in a file; write FILE:LINE:COLUMN.`);
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

const languages: Readonly<Record<string, string>> = {
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.tsx': 'typescriptreact',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.jsx': 'javascriptreact',
  '.py': 'python',
  '.rs': 'rust',
  '.go': 'go',
};

export function languageOf(file: string): string {
  return languages[path.extname(file)] ?? 'plaintext';
}
