// Tells how llama.cpp packs weights for this processor. Reads the system; must not know what that costs.
import { readFile } from 'node:fs/promises';
import type { WeightPacking } from './memoryEstimate.ts';

export async function weightPackingHere(): Promise<WeightPacking> {
  if (process.platform !== 'linux') return 'rows';
  // A system that hides its processor gets the figure of most processors.
  const processors = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  return /\bamx_int8\b/.test(processors) ? 'amx' : 'rows';
}
