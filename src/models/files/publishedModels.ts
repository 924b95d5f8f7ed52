// The model files that Hearth knows by their hashes. Pure. Must not know which of them are on this machine.
import catalogue from './catalogue.json' with { type: 'json' };

export type CatalogueModel = (typeof catalogue.models)[number];

export const publishedModels: readonly CatalogueModel[] = catalogue.models;

const { converted } = catalogue;

/** The published model that a file of this name is, or equals. */
export function publishedAs(fileName: string): CatalogueModel | undefined {
  const id = fileName === converted.file ? converted.equals : undefined;
  return publishedModels.find((model) => model.file === fileName || model.id === id);
}

/**
 * SHA-256 of all files that serve as this model: the published one, and what llama.cpp's quantizer makes of its
 * publisher's Q4_K_M, which has the same size and which mirrors carry too.
 */
export function hashesOf({ id, sha256 }: CatalogueModel): readonly string[] {
  return id === converted.equals ? [sha256, ...Object.values(converted.sha256ByLlamaCppRelease)] : [sha256];
}
