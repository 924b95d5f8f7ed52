// How much context the free memory of this machine allows: fewer files kept warm first, then less of each, then none.
// Pure but for `availableBytes`; must not know the binding.
import os from 'node:os';
import { EngineError } from '../base/engineError.ts';
import type { LoadParams } from '../protocol/protocol.ts';

export interface MemorySituation {
  readonly availableBytes: number;
  readonly weightBytes: number;
  readonly kvBytesPerToken: number;
}

/** Compute buffers, vocabulary and Node itself; about what an engine holds beside weights and KV cache. */
const workingBytes = 256 * 1024 ** 2;
/** Of what is left over the KV cache may take this share: the rest is for whoever needs memory next. */
const kvShare = 0.5;
/** The file that is worked on, and its near part. */
const leastSequences = 2;
const leastContextTokens = 1024;
const contextStep = 256;

/**
 * The parameters, with fewer sequences or tokens where memory is short.
 * @throws EngineError `outOfMemory` when not even the least fits
 */
export function withinMemory(params: LoadParams, situation: MemorySituation): LoadParams {
  const { contextTokens, sequences } = params;
  const { availableBytes, weightBytes, kvBytesPerToken } = situation;
  const kvBytes = kvShare * (availableBytes - weightBytes - workingBytes);
  const fittingSequences = Math.floor(kvBytes / (contextTokens * kvBytesPerToken));
  if (fittingSequences >= Math.min(sequences, leastSequences))
    return { ...params, sequences: Math.min(sequences, fittingSequences) };
  const fewest = Math.min(sequences, leastSequences);
  const fittingTokens = Math.floor(kvBytes / (fewest * kvBytesPerToken) / contextStep) * contextStep;
  if (fittingTokens >= leastContextTokens)
    return { ...params, sequences: fewest, contextTokens: Math.min(contextTokens, fittingTokens) };
  const neededBytes = weightBytes + workingBytes + (fewest * leastContextTokens * kvBytesPerToken) / kvShare;
  throw new EngineError(
    'outOfMemory',
    `There is not enough free memory for this model: it needs ${megabytes(neededBytes)}, and ${megabytes(availableBytes)} are free. Close other programs, or choose a smaller model.`,
  );
}

/** Whether a further context of this size leaves room to work. */
export function hasRoomFor(contextBytes: number, available: number): boolean {
  return contextBytes + workingBytes <= available;
}

export function freeBytes(): number {
  // macOS counts as free only what holds nothing at all, which is next to nothing on a healthy machine.
  if (process.platform === 'darwin') return Math.max(os.freemem(), os.totalmem() / 4);
  return process.availableMemory();
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
