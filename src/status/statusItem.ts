// The status bar item: joins what is known of the engine and of the work, and shows what `statusView` says.
// Must not decide anything.
import * as vscode from 'vscode';
import { translate } from '../editor/translate.ts';
import { type EngineSituation, statusView, type WorkSituation } from './status.ts';

export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private engine: EngineSituation | undefined;
  private work: WorkSituation = {
    languageOff: undefined,
    snoozeMinutesLeft: 0,
    hidden: undefined,
    lastLatencyMs: undefined,
    waiting: 'nothing',
  };

  constructor() {
    this.item = vscode.window.createStatusBarItem('status', vscode.StatusBarAlignment.Right, 100);
    this.item.name = 'Hearth';
    this.item.show();
  }

  /** Whether a model was there when it was last looked for. */
  get hasModel(): boolean {
    return this.engine?.hasModel !== false;
  }

  show(engine: EngineSituation): void {
    this.engine = engine;
    this.draw();
  }

  showWork(work: WorkSituation): void {
    this.work = work;
    this.draw();
  }

  dispose(): void {
    this.item.dispose();
  }

  private draw(): void {
    if (this.engine === undefined) return;
    const situation = { ...this.engine, ...this.work };
    const view = statusView(situation, translate);
    this.item.text = view.text;
    this.item.command = view.command;
    this.item.tooltip = view.tooltip;
    this.item.accessibilityInformation = { label: `Hearth: ${view.tooltip.replaceAll('\n', ', ')}` };
    this.item.backgroundColor = view.isProblem
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
  }
}
