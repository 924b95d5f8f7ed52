// Keeps samples in the per-user cache, because recording them takes the model an hour. Holds numbers only.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hearthHome } from '../../src/model/hearthHome.mjs';
import type { Sample } from './sample.ts';

export const sampleFile = path.join(hearthHome(), 'calibration', 'beginnings.json');

/** Undefined when none were recorded. */
export async function readSamples(): Promise<readonly Sample[] | undefined> {
  try {
    return JSON.parse(await readFile(sampleFile, 'utf8')) as readonly Sample[];
  } catch (error: unknown) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`The samples in ${sampleFile} cannot be read.`, { cause: error });
  }
}

export async function writeSamples(samples: readonly Sample[]): Promise<void> {
  await mkdir(path.dirname(sampleFile), { recursive: true });
  await writeFile(sampleFile, JSON.stringify(samples));
}
