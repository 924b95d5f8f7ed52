// The table of languages: which row serves which of VS Code's language ids.
// Adding a language is adding a row, its ids and its golden file. Must not know trees or windows.
//
// PowerShell has a grammar too, but its lexer is one function of 370 kB. When V8 optimises that, it takes 10 s of
// a core in Node 20 (which waits for it before it exits, and whenever nothing else keeps it running), and 2 GB of
// memory for 4 s in Node 24. That cannot be switched off for one module, so PowerShell's windows follow lines.
import { cpp } from './languages/cpp.ts';
import { cSharp } from './languages/cSharp.ts';
import { css } from './languages/css.ts';
import { javaScript, typeScript, typeScriptReact } from './languages/ecmaScript.ts';
import { go } from './languages/go.ts';
import { java } from './languages/java.ts';
import type { LanguageRow } from './languages/languageRow.ts';
import { php } from './languages/php.ts';
import { python } from './languages/python.ts';
import { ruby } from './languages/ruby.ts';
import { rust } from './languages/rust.ts';
import { shell } from './languages/shell.ts';

const rows: Readonly<Record<string, LanguageRow>> = {
  typescript: typeScript,
  typescriptreact: typeScriptReact,
  javascript: javaScript,
  javascriptreact: javaScript,
  python,
  go,
  java,
  rust,
  c: cpp,
  cpp,
  csharp: cSharp,
  php,
  ruby,
  shellscript: shell,
  css,
};

export function languageRow(languageId: string): LanguageRow | undefined {
  return Object.hasOwn(rows, languageId) ? rows[languageId] : undefined;
}

export const scopeLanguages: readonly string[] = Object.keys(rows);

/** Each grammar's file, once. */
export const grammarFiles: readonly string[] = [
  ...new Set(Object.values(rows).map(({ grammarFile }) => grammarFile)),
];
