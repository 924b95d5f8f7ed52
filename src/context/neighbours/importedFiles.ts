// Which of the known files a file imports: relative imports of TypeScript and JavaScript, modules of Python.
// Pure: what exists is given; must not know disks or project settings.

import { type ImportStatement, importStatements } from './importStatements.ts';
import { languageFamily } from './languageFamily.ts';

/** In the order of the imports, each once; empty for languages whose imports name no files. */
export function importedFiles(
  path: string,
  languageId: string,
  text: string,
  existingPaths: ReadonlySet<string>,
): string[] {
  const places = languageFamily(languageId) === 'python' ? pythonPlaces : ecmaScriptPlaces;
  const found = importStatements(languageId, text).flatMap((statement) =>
    places(path, statement, existingPaths),
  );
  return [...new Set(found)].filter((file) => file !== path);
}

const ecmaScriptEndings = ['.ts', '.tsx', '.d.ts', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs'];
/** TypeScript's imports may name the file that the compiler will write. */
const sourceEndings: readonly (readonly [written: string, sources: readonly string[]])[] = [
  ['.js', ['.ts', '.tsx', '.d.ts']],
  ['.jsx', ['.tsx']],
  ['.mjs', ['.mts']],
  ['.cjs', ['.cts']],
];

function ecmaScriptPlaces(path: string, { specifier }: ImportStatement, existing: ReadonlySet<string>) {
  if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return [];
  const target = resolvePath(folderOf(path), specifier);
  const sources = sourceEndings
    .filter(([written]) => target.endsWith(written))
    .flatMap(([written, endings]) => endings.map((ending) => target.slice(0, -written.length) + ending));
  return firstExisting(existing, [
    target,
    ...sources,
    ...ecmaScriptEndings.map((ending) => target + ending),
    ...ecmaScriptEndings.map((ending) => joinPath(target, `index${ending}`)),
  ]);
}

function pythonPlaces(path: string, { specifier, names }: ImportStatement, existing: ReadonlySet<string>) {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const parts = specifier.slice(dots).split('.').filter(Boolean);
  const folder = folderOf(path);
  const roots = dots === 0 ? importRoots(folder, existing) : [ancestor(folder, dots - 1)];
  for (const root of roots) {
    const module = [root, ...parts].reduce(joinPath);
    const submodules = names.flatMap((name) => firstExisting(existing, moduleFiles(joinPath(module, name))));
    const own = parts.length === 0 ? [joinPath(module, '__init__.py')] : moduleFiles(module);
    const found = [...firstExisting(existing, own), ...submodules];
    if (found.length > 0) return found;
  }
  return [];
}

function moduleFiles(module: string): string[] {
  return [`${module}.py`, `${module}.pyi`, joinPath(module, '__init__.py')];
}

/** Where absolute imports may begin: the folders above that are no packages, nearest first, and their `src`. */
function importRoots(folder: string, existing: ReadonlySet<string>): string[] {
  const depth = folder.split('/').length;
  return Array.from({ length: depth + 1 }, (_, levels) => ancestor(folder, levels))
    .filter((root) => !existing.has(joinPath(root, '__init__.py')))
    .flatMap((root) => [root, joinPath(root, 'src')]);
}

function firstExisting(existing: ReadonlySet<string>, places: readonly string[]): string[] {
  const found = places.find((place) => existing.has(place));
  return found === undefined ? [] : [found];
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function ancestor(folder: string, levels: number): string {
  return levels <= 0 ? folder : folder.split('/').slice(0, -levels).join('/');
}

function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Of a path relative to a folder that may itself be absolute, relative or a URI. */
function resolvePath(folder: string, relative: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
