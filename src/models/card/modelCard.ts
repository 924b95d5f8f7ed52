// Hearth: Model Card. Has a file looked into, shows what it says, and calculates what it costs.
// Must not know how files are read, memory is estimated or pages are drawn.
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Logger } from '../../base/log.ts';
import type { EngineClient } from '../../client/engineClient.ts';
import type { EngineInsight } from '../../client/engineInsight.ts';
import { type Inspection, inspectInOwnEngine } from '../../client/inspectInOwnEngine.ts';
import { ownEngineParts } from '../../client/ownEngine.ts';
import { translate } from '../../editor/translate.ts';
import { commandIds } from '../../settings/manifest.ts';
import { type Html, html } from '../../webview/html.ts';
import { HtmlView } from '../../webview/htmlView.ts';
import { publishedAs } from '../files/publishedModels.ts';
import type { ModelState } from '../inUse/modelState.ts';
import type { MemoryQuestion } from '../memory/memoryEstimate.ts';
import { weightPackingHere } from '../memory/weightPacking.ts';
import { askedQuestion, usualQuestion } from './calculation.ts';
import { cardPage, refusalPage } from './modelCardPage.ts';

export interface ModelCardParts {
  readonly client: Pick<EngineClient & EngineInsight, 'memory' | 'onStatus'>;
  readonly models: Pick<ModelState, 'current'>;
  readonly engineFile: string;
  /** As the settings have it. */
  readonly contextTokens: () => number;
  readonly sequences: number;
  readonly log: Logger;
}

export function registerModelCard(
  { extensionUri }: vscode.ExtensionContext,
  parts: ModelCardParts,
): vscode.Disposable {
  const card = new ModelCard(extensionUri, parts);
  return vscode.Disposable.from(
    card,
    vscode.commands.registerCommand(commandIds.showModelCard, (file: unknown) =>
      card.open(typeof file === 'string' ? file : undefined),
    ),
    parts.client.onStatus(() => void card.refresh()),
  );
}

class ModelCard implements vscode.Disposable {
  private readonly parts: ModelCardParts;
  private readonly view: HtmlView;
  private shown: Shown | undefined;

  constructor(extensionUri: vscode.Uri, parts: ModelCardParts) {
    this.parts = parts;
    this.view = new HtmlView({
      extensionUri,
      viewType: 'hearth.modelCard',
      title: translate('Hearth: Model Card'),
      render: async () => (await this.page()).html,
      onAction: (action, value) => this.act(action, value),
    });
  }

  /** Of the model that runs unless another file is given. */
  async open(file?: string): Promise<void> {
    const { models, engineFile, log, contextTokens, sequences } = this.parts;
    const wanted = file ?? (await models.current());
    if (wanted === undefined) {
      await vscode.commands.executeCommand(commandIds.chooseModel);
      return;
    }
    this.shown = { file: wanted };
    this.view.open();
    await this.view.refresh();
    const [inspection] = await inspectInOwnEngine(ownEngineParts(engineFile, log), [wanted]);
    const question = usualQuestion(contextTokens(), sequences, await weightPackingHere());
    // Another one may have been asked for meanwhile.
    if (this.shown.file !== wanted || inspection === undefined) return;
    this.shown = { file: wanted, looked: { inspection, question } };
    await this.view.refresh();
  }

  async refresh(): Promise<void> {
    await this.view.refresh();
  }

  dispose(): void {
    this.view.dispose();
  }

  private act(action: string, value: string): void {
    if (action === 'chooseModel') void vscode.commands.executeCommand(commandIds.chooseModel);
    if (action === 'convert') void vscode.commands.executeCommand(commandIds.convertModel, this.shown?.file);
    const looked = this.shown?.looked;
    if (this.shown === undefined || looked === undefined) return;
    const question = askedQuestion(action, value, looked.question);
    this.shown = { ...this.shown, looked: { ...looked, question } };
    void this.refresh();
  }

  private async page(): Promise<Html> {
    const { file = '', looked } = this.shown ?? {};
    if (looked === undefined)
      return html`<p role="status">${translate('Reading {0}…', path.basename(file))}</p>`;
    const { inspection, question } = looked;
    if (inspection.kind === 'refused') return refusalPage(file, inspection.reason, translate);
    const { client, models } = this.parts;
    const engine = await client.memory();
    return cardPage({
      file,
      model: inspection.model,
      publishedLicence: publishedAs(path.basename(file))?.licence,
      question,
      machine: {
        totalBytes: os.totalmem(),
        freeBytes: os.freemem(),
        engine,
        engineFile: engine === undefined ? undefined : await models.current(),
      },
      language: vscode.env.language,
      t: translate,
    });
  }
}

interface Shown {
  readonly file: string;
  /** Undefined until it was looked into. */
  readonly looked?: { readonly inspection: Inspection; readonly question: MemoryQuestion };
}
