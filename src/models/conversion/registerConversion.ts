// Hearth: Convert Model to Q4_0, and the one-time offer to do so. Must not know how models are converted or measured.
import path from 'node:path';
import * as vscode from 'vscode';
import { describeError, type Logger } from '../../base/log.ts';
import type { EngineClient } from '../../client/engineClient.ts';
import { inspectInOwnEngine } from '../../client/inspectInOwnEngine.ts';
import { loadedHere } from '../../client/loadedHere.ts';
import { ownEngineParts } from '../../client/ownEngine.ts';
import { commandIds, contextKeys } from '../../settings/manifest.ts';
import type { ModelState } from '../inUse/modelState.ts';
import { isConvertible } from './conversionGain.ts';
import { convertAndMeasure } from './convertAndMeasure.ts';

export interface ConversionParts {
  readonly client: EngineClient;
  readonly models: Pick<ModelState, 'find'>;
  readonly engineFile: string;
  readonly log: Logger;
}

/** Files for which the offer was made; each is offered once. */
const offeredKey = 'hearth.conversionOffered';

export function registerConversion(
  { globalState }: vscode.ExtensionContext,
  parts: ConversionParts,
): vscode.Disposable {
  const offer = async () => {
    const quantization = loadedHere(parts.client.loaded)?.shape.quantization;
    const file = await parts.models.find();
    if (file === undefined || quantization === undefined || !isConvertible(quantization)) return;
    const offered = globalState.get<readonly string[]>(offeredKey, []);
    if (offered.includes(file)) return;
    await globalState.update(offeredKey, [...offered, file]);
    if (await askWhetherToConvert(file, quantization)) await convertAndMeasure(file, parts);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.convertModel, async (file: unknown) => {
      const chosen = typeof file === 'string' ? file : await parts.models.find();
      if (chosen === undefined) return await vscode.commands.executeCommand(commandIds.chooseModel);
      const quantization = await quantizationOf(chosen, parts);
      if (quantization === undefined || isConvertible(quantization))
        return await convertAndMeasure(chosen, parts);
      return await vscode.window.showInformationMessage(
        vscode.l10n.t(
          '{0} is in {1} already: converting it would gain nothing.',
          path.basename(chosen),
          quantization,
        ),
      );
    }),
    parts.client.onStatus(({ state }) => {
      if (state !== 'ready') return;
      const canConvert = isConvertible(loadedHere(parts.client.loaded)?.shape.quantization ?? '');
      void vscode.commands.executeCommand('setContext', contextKeys.hasConvertibleModel, canConvert);
      offer().catch((error: unknown) =>
        parts.log.warn(`The conversion was not offered: ${describeError(error)}`),
      );
    }),
  );
}

/** Undefined where it cannot be looked into: the conversion then says why. */
async function quantizationOf(
  file: string,
  { engineFile, log }: ConversionParts,
): Promise<string | undefined> {
  const [inspection] = await inspectInOwnEngine(ownEngineParts(engineFile, log), [file]);
  return inspection?.kind === 'usable' ? inspection.model.shape.quantization : undefined;
}

async function askWhetherToConvert(file: string, quantization: string): Promise<boolean> {
  const convert = vscode.l10n.t('Convert and Measure');
  const message = vscode.l10n.t(
    '{0} is in {1}. In Q4_0 most processors run it faster, with less memory, and it is right somewhat less often. Hearth can make a copy, measure both on this machine and let you choose.',
    path.basename(file),
    quantization,
  );
  return (await vscode.window.showInformationMessage(message, convert)) === convert;
}
