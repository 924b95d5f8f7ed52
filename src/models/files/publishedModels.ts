// The model files that Hearth knows by their hashes, and what is made of them. Pure.
// Must not know which of them are on this machine.
import catalogue from './catalogue.json' with { type: 'json' };

export interface CatalogueModel {
  readonly id: string;
  /** Without the quantization where the file is converted. */
  readonly title: string;
  readonly repository: string;
  readonly revision: string;
  /** What is downloaded. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly licence: string;
  readonly size: ModelSize;
  readonly headIsEmbedding: boolean;
  /** Of the downloaded file. */
  readonly quantization: string;
  /** What is made of it on this machine and runs then, in Q4_0 with 8-bit keys and values; empty where it runs as it is. */
  readonly convertedFile: string;
}

export type ModelSize = keyof typeof catalogue.sizes;
export type PublishedShape = (typeof catalogue.sizes)[ModelSize];

const { converted, madeEarlier } = catalogue;

export const publishedModels: readonly CatalogueModel[] = catalogue.models.map((model) => ({
  ...model,
  size: model.size === '1.5B' ? '1.5B' : '0.5B',
}));

export function shapeOf({ size }: CatalogueModel): PublishedShape {
  return catalogue.sizes[size];
}

/** The file that runs. */
export function runnableFile({ file, convertedFile }: CatalogueModel): string {
  return convertedFile === '' ? file : convertedFile;
}

/** The published model that a file of this name is, or was made of. */
export function publishedAs(fileName: string): CatalogueModel | undefined {
  const id = fileName === madeEarlier.file ? madeEarlier.equals : undefined;
  return publishedModels.find(
    (model) => model.id === id || model.file === fileName || runnableFile(model) === fileName,
  );
}

/** Whether a file of this name still has to be converted. */
export function isSource(fileName: string): boolean {
  return publishedModels.some(({ file, convertedFile }) => file === fileName && convertedFile !== '');
}

/**
 * SHA-256 of all files that serve as this download: the published one, and for Q4_0 what llama.cpp's quantizer makes of
 * its publisher's Q4_K_M, which has the same size and which mirrors carry too.
 */
export function hashesOf({ id, sha256 }: CatalogueModel): readonly string[] {
  return id === madeEarlier.equals ? [sha256, madeEarlier.sha256] : [sha256];
}

/** SHA-256 that a file of this name may have; none where Hearth does not know. */
export function expectedHashes(fileName: string): readonly string[] {
  if (fileName === converted.file) return [converted.sha256];
  const model = publishedAs(fileName);
  return model === undefined || fileName === model.convertedFile ? [] : hashesOf(model);
}
