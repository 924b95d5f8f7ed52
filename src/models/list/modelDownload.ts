// Asks before a model is downloaded, shows how far it is, and offers to go on after a pause.
// Must not know how files are fetched or converted.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { megabytes } from '../../base/byteSizes.ts';
import type { Logger } from '../../base/log.ts';
import { discardPart } from '../download/downloadFile.ts';
import { isMirrorAddress, type ModelSource, modelUrl } from '../download/modelSources.ts';
import type { AvailableModel } from '../files/installedModels.ts';
import type { CatalogueModel } from '../files/publishedModels.ts';
import { runnableBytes } from '../memory/publishedMemory.ts';
import { size } from './modelEntries.ts';
import { memorySentence } from './modelMemory.ts';
import { type ProvideResult, provideModel } from './provideModel.ts';
import { offerToRemoveSource, type SourceParts } from './sourceFile.ts';

export interface DownloadingParts {
  readonly log: Logger;
  /** Of the engine that converts. */
  readonly engineFile: string;
  /** Of the settings: what a model needs depends on it. */
  readonly contextTokens: () => number;
  /** Keeps the address of the user's own mirror. */
  readonly memento: vscode.Memento;
}

const mirrorKey = 'hearth.mirror';

/** The file to run; undefined when the user does not want it, or there is none. Nothing is fetched unasked. */
export async function askAndDownload(
  { model, isDownloaded }: Pick<AvailableModel, 'model' | 'isDownloaded'>,
  folder: string,
  parts: DownloadingParts,
): Promise<string | undefined> {
  const { log, contextTokens, memento } = parts;
  const source = isDownloaded
    ? undefined
    : await askForSource(model, await memorySentence(model, contextTokens()), memento);
  if (source === undefined && !isDownloaded) return undefined;
  await mkdir(folder, { recursive: true });
  for (;;) {
    const url = source === undefined ? undefined : modelUrl(model, source);
    if (url !== undefined) log.info(`Downloading ${url}`);
    const result = await provideModel(model, url, folder, parts);
    if (result.kind === 'done') return result.file;
    log.warn(`The download ended: ${JSON.stringify(result)}`);
    if (!(await askWhetherToGoOn(model, path.join(folder, model.file), result))) return undefined;
  }
}

/** To be called when what was made of it has been chosen to run. Nobody waits for the answer. */
export function offerToRemoveDownload(
  { convertedFile, file, title }: CatalogueModel,
  folder: string,
  { client, log }: Pick<SourceParts, 'client' | 'log'>,
): void {
  if (convertedFile === '') return;
  const asksToRemove = async (bytes: number) => {
    const remove = vscode.l10n.t('Remove the Download');
    const keep = vscode.l10n.t('Keep It');
    const message = vscode.l10n.t(
      '{0} is converted. What was downloaded ({1}) is not needed any more.',
      title,
      size(bytes),
    );
    return (await vscode.window.showInformationMessage(message, remove, keep)) === remove;
  };
  void offerToRemoveSource(path.join(folder, file), { client, asksToRemove, log });
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
        ...(model.convertedFile === ''
          ? []
          : [
              vscode.l10n.t(
                'It is converted on this machine to Q4_0 with 8-bit keys and values, {0} MB, which takes about a minute.',
                megabytes(runnableBytes(model)),
              ),
            ]),
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

async function askWhetherToGoOn(
  model: CatalogueModel,
  target: string,
  result: Exclude<ProvideResult, { readonly kind: 'done' }>,
): Promise<boolean> {
  const goOn = vscode.l10n.t('Continue');
  const discard = vscode.l10n.t('Discard');
  const keepsPart = ['paused', 'unreachable', 'diskRefused'].includes(result.kind);
  const message = sentenceFor(model, result);
  const picked = await vscode.window.showWarningMessage(message, goOn, ...(keepsPart ? [discard] : []));
  if (picked === discard) await discardPart(target);
  return picked === goOn;
}

function sentenceFor(
  { title }: CatalogueModel,
  result: Exclude<ProvideResult, { readonly kind: 'done' }>,
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
    case 'notConverted':
      return result.reason === undefined
        ? vscode.l10n.t('The conversion of {0} was stopped. What was downloaded is kept.', title)
        : vscode.l10n.t('{0} was not converted: {1} What was downloaded is kept.', title, result.reason);
    case 'wrongContent':
      return vscode.l10n.t('What was downloaded is not {0} and was removed: {1}.', title, result.reason);
  }
}
