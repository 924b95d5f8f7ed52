// Which files beside a document are worth reading for it: those that it imports, then those in its folder. Pure.
// Must not read anything: folders' listings are given.
import { importedFiles } from './importedFiles.ts';
import { importStatements } from './importStatements.ts';

const maxFolders = 6;
const maxFiles = 40;

/** The folders to list: the document's own and those that its relative imports lead to. Paths have `/` between names. */
export function neighbourFolders(path: string, languageId: string, text: string): readonly string[] {
  const own = folderOf(path);
  const imported = importStatements(languageId, text)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => folderOf(resolve(own, specifier)));
  return [...new Set([own, ...imported])].slice(0, maxFolders);
}

/** Of all files in those folders, the paths to read: imported ones first, then those with the same ending. */
export function neighbourPaths(
  path: string,
  languageId: string,
  text: string,
  existing: readonly string[],
): readonly string[] {
  const imported = importedFiles(path, languageId, text, new Set(existing));
  const folder = folderOf(path);
  const beside = existing.filter((other) => folderOf(other) === folder && endingOf(other) === endingOf(path));
  return [...new Set([...imported, ...beside])].filter((other) => other !== path).slice(0, maxFiles);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function endingOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function resolve(folder: string, specifier: string): string {
  const parts = folder.split('/');
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
