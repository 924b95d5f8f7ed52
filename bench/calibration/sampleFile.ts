// Keeps samples in the per-user cache, because recording them takes the model an hour. Holds numbers only.
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hearthHome } from '../../src/models/files/hearthHome.mjs';
import type { Sample } from './sample.ts';

/** @param name of the recording that they are from */
export function sampleFile(name = 'beginnings'): string {
  return path.join(hearthHome(), 'calibration', `${name}.json`);
}

/** Undefined when none were recorded. */
export async function readSamples(name?: string): Promise<readonly Sample[] | undefined> {
  const file = sampleFile(name);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as readonly Sample[];
  } catch (error: unknown) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`The samples in ${file} cannot be read.`, { cause: error });
  }
}

/** At once, so that a recording which is interrupted keeps what it has. */
export function writeSamples(samples: readonly Sample[], name?: string): void {
  const file = sampleFile(name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(samples));
}
