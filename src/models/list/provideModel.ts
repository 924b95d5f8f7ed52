// Brings a model of the catalogue to its folder in one progress: downloaded, and converted where it is a source.
// Must not ask anything, nor know how files are fetched or converted.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { megabytes } from '../../base/byteSizes.ts';
import type { Logger } from '../../base/log.ts';
import { realTime } from '../../base/time.ts';
import { convertInOwnEngine } from '../../client/convertInOwnEngine.ts';
import { engineErrorName } from '../../client/engineError.ts';
import { ownEngineParts } from '../../client/ownEngine.ts';
import { SessionEndedError } from '../../client/sessionEnd.ts';
import { type DownloadResult, downloadFile } from '../download/downloadFile.ts';
import { freeDiskBytes } from '../files/freeDiskBytes.ts';
import { type CatalogueModel, hashesOf } from '../files/publishedModels.ts';

export type ProvideResult =
  | { readonly kind: 'done'; readonly file: string }
  | Exclude<DownloadResult, { readonly kind: 'done' }>
  /** Stopped, or for a reason; the download is there. */
  | { readonly kind: 'notConverted'; readonly reason: string | undefined };

export interface ProvidingParts {
  readonly engineFile: string;
  readonly log: Logger;
}

/** Of the progress of a model that is converted. A line of 10 MB/s takes a minute, a conversion half of one. */
const downloadShare = 0.7;

type Report = (share: number, message: string) => void;

/** `url` is needed where the file is not there yet. */
export async function provideModel(
  model: CatalogueModel,
  url: string | undefined,
  folder: string,
  parts: ProvidingParts,
): Promise<ProvideResult> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Downloading {0} (Cancel pauses)', model.title),
    cancellable: true,
  };
  return await vscode.window.withProgress(options, async (progress, token) => {
    const report = reporter(progress);
    const source = path.join(folder, model.file);
    if (url !== undefined && !(await isThere(source))) {
      const share = model.convertedFile === '' ? 1 : downloadShare;
      const result = await download(model, url, source, token, (part, message) =>
        report(part * share, message),
      );
      if (result.kind !== 'done') return result;
    }
    if (model.convertedFile === '') return { kind: 'done', file: source };
    const target = path.join(folder, model.convertedFile);
    // Another window, which waited for the same download, may have been first.
    if (await isThere(target)) return { kind: 'done', file: target };
    return await convert(source, target, parts, token, (part) =>
      report(
        downloadShare + part * (1 - downloadShare),
        vscode.l10n.t('converting, {0} %', Math.floor(part * 100)),
      ),
    );
  });
}

async function isThere(file: string): Promise<boolean> {
  // A file comes to its place only when it is whole.
  return await stat(file).then(
    () => true,
    () => false,
  );
}

async function download(
  model: CatalogueModel,
  url: string,
  target: string,
  token: vscode.CancellationToken,
  report: Report,
): Promise<DownloadResult> {
  const pause = new AbortController();
  token.onCancellationRequested(() => pause.abort());
  const onProgress = (received: number, bytesPerSecond: number) =>
    report(
      received / model.bytes,
      vscode.l10n.t(
        '{0} of {1} MB, {2} MB/s',
        megabytes(received),
        megabytes(model.bytes),
        (bytesPerSecond / 1e6).toFixed(1),
      ),
    );
  const onElsewhere = (received: number) =>
    report(
      received / model.bytes,
      vscode.l10n.t(
        'another window downloads it: {0} of {1} MB',
        megabytes(received),
        megabytes(model.bytes),
      ),
    );
  const request = { url, target, bytes: model.bytes, sha256: hashesOf(model) };
  return await downloadFile(
    request,
    { fetch, freeBytes: freeDiskBytes, ...realTime },
    { signal: pause.signal, onProgress, onElsewhere },
  );
}

async function convert(
  modelPath: string,
  targetPath: string,
  { engineFile, log }: ProvidingParts,
  token: vscode.CancellationToken,
  onProgress: (fraction: number) => void,
): Promise<ProvideResult> {
  try {
    const own = ownEngineParts(engineFile, log);
    const result = await convertInOwnEngine(own, { modelPath, targetPath }, onProgress, token);
    return result.kind === 'converted'
      ? { kind: 'done', file: targetPath }
      : { kind: 'notConverted', reason: undefined };
  } catch (error: unknown) {
    if (!(error instanceof SessionEndedError) && engineErrorName(error) === undefined) throw error;
    if (await isThere(targetPath)) return { kind: 'done', file: targetPath };
    return { kind: 'notConverted', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Turns shares reached into the steps that VS Code wants, a percent at a time. */
function reporter(progress: vscode.Progress<{ increment: number; message: string }>): Report {
  let shown = 0;
  return (share, message) => {
    const percent = Math.floor(share * 100);
    if (percent === shown) return;
    progress.report({ increment: percent - shown, message });
    shown = percent;
  };
}
