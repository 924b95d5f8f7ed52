// The panel that shows what the model saw, as the engine tells it when the panel is opened. Must not know tokens.
import type * as vscode from 'vscode';
import type { ExplainedRun } from '../../../engine/protocol/explainProtocol.ts';
import type { EngineInsight } from '../../client/engineInsight.ts';
import { translate as t } from '../../editor/translate.ts';
import { HtmlView } from '../../webview/htmlView.ts';
import { chooseRun, promptHtml } from './promptPage.ts';

export interface PromptParts {
  readonly extension: vscode.ExtensionContext;
  readonly client: EngineInsight;
  /** The suggestion that was shown last. */
  readonly lastShown: () => string | undefined;
}

export class PromptView implements vscode.Disposable {
  private readonly parts: PromptParts;
  private readonly view: HtmlView;
  private runs: readonly ExplainedRun[] = [];
  private chosen = 0;

  constructor(parts: PromptParts) {
    this.parts = parts;
    this.view = new HtmlView({
      extensionUri: parts.extension.extensionUri,
      viewType: 'hearth.prompt',
      title: t('Hearth: Prompt'),
      render: () => promptHtml(this.runs, this.chosen, t),
      onAction: (_, value) => {
        this.chosen = Number(value);
        void this.view.refresh();
      },
    });
  }

  async open(): Promise<void> {
    const { client, lastShown } = this.parts;
    this.runs = (await client.explain())?.runs ?? [];
    this.chosen = chooseRun(this.runs, lastShown());
    this.view.open();
    await this.view.refresh();
  }

  dispose(): void {
    this.view.dispose();
  }
}
