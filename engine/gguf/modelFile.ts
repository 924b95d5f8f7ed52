// Opens a model file and reads its header: the one way in which any file is looked into. Loads no weights.
// Must not know what a header's entries mean.
import { type FileHandle, open } from 'node:fs/promises';
import { EngineError } from '../base/engineError.ts';
import type { GgufHeader } from './ggufHeader.ts';
import { readHeader } from './readHeader.ts';

export interface ModelFile {
  readonly header: GgufHeader;
  readonly fileBytes: number;
}

/** @throws EngineError `modelMissing`, `modelInvalid` or `modelUnsupported`. */
export async function readModelFile(modelPath: string): Promise<ModelFile> {
  const file = await openModel(modelPath);
  try {
    const { size: fileBytes } = await file.stat();
    return { header: await readHeader(file), fileBytes };
  } finally {
    await file.close();
  }
}

async function openModel(modelPath: string): Promise<FileHandle> {
  try {
    const file = await open(modelPath);
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (cause: unknown) {
    throw missing(modelPath, cause);
  }
  throw missing(modelPath, new Error('It is not a file.'));
}

function missing(modelPath: string, cause: unknown): EngineError {
  const message = `There is no readable model file at ${modelPath}. Choose another one.`;
  return new EngineError('modelMissing', message, { cause });
}
