// The rows of Hearth's list of models. Must not know what happens when one is chosen, nor look at the machine.
import * as vscode from 'vscode';
import { megabytes } from '../../base/byteSizes.ts';
import type { Inspection } from '../../client/inspectInOwnEngine.ts';
import { translate } from '../../editor/translate.ts';
import type { FoundModel } from '../files/foundModels.ts';
import type { AvailableModel, InstalledModel } from '../files/installedModels.ts';
import type { Outlook } from './modelOutlook.ts';
import { detailOf } from './modelWords.ts';

/** What choosing a row means. */
export type EntryMeaning =
  | { readonly kind: 'use'; readonly path: string }
  | { readonly kind: 'download'; readonly available: AvailableModel }
  | { readonly kind: 'import' };

export type Action = 'card' | 'reveal' | 'verify' | 'remove' | 'discardPart';

export interface ModelEntry extends vscode.QuickPickItem {
  readonly choice?: EntryMeaning;
  readonly installed?: InstalledModel;
}

export interface ActionButton extends vscode.QuickInputButton {
  readonly action: Action;
}

export interface OwnModels {
  readonly installed: readonly InstalledModel[];
  readonly available: readonly AvailableModel[];
  /** The file that is set or would be run. */
  readonly active: string | undefined;
  readonly outlook: Outlook;
}

export function ownEntries({ installed, available, active, outlook }: OwnModels): readonly ModelEntry[] {
  const total = installed.reduce((sum, { bytes, copyBytes }) => sum + bytes + copyBytes, 0);
  const isElsewhere = active !== undefined && !installed.some(({ path }) => path === active);
  return [
    separator(vscode.l10n.t('Installed ({0} on disk)', size(total))),
    ...installed.map((model) => installedEntry(model, model.path === active)),
    ...(isElsewhere ? [elsewhereEntry(active)] : []),
    separator(vscode.l10n.t('Available')),
    ...available.map((model) => availableEntry(model, outlook)),
    separator(vscode.l10n.t('Elsewhere')),
    {
      label: vscode.l10n.t('Choose Model File…'),
      iconPath: icon('file'),
      choice: { kind: 'import' },
      alwaysShow: true,
    },
  ];
}

function installedEntry(model: InstalledModel, isActive: boolean): ModelEntry {
  const { name, path, bytes, copyBytes } = model;
  const copies = copyBytes > 0 ? vscode.l10n.t('{0} for its tuned copy', size(copyBytes)) : undefined;
  const source = model.isSource ? vscode.l10n.t('not converted yet') : undefined;
  return {
    label: name,
    ...marked(isActive),
    description: joined(isActive ? vscode.l10n.t('in use') : undefined, size(bytes), copies, source),
    detail: path,
    buttons: buttons('card', 'reveal', 'verify', 'remove'),
    installed: model,
    choice: { kind: 'use', path },
  };
}

/** A file of the user's own: not Hearth's to verify or remove. */
function elsewhereEntry(path: string): ModelEntry {
  return {
    label: path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1),
    ...marked(true),
    description: joined(vscode.l10n.t('in use'), vscode.l10n.t('a file of your own')),
    detail: path,
    buttons: buttons('card', 'reveal'),
    choice: { kind: 'use', path },
  };
}

function availableEntry(available: AvailableModel, { lineMs, recommendedId }: Outlook): ModelEntry {
  const { model, partBytes, isDownloaded } = available;
  const part = partBytes > 0 ? vscode.l10n.t('paused at {0}', size(partBytes)) : undefined;
  const downloaded = isDownloaded ? vscode.l10n.t('downloaded, not converted yet') : undefined;
  const ms = lineMs.get(model.id);
  return {
    label: model.title,
    iconPath: icon('cloud-download'),
    description: joined(
      model.id === recommendedId ? vscode.l10n.t('recommended') : undefined,
      size(model.bytes),
      ms === undefined ? undefined : vscode.l10n.t('about {0} ms for a line here', rounded(ms)),
      model.licence,
      downloaded ?? part,
    ),
    detail: detailOf(model, translate),
    buttons: partBytes > 0 ? buttons('discardPart') : [],
    choice: { kind: 'download', available },
  };
}

/** To what a prediction is good for. */
function rounded(ms: number): number {
  const step = ms < 100 ? 5 : 10;
  return Math.round(ms / step) * step;
}

/** Those that can be run. */
export function foundEntries(
  found: readonly FoundModel[],
  inspections: readonly Inspection[],
  active: string | undefined,
): readonly ModelEntry[] {
  const entries = found.flatMap((model, index) => foundEntry(model, inspections[index], active));
  return entries.length > 0 ? [separator(vscode.l10n.t('Found on this machine')), ...entries] : [];
}

function foundEntry(
  model: FoundModel,
  inspection: Inspection | undefined,
  active: string | undefined,
): readonly ModelEntry[] {
  if (inspection?.kind !== 'usable' || model.path === active) return [];
  const { shape, family } = inspection.model;
  const infill = family === 'fillInTheMiddle' ? vscode.l10n.t('fills in the middle') : undefined;
  return [
    {
      label: model.name,
      description: joined(model.owner, size(model.bytes)),
      detail: joined(shape.name, shape.quantization, infill),
      buttons: buttons('card', 'reveal'),
      choice: { kind: 'use', path: model.path },
    },
  ];
}

function buttons(...actions: readonly Action[]): readonly ActionButton[] {
  const looks: Readonly<Record<Action, readonly [id: string, tooltip: string]>> = {
    card: ['info', vscode.l10n.t('Model Card')],
    reveal: ['folder-opened', vscode.l10n.t('Reveal in File Manager')],
    verify: ['verified', vscode.l10n.t('Verify Checksum')],
    remove: ['trash', vscode.l10n.t('Remove')],
    discardPart: ['trash', vscode.l10n.t('Discard What Was Downloaded')],
  };
  return actions.map((action) => {
    const [id, tooltip] = looks[action];
    return { action, iconPath: icon(id), tooltip };
  });
}

/** Said in words too, in the description. */
function marked(isActive: boolean): Pick<vscode.QuickPickItem, 'iconPath'> {
  return isActive ? { iconPath: icon('check') } : {};
}

/** Not in the label: there a screen reader says its name. */
function icon(id: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id);
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(', ');
}

function separator(label: string): ModelEntry {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

export function size(bytes: number): string {
  return `${megabytes(bytes)} MB`;
}
