// Says what a published model will need of this machine's memory. Must not know how that is estimated.
import os from 'node:os';
import * as vscode from 'vscode';
import { gigabytes } from '../../base/byteSizes.ts';
import type { CatalogueModel } from '../files/publishedModels.ts';
import { publishedMemoryBytes } from '../memory/publishedMemory.ts';
import { weightPackingHere } from '../memory/weightPacking.ts';

export async function memorySentence(model: CatalogueModel, contextTokens: number): Promise<string> {
  const needed = publishedMemoryBytes(model, contextTokens, await weightPackingHere());
  return vscode.l10n.t(
    'On this machine it needs up to {0} GB of memory; {2} of {1} GB are free now.',
    gigabytes(needed),
    gigabytes(os.totalmem()),
    gigabytes(os.freemem()),
  );
}
