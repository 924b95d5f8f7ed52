// Makes a copy of a model in Q4_0, measures both, and keeps the copy only if it is faster and wanted.
// Must not know when this is offered.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Cancellation } from '../../base/cancellation.ts';
import type { Logger } from '../../base/log.ts';
import { convertInOwnEngine, measureInOwnEngine } from '../../client/convertInOwnEngine.ts';
import type { EngineClient } from '../../client/engineClient.ts';
import { engineErrorName } from '../../client/engineError.ts';
import { inspectInOwnEngine } from '../../client/inspectInOwnEngine.ts';
import { type OwnEngineParts, ownEngineParts } from '../../client/ownEngine.ts';
import { SessionEndedError } from '../../client/sessionEnd.ts';
import { translate as t } from '../../editor/translate.ts';
import { settingIds } from '../../settings/manifest.ts';
import { freshPlace } from '../files/freshPlace.ts';
import { modelsFolder } from '../files/hearthHome.mjs';
import { switchTo } from '../list/modelPicker.ts';
import { bestOf, gainSentence, isFaster, type MeasuredModel } from './conversionGain.ts';
import { removeUnlessChosen } from './removeUnlessChosen.ts';

export interface ConvertingParts {
  readonly client: EngineClient;
  readonly engineFile: string;
  readonly log: Logger;
}

/** Each file is measured so often, in turns: whatever else runs meanwhile then hits both. */
const rounds = 2;

export async function convertAndMeasure(file: string, parts: ConvertingParts): Promise<void> {
  const { client, engineFile, log } = parts;
  const own = ownEngineParts(engineFile, log);
  // Never an earlier copy's place, nor that of another file of this name: one of them may be in use.
  const target = await freshPlace(modelsFolder(), `${path.basename(file, path.extname(file))}-to-q4_0.gguf`);
  const comparison = await makeAndCompare(file, target, own);
  if (comparison === undefined) return;
  const { before, after } = comparison;
  const sentence = gainSentence(before, after, t);
  log.info(sentence);
  if (!isFaster(before, after)) {
    await removeUnlessChosen(target, chosenModel);
    const slow = t('Q4_0 is not faster here, and the copy was removed. {0}', sentence);
    void vscode.window.showInformationMessage(slow);
    return;
  }
  const [use, remove] = [t('Use Q4_0'), t('Remove the Copy')];
  const picked = await vscode.window.showInformationMessage(sentence, use, remove);
  if (picked === use) await switchTo(target, client);
  if (picked === remove) await removeUnlessChosen(target, chosenModel);
}

const chosenModel = () => vscode.workspace.getConfiguration().get<string>(settingIds.modelPath, '');

interface Comparison {
  readonly before: MeasuredModel;
  readonly after: MeasuredModel;
}

/** Undefined when it was cancelled or could not be done, which is said. */
async function makeAndCompare(
  file: string,
  target: string,
  own: OwnEngineParts,
): Promise<Comparison | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: t('Converting {0} to Q4_0', path.basename(file)),
    cancellable: true,
  };
  let isMade = false;
  try {
    return await vscode.window.withProgress(options, async (progress, token) => {
      const done = stepper(progress);
      const request = { modelPath: file, targetPath: target };
      const result = await convertInOwnEngine(own, request, (fraction) => done(fraction * 80), token);
      if (result.kind === 'cancelled') return undefined;
      isMade = true;
      return await compare(file, target, own, token, (round) => done(80 + (round / rounds) * 20));
    });
  } catch (error: unknown) {
    // Only what was made here: another file may have come to this place first.
    if (isMade) await removeUnlessChosen(target, chosenModel);
    if (!(error instanceof SessionEndedError) && engineErrorName(error) === undefined) throw error;
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

async function compare(
  file: string,
  target: string,
  own: OwnEngineParts,
  token: Cancellation,
  onRound: (round: number) => void,
): Promise<Comparison | undefined> {
  const [inspection] = await inspectInOwnEngine(own, [file]);
  const quantization = inspection?.kind === 'usable' ? inspection.model.shape.quantization : '';
  const [first, second] = [[], []] as [Speed[], Speed[]];
  for (let round = 0; round < rounds; round++) {
    onRound(round);
    first.push(await measureInOwnEngine(own, file));
    second.push(await measureInOwnEngine(own, target));
    if (!token.isCancellationRequested) continue;
    await removeUnlessChosen(target, chosenModel);
    return undefined;
  }
  const measured = async (of: string, name: string, speeds: readonly Speed[]): Promise<MeasuredModel> => ({
    quantization: name,
    bytes: (await stat(of)).size,
    speed: bestOf(speeds),
  });
  return {
    before: await measured(file, quantization, first),
    after: await measured(target, 'Q4_0', second),
  };
}

type Speed = Awaited<ReturnType<typeof measureInOwnEngine>>;

/** Turns percentages reached into the steps that VS Code wants. */
function stepper(
  progress: vscode.Progress<{ increment: number; message: string }>,
): (percent: number) => void {
  let shown = 0;
  return (percent) => {
    const whole = Math.floor(percent);
    if (whole <= shown) return;
    const message = whole < 80 ? `${whole} %` : t('measuring both');
    progress.report({ increment: whole - shown, message });
    shown = whole;
  };
}
