// Asks before a model is downloaded, shows how far it is, and offers to go on after a pause.
// Must not know how files are fetched.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { megabytes } from '../../base/byteSizes.ts';
import type { Logger } from '../../base/log.ts';
import { realTime } from '../../base/time.ts';
import { type DownloadResult, downloadFile } from '../download/downloadFile.ts';
import { isMirrorAddress, type ModelSource, modelUrl } from '../download/modelSources.ts';
import { PartFile } from '../download/partFile.ts';
import { freeDiskBytes } from '../files/freeDiskBytes.ts';
import { type CatalogueModel, hashesOf } from '../files/publishedModels.ts';
import { memorySentence } from './modelMemory.ts';

export interface DownloadingParts {
  readonly log: Logger;
  /** Of the settings: what a model needs depends on it. */
  readonly contextTokens: () => number;
  /** Keeps the address of the user's own mirror. */
  readonly memento: vscode.Memento;
}

const mirrorKey = 'hearth.mirror';

/** The downloaded file; undefined when the user does not want it, or there is none. Nothing is fetched unasked. */
export async function askAndDownload(
  model: CatalogueModel,
  folder: string,
  { log, contextTokens, memento }: DownloadingParts,
): Promise<string | undefined> {
  const source = await askForSource(model, await memorySentence(model, contextTokens()), memento);
  if (source === undefined) return undefined;
  const target = path.join(folder, model.file);
  await mkdir(folder, { recursive: true });
  for (;;) {
    const url = modelUrl(model, source);
    log.info(`Downloading ${url}`);
    const result = await downloadWithProgress(model, url, target);
    if (result.kind === 'done') return target;
    log.warn(`The download ended: ${JSON.stringify(result)}`);
    if (!(await askWhetherToGoOn(model, target, result))) return undefined;
  }
}

async function askForSource(
  model: CatalogueModel,
  memory: string,
  memento: vscode.Memento,
): Promise<ModelSource | undefined> {
  const sources: readonly (vscode.MessageItem & { readonly kind: ModelSource['kind'] })[] = [
    { title: vscode.l10n.t('Download from Hugging Face'), kind: 'huggingFace' },
    { title: vscode.l10n.t('Download from ModelScope'), kind: 'modelScope' },
    { title: vscode.l10n.t('From a Mirror of My Own…'), kind: 'mirror' },
  ];
  const picked = await vscode.window.showInformationMessage(
    vscode.l10n.t('Download {0}?', model.title),
    {
      modal: true,
      detail: [
        vscode.l10n.t(
          '{0} MB, licence {1}, published as {2}.',
          megabytes(model.bytes),
          model.licence,
          model.repository,
        ),
        memory,
        vscode.l10n.t('Its checksum is verified. After this, Hearth needs no network.'),
      ].join('\n\n'),
    },
    ...sources,
  );
  if (picked?.kind !== 'mirror') return picked === undefined ? undefined : { kind: picked.kind };
  const address = await vscode.window.showInputBox({
    value: memento.get(mirrorKey, ''),
    title: vscode.l10n.t('Address of the Mirror'),
    prompt: vscode.l10n.t(
      'The address of the file itself, or of a server that uses Hugging Face’s address scheme.',
    ),
    ignoreFocusOut: true,
    validateInput: (text) =>
      isMirrorAddress(text)
        ? undefined
        : vscode.l10n.t('Enter an address that begins with https:// or http://'),
  });
  if (address === undefined) return undefined;
  await memento.update(mirrorKey, address);
  return { kind: 'mirror', address };
}

async function downloadWithProgress(
  model: CatalogueModel,
  url: string,
  target: string,
): Promise<DownloadResult> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Downloading {0} (Cancel pauses)', model.title),
    cancellable: true,
  };
  return await vscode.window.withProgress(options, async (progress, token) => {
    const pause = new AbortController();
    token.onCancellationRequested(() => pause.abort());
    let shown = 0;
    const onProgress = (received: number, bytesPerSecond: number) => {
      const percent = Math.floor((received / model.bytes) * 100);
      if (percent === shown) return;
      const message = vscode.l10n.t(
        '{0} of {1} MB, {2} MB/s',
        megabytes(received),
        megabytes(model.bytes),
        (bytesPerSecond / 1e6).toFixed(1),
      );
      progress.report({ increment: percent - shown, message });
      shown = percent;
    };
    const request = { url, target, bytes: model.bytes, sha256: hashesOf(model) };
    return await downloadFile(
      request,
      { fetch, freeBytes: freeDiskBytes, ...realTime },
      { signal: pause.signal, onProgress },
    );
  });
}

async function askWhetherToGoOn(
  model: CatalogueModel,
  target: string,
  result: Exclude<DownloadResult, { readonly kind: 'done' }>,
): Promise<boolean> {
  const goOn = vscode.l10n.t('Continue');
  const discard = vscode.l10n.t('Discard');
  const keepsPart = ['paused', 'unreachable', 'diskRefused'].includes(result.kind);
  const message = sentenceFor(model, result);
  const picked = await vscode.window.showWarningMessage(message, goOn, ...(keepsPart ? [discard] : []));
  if (picked === discard) await new PartFile(target).discard();
  return picked === goOn;
}

function sentenceFor(
  { title }: CatalogueModel,
  result: Exclude<DownloadResult, { readonly kind: 'done' }>,
): string {
  switch (result.kind) {
    case 'paused':
      return vscode.l10n.t(
        'The download of {0} is paused at {1} MB.',
        title,
        megabytes(result.receivedBytes),
      );
    case 'noSpace':
      return vscode.l10n.t(
        'The download needs {0} MB of disk space, and {1} MB are free.',
        megabytes(result.neededBytes),
        megabytes(result.freeBytes),
      );
    case 'diskRefused':
      return vscode.l10n.t('The download cannot be written: {0}. Make room, then continue.', result.reason);
    case 'refused':
      return vscode.l10n.t('The server refused to send {0} (status {1}).', title, result.status);
    case 'unreachable':
      return vscode.l10n.t('The download of {0} was interrupted: {1}.', title, result.reason);
    case 'wrongContent':
      return vscode.l10n.t('What was downloaded is not {0} and was removed: {1}.', title, result.reason);
  }
}
