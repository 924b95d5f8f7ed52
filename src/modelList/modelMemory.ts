// Says what a published model will need of this machine's memory. Must not know how that is estimated.
import os from 'node:os';
import * as vscode from 'vscode';
import { gigabytes } from '../byteSizes.ts';
import { publishedMemoryBytes } from '../model/publishedMemory.ts';
import type { CatalogueModel } from '../model/publishedModels.ts';
import { weightPackingHere } from '../model/weightPacking.ts';

export async function memorySentence(model: CatalogueModel, contextTokens: number): Promise<string> {
  const needed = publishedMemoryBytes(model, contextTokens, await weightPackingHere());
  return vscode.l10n.t(
    'On this machine it needs up to {0} GB of memory; {2} of {1} GB are free now.',
    gigabytes(needed),
    gigabytes(os.totalmem()),
    gigabytes(os.freemem()),
  );
}
