// Keeps samples in the per-user cache, because recording them takes the model an hour. Holds numbers only.
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hearthHome } from '../../src/models/files/hearthHome.mjs';
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

/** At once, so that a recording which is interrupted keeps what it has. */
export function writeSamples(samples: readonly Sample[]): void {
  mkdirSync(path.dirname(sampleFile), { recursive: true });
  writeFileSync(sampleFile, JSON.stringify(samples));
}
