// The panel of a session's figures: alive while it is in sight, and exported on request. Must not compute figures.
import os from 'node:os';
import * as vscode from 'vscode';
import type { SetTimer } from '../../base/time.ts';
import type { EngineInsight } from '../../client/engineInsight.ts';
import type { RecentOutcomes } from '../../completion/recentOutcomes.ts';
import type { OfferCounts } from '../../completion/showing/shownSuggestions.ts';
import { translate as t } from '../../editor/translate.ts';
import type { NextEditCounts } from '../../nextEdits/offer/silence.ts';
import { HtmlView } from '../../webview/htmlView.ts';
import type { Figures } from './figures.ts';
import { performanceHtml } from './performancePage.ts';
import type { Retention } from './retention.ts';
import { SessionFigures } from './sessionFigures.ts';

export interface PerformanceParts {
  readonly extension: vscode.ExtensionContext;
  readonly client: EngineInsight;
  readonly outcomes: RecentOutcomes;
  readonly retention: Retention;
  readonly offerCounts: () => OfferCounts;
  readonly nextEditCounts: () => NextEditCounts;
  readonly setTimer: SetTimer;
}

/** As often as anyone reads a figure anew; nothing is done while the panel is out of sight. */
const refreshMs = 2000;

const numbers = new Intl.NumberFormat(vscode.env.language);
const format = (value: number) => numbers.format(value);

export class PerformanceView implements vscode.Disposable {
  private readonly parts: PerformanceParts;
  private readonly session: SessionFigures;
  private readonly view: HtmlView;
  private timer: { dispose(): void } | undefined;

  constructor(parts: PerformanceParts) {
    this.parts = parts;
    this.session = new SessionFigures(parts.outcomes);
    this.view = new HtmlView({
      extensionUri: parts.extension.extensionUri,
      viewType: 'hearth.performance',
      title: t('Hearth: Performance'),
      render: async () => performanceHtml(await this.figures(), t, format),
      onAction: () => void this.export(),
      onVisible: (isVisible) => this.follow(isVisible),
    });
  }

  open(): void {
    this.view.open();
  }

  dispose(): void {
    this.timer?.dispose();
    this.view.dispose();
    this.session.dispose();
  }

  private follow(isVisible: boolean): void {
    this.timer?.dispose();
    if (!isVisible) return;
    void this.view.refresh();
    this.timer = this.parts.setTimer(() => this.follow(this.view.isVisible), refreshMs);
  }

  private async figures(): Promise<Figures> {
    const { client, retention, offerCounts, nextEditCounts } = this.parts;
    const memory = await client.memory();
    return this.session.figures(offerCounts(), retention.counts, memory?.residentBytes, nextEditCounts());
  }

  private async export(): Promise<void> {
    const figures = await this.figures();
    const target = await vscode.window.showSaveDialog({
      title: t('Export Figures'),
      filters: { JSON: ['json'] },
      defaultUri: vscode.Uri.joinPath(homeUri(), 'hearth-performance.json'),
    });
    if (target === undefined) return;
    const json = `${JSON.stringify(figures, undefined, 2)}\n`;
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(json));
  }
}

function homeUri(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(os.homedir());
}
