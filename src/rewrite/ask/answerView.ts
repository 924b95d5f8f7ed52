// The panel beside the editor that shows a conversation while it grows. Must not know where answers come from.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { answerPage, type ShowCode, shownTurn } from './answerPage.ts';
import type { Turn } from './conversation.ts';

/** The conversations of this window, by their first questions. */
export interface TalkList {
  readonly titles: readonly string[];
  readonly current: number;
}

/** What the user does in the panel. */
export interface AnswerListener {
  ask(question: string): void;
  stop(): void;
  /** Writes code into the editor that was used last. */
  use(code: string, where: 'cursor' | 'selection'): void;
  /** Another conversation of this window is to be shown. */
  open(index: number): void;
  /** Something is to be read along with the next question. */
  attach(): void;
  closed(): void;
}

type PageMessage =
  | { readonly kind: 'ready' | 'stop' | 'attach' }
  | { readonly kind: 'open'; readonly index: number }
  | { readonly kind: 'insert' | 'apply'; readonly text: string }
  | { readonly kind: 'ask' | 'copy'; readonly text: string };

export class AnswerView implements vscode.Disposable {
  private readonly mediaUri: vscode.Uri;
  private readonly icon: vscode.Uri;
  private readonly listener: AnswerListener;
  private panel: vscode.WebviewPanel | undefined;
  private turns: readonly Turn[] = [];
  private talks: TalkList = { titles: [], current: 0 };
  private readonly showCode: ShowCode;

  constructor(extensionUri: vscode.Uri, listener: AnswerListener, showCode: ShowCode) {
    this.showCode = showCode;
    this.mediaUri = vscode.Uri.joinPath(extensionUri, 'media', 'answers');
    this.icon = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    this.listener = listener;
  }

  /** Shows the panel with a conversation as far as it has come, beside what is being worked on, which keeps the focus. */
  begin(title: string, talks: TalkList, turns: readonly Turn[] = []): void {
    this.turns = turns;
    this.talks = talks;
    this.panel ??= this.create();
    this.panel.title = title;
    this.panel.reveal(undefined, true);
    this.post({ kind: 'begin', ...talks });
    this.showAll();
  }

  /** The first question of a conversation is known. */
  list(talks: TalkList): void {
    this.talks = talks;
    this.post({ kind: 'talks', ...talks });
  }

  /** What will be read along with the next question. */
  attached(name: string): void {
    this.post({ kind: 'attached', name });
  }

  /** The last turn is new or has changed. */
  show(turns: readonly Turn[]): void {
    this.turns = turns;
    const last = turns.at(-1);
    if (last !== undefined)
      this.post({ kind: 'turn', index: turns.length - 1, turn: shownTurn(last, this.showCode) });
  }

  private showAll(): void {
    for (const [index, turn] of this.turns.entries())
      this.post({ kind: 'turn', index, turn: shownTurn(turn, this.showCode) });
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private create(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'hearth.answers',
      'Hearth',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      {
        enableScripts: true,
        enableFindWidget: true,
        retainContextWhenHidden: true,
        localResourceRoots: [this.mediaUri],
      },
    );
    panel.iconPath = this.icon;
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.listener.closed();
    });
    panel.webview.onDidReceiveMessage((message: PageMessage) => this.receive(message));
    panel.webview.html = this.page(panel.webview);
    return panel;
  }

  private receive(message: PageMessage): void {
    switch (message.kind) {
      case 'ready':
        this.post({ kind: 'begin', ...this.talks });
        return this.showAll();
      case 'open':
        return this.listener.open(message.index);
      case 'attach':
        return this.listener.attach();
      case 'insert':
        return this.listener.use(message.text, 'cursor');
      case 'apply':
        return this.listener.use(message.text, 'selection');
      case 'ask':
        return this.listener.ask(message.text);
      case 'stop':
        return this.listener.stop();
      case 'copy':
        void vscode.env.clipboard.writeText(message.text);
    }
  }

  private post(message: unknown): void {
    void this.panel?.webview.postMessage(message);
  }

  private page(webview: vscode.Webview): string {
    const uriOf = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(this.mediaUri, name)).toString();
    return answerPage({
      language: vscode.env.language,
      scriptUri: uriOf('answers.js'),
      styleUri: uriOf('answers.css'),
      cspSource: webview.cspSource,
      nonce: randomUUID(),
      texts: {
        heading: vscode.l10n.t('Hearth Answers'),
        stop: vscode.l10n.t('Stop'),
        ask: vscode.l10n.t('Ask'),
        followUp: vscode.l10n.t('Ask a follow-up question'),
        copy: vscode.l10n.t('Copy'),
        copyAnswer: vscode.l10n.t('Copy Answer'),
        copied: vscode.l10n.t('Copied'),
        answering: vscode.l10n.t('Hearth is answering…'),
        complete: vscode.l10n.t('The answer is complete.'),
        insert: vscode.l10n.t('Insert at Cursor'),
        apply: vscode.l10n.t('Apply to Selection'),
        conversations: vscode.l10n.t('Conversations of this window'),
        attach: vscode.l10n.t('Add an open file or a symbol'),
      },
    });
  }
}
