// Chooses the definitions of names in use near the cursor. Pure over indexed files.
// Must not know how definitions are found, or what they cost in the prompt.
import type { DefinitionIndex, IndexedFile } from './candidateIndex.ts';
import type { Definition } from './definitions.ts';
import { type IdentifierUses, isCommonMember } from './identifiers.ts';

export interface CandidateFile {
  readonly path: string;
  readonly isImported: boolean;
  readonly file: IndexedFile;
}

export interface ScoredDefinition {
  readonly path: string;
  readonly definition: Definition;
  readonly score: number;
}

export interface NamesAtCursor {
  readonly uses: IdentifierUses;
  /** What the current file declares. */
  readonly ownNames: ReadonlySet<string>;
  /** Undefined where imports name no names: then every name may be another file's. */
  readonly importedNames: ReadonlySet<string> | undefined;
}

/** A name that more files define says little about which one is meant. */
const maxDefiningFiles = 2;
const importedFactor = 2;
const memberFactor = 0.5;

/** Best first; equal ones in the order of the files. */
export function scoreDefinitions(
  files: readonly CandidateFile[],
  names: NamesAtCursor,
): readonly ScoredDefinition[] {
  const scored = new Map<Definition, ScoredDefinition>();
  const add = (file: CandidateFile, definition: Definition, weight: number): void => {
    const score = (scored.get(definition)?.score ?? 0) + weight * (file.isImported ? importedFactor : 1);
    scored.set(definition, { path: file.path, definition, score });
  };
  for (const [name, weight] of names.uses.weights) {
    if (!mayBeForeign(name, names)) continue;
    for (const [file, definition] of meant(files, name, 'byName')) add(file, definition, weight);
  }
  for (const [name, weight] of names.uses.memberWeights) {
    if (isCommonMember(name) || names.ownNames.has(name)) continue;
    for (const [file, definition] of meant(files, name, 'byMember')) {
      add(file, definition, weight * memberFactor);
    }
  }
  return [...scored.values()].toSorted((one, other) => other.score - one.score);
}

/** Where names are imported one by one, a bare one that is not is a local; types get imported as they are typed. */
function mayBeForeign(name: string, { uses, ownNames, importedNames }: NamesAtCursor): boolean {
  if (importedNames?.has(name)) return true;
  if (ownNames.has(name)) return false;
  if (importedNames === undefined || /^[A-Z]/.test(name)) return true;
  return uses.memberWeights.has(name) && !isCommonMember(name);
}

function meant(
  files: readonly CandidateFile[],
  name: string,
  by: keyof DefinitionIndex,
): readonly (readonly [CandidateFile, Definition])[] {
  const all = files.filter(({ file }) => file.definitions[by].has(name));
  const imported = all.filter(({ isImported }) => isImported);
  const chosen = imported.length > 0 ? imported : all;
  if (chosen.length > maxDefiningFiles) return [];
  return chosen.flatMap((file) =>
    (file.file.definitions[by].get(name) ?? [])
      .slice(0, maxDefiningFiles)
      .map((definition) => [file, definition] as const),
  );
}
