// Which other files of a package the product would have read for a file: those in the same folder. Pure.
import path from 'node:path';
import type { ReferenceText } from '../../engine/protocol.ts';
import type { PackageSources, SourceFile } from './corpus.ts';

const maxCharacters = 150_000;

export function filesAround(sources: readonly PackageSources[], file: SourceFile): ReferenceText[] {
  const source = sources.find(({ name }) => name === file.packageName);
  const folder = path.posix.dirname(file.path);
  let characters = 0;
  return (source?.after ?? [])
    .filter((other) => other.path !== file.path && path.posix.dirname(other.path) === folder)
    .filter(({ text }) => {
      characters += text.length;
      return characters <= maxCharacters;
    })
    .map((other) => ({ uri: `${other.packageName}/${other.path}`, text: other.text }));
}
