// Builds the tuner of models out of VS Code's progress and events and an engine process of its own.
// Must not decide when or whether a model is tuned.
import { mkdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { withFileLock } from '../../base/fileLock.mjs';
import type { Logger } from '../../base/log.ts';
import { realTime } from '../../base/time.ts';
import { ownEngineParts } from '../../client/ownEngine.ts';
import { tuneInOwnEngine } from '../../client/tuneInOwnEngine.ts';
import { hearthHome } from '../files/hearthHome.mjs';
import { defaultVocabularyRule, tunedFolder } from '../files/tunedCopies.ts';
import { IdleTime } from './idleTime.ts';
import { ModelTuner, type ModelTunerParts } from './modelTuner.ts';
import { isThere, removeOutdated, tunedPathOf } from './tunedFiles.ts';

/** Long enough to be reading or away, not between two words. */
const quietMs = 20_000;

export function createModelTuning(
  engineFile: string,
  restart: () => void,
  log: Logger,
): { readonly tuner: ModelTuner; dispose(): void } {
  const idle = new IdleTime(realTime.setTimer, quietMs);
  const parts = {
    ...ownEngineParts(engineFile, log),
    // Not the lowest, at which a busy machine could starve it until it seems to hang.
    lowerPriority: (processId: number) =>
      os.setPriority(processId, os.constants.priority.PRIORITY_BELOW_NORMAL),
  };
  const tune: ModelTunerParts['tune'] = async (modelPath, targetPath, cancellation) => {
    const request = { modelPath, targetPath, rule: defaultVocabularyRule };
    const title = vscode.l10n.t('Hearth tunes its model to code');
    return await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, (progress) =>
      tuneInOwnEngine(parts, request, percentReporter(progress), cancellation),
    );
  };
  const tuner = new ModelTuner({
    files: {
      tunedPathOf: (original) => tunedPathOf(original, hearthHome()),
      isThere,
      removeOutdated: (tuned) => removeOutdated(tuned, Date.now()),
      remove: (file) => rm(file, { force: true }),
    },
    tune,
    alone: async (work) => {
      const folder = tunedFolder(hearthHome(), (...names) => path.join(...names));
      await mkdir(folder, { recursive: true });
      return await withFileLock(path.join(folder, '.lock'), work);
    },
    idle,
    restart,
    log,
  });
  const typing = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    // Logs are documents too, Hearth's own among them.
    if (document.uri.scheme !== 'output') idle.touch();
  });
  return { tuner, dispose: () => vscode.Disposable.from(typing, tuner).dispose() };
}

function percentReporter(progress: vscode.Progress<{ message: string }>): (fraction: number) => void {
  let shown = -1;
  return (fraction) => {
    const percent = Math.floor(fraction * 100);
    if (percent === shown) return;
    shown = percent;
    progress.report({ message: `${percent} %` });
  };
}
