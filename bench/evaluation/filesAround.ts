// Which other files of a package the product would have at hand for a file: those that it imports, and those in the
// same folder. Pure.
import path from 'node:path';
import { importedFiles } from '../../src/context/neighbours/importedFiles.ts';
import type { PackageSources } from './corpus.ts';
import type { SourceFile } from './releases.ts';

const maxCharacters = 150_000;

export function filesAround(sources: readonly PackageSources[], file: SourceFile): readonly SourceFile[] {
  const files = sources.find(({ name }) => name === file.packageName)?.after ?? [];
  const byPath = new Map(files.map((other) => [other.path, other]));
  const imported = importedFiles(file.path, file.languageId, file.text, new Set(byPath.keys()));
  const folder = path.posix.dirname(file.path);
  const beside = files
    .filter((other) => path.posix.dirname(other.path) === folder)
    .map((other) => other.path);
  const paths = new Set([...imported, ...beside]);
  paths.delete(file.path);
  let characters = 0;
  return [...paths].flatMap((name) => {
    const other = byPath.get(name);
    characters += other?.text.length ?? 0;
    return other === undefined || characters > maxCharacters ? [] : [other];
  });
}
