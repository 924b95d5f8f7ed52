// Reads what a file imports, and which names, from its text alone. Pure; must not know which files there are.

import { withPlainLineEnds } from '../../base/lineEnds.ts';
import { languageFamily } from './languageFamily.ts';

export interface ImportStatement {
  /** As written: `./file.ts`, `package`, `..module`. */
  readonly specifier: string;
  /** Names of the other file; empty for a whole module. */
  readonly names: readonly string[];
}

/** Lengths are bounded, so that no text makes matching slow. */
const ecmaScriptFrom = /\b(?:import|export)\s+([\w$*\s{},]{0,2000}?)\s*\bfrom\s*['"]([^'"\n]{1,300})['"]/g;
const ecmaScriptBare = /\bimport\s*\(?\s*['"]([^'"\n]{1,300})['"]/g;
const ecmaScriptRequire =
  /(?:\b(?:const|let|var)\s+([\w$\s{},:]{0,2000}?)\s*=\s*)?\brequire\(\s*['"]([^'"\n]{1,300})['"]\s*\)/g;
const pythonFrom =
  /^[ \t]*from[ \t]+(\.{0,20}[\w.]{0,300})[ \t]+import[ \t]*(\([^)]{0,4000}\)|[^\n#]{0,2000})/gm;
const pythonImport = /^[ \t]*import[ \t]+([^\n#]{1,2000})/gm;

/** Imports stand at the beginning; behind that much there is data. */
const maxTextCharacters = 200_000;

/** Empty for languages whose imports name no files. */
export function importStatements(languageId: string, text: string): ImportStatement[] {
  const family = languageFamily(languageId);
  const start = text.slice(0, maxTextCharacters);
  // Runs of blanks become one: the patterns would try every way of sharing them.
  if (family === 'ecmaScript') return ecmaScriptImports(start.replace(/\s+/g, ' '));
  if (family !== 'python') return [];
  return pythonImports(
    withPlainLineEnds(start)
      .replaceAll('\\\n', ' ')
      .replace(/[ \t]+/g, ' '),
  );
}

function ecmaScriptImports(text: string): ImportStatement[] {
  const named = [...text.matchAll(ecmaScriptFrom), ...text.matchAll(ecmaScriptRequire)];
  const bare = [...text.matchAll(ecmaScriptBare)];
  return [
    ...named.map(({ index, 1: names, 2: specifier }) => ({ index, names: wordsOf(names), specifier })),
    ...bare.map(({ index, 1: specifier }) => ({ index, names: [], specifier })),
  ]
    .toSorted((one, other) => one.index - other.index)
    .map(({ names, specifier }) => ({ names, specifier: specifier ?? '' }));
}

function pythonImports(text: string): ImportStatement[] {
  const whole = [...text.matchAll(pythonImport)].flatMap(([, modules]) =>
    (modules ?? '').split(',').map((module) => module.trim().split(/\s/)[0] ?? ''),
  );
  return [
    ...[...text.matchAll(pythonFrom)].map(([, specifier, names]) => ({
      specifier: specifier ?? '',
      names: wordsOf(names?.replace(/#[^\n]*/g, '')),
    })),
    ...whole.filter((module) => /^[\w.]+$/.test(module)).map((specifier) => ({ specifier, names: [] })),
  ];
}

function wordsOf(names: string | undefined): string[] {
  return [...(names ?? '').matchAll(/[\w$]+/g)]
    .map(([word]) => word)
    .filter((word) => word !== 'as' && word !== 'type');
}
