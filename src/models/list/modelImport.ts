// A model file from anywhere on the disk: chosen, looked into, and used where it is or copied to Hearth's own.
// Must not know how files are looked into, nor which one is run.
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Inspection } from '../../client/inspectInOwnEngine.ts';
import { copyModelFile } from '../files/copyModelFile.ts';
import { freeDiskBytes } from '../files/freeDiskBytes.ts';
import { size } from './modelEntries.ts';

export type Inspect = (file: string) => Promise<Inspection | undefined>;

/** The file to run; undefined when nothing was chosen, or nothing that can be run. */
export async function importModel(folder: string, inspect: Inspect): Promise<string | undefined> {
  for (;;) {
    const file = await chooseFile();
    if (file === undefined) return undefined;
    const inspection = await inspect(file);
    if (inspection?.kind === 'usable') return await askWhereToKeep(file, folder);
    if (inspection === undefined || !(await askForAnother(file, inspection.reason))) return undefined;
  }
}

async function chooseFile(): Promise<string | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Choose a Model File'),
      filters: { [vscode.l10n.t('GGUF models')]: ['gguf'] },
      canSelectMany: false,
    })) ?? [];
  return file?.fsPath;
}

async function askForAnother(file: string, reason: string): Promise<boolean> {
  const another = vscode.l10n.t('Choose Another File…');
  const message = vscode.l10n.t('{0} cannot be used. {1}', path.basename(file), reason);
  return (await vscode.window.showErrorMessage(message, another)) === another;
}

async function askWhereToKeep(file: string, folder: string): Promise<string | undefined> {
  if (path.dirname(file) === folder) return file;
  const { size: bytes } = await stat(file);
  const place = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t('Use It Where It Is'), detail: file, isCopy: false },
      {
        label: vscode.l10n.t('Copy It to Hearth’s Own Folder ({0})', size(bytes)),
        detail: folder,
        isCopy: true,
      },
    ],
    { title: path.basename(file) },
  );
  if (place === undefined) return undefined;
  return place.isCopy ? await copyWithProgress(file, folder, bytes) : file;
}

async function copyWithProgress(file: string, folder: string, bytes: number): Promise<string | undefined> {
  await mkdir(folder, { recursive: true });
  const freeBytes = await freeDiskBytes(folder);
  if (freeBytes < bytes) {
    const free = size(freeBytes);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The copy needs {0} of disk space, and {1} are free.', size(bytes), free),
    );
    return undefined;
  }
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Copying {0}', path.basename(file)),
    cancellable: true,
  };
  const result = await vscode.window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    const report = (share: number) => progress.report({ increment: share * 100 });
    return await copyModelFile(file, folder, stop.signal, (chunk) => report(chunk / bytes));
  });
  if (result.kind === 'there') return result.path;
  if (result.kind === 'differs') {
    const name = path.basename(file);
    const message = vscode.l10n.t('The copy of {0} is not what was read, and was removed. Try again.', name);
    void vscode.window.showErrorMessage(message);
  }
  return undefined;
}
