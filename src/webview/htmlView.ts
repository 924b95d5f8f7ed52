// A panel that shows HTML which the extension makes, anew whenever it changes, and tells which buttons are pressed.
// Must not know what is shown.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from './page.ts';

export interface HtmlViewParts {
  readonly extensionUri: vscode.Uri;
  readonly viewType: string;
  readonly title: string;
  /** What stands in `main`, as HTML with everything escaped that is not meant as such. */
  readonly render: () => Promise<string> | string;
  /** A button's `data-action` and a list's `data-action` with its chosen value. */
  readonly onAction: (action: string, value: string) => void;
  /** It came into sight or went out of it. */
  readonly onVisible?: (isVisible: boolean) => void;
}

type PageMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'action'; readonly action: string; readonly value: string };

export class HtmlView implements vscode.Disposable {
  private readonly parts: HtmlViewParts;
  private panel: vscode.WebviewPanel | undefined;
  private shownHtml: string | undefined;

  constructor(parts: HtmlViewParts) {
    this.parts = parts;
  }

  get isVisible(): boolean {
    return this.panel?.visible === true;
  }

  open(): void {
    if (this.panel === undefined) this.panel = this.create();
    else this.panel.reveal();
  }

  /** Shows what is so now; nothing while it is out of sight. */
  async refresh(): Promise<void> {
    if (!this.isVisible) return;
    const html = await this.parts.render();
    // Whoever reads or selects is not disturbed without need.
    if (html === this.shownHtml) return;
    this.shownHtml = html;
    await this.panel?.webview.postMessage({ html });
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private create(): vscode.WebviewPanel {
    const { extensionUri, viewType, title, onAction, onVisible } = this.parts;
    const media = vscode.Uri.joinPath(extensionUri, 'media', 'view');
    const panel = vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [media],
    });
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    const uriOf = (name: string) => panel.webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
    panel.onDidDispose(() => {
      this.panel = undefined;
      onVisible?.(false);
    });
    panel.onDidChangeViewState(() => onVisible?.(panel.visible));
    panel.webview.onDidReceiveMessage((message: PageMessage) => {
      if (message.kind === 'action') return onAction(message.action, message.value);
      // A page that was out of sight begins anew.
      this.shownHtml = undefined;
      void this.refresh();
    });
    panel.webview.html = pageHtml({
      language: vscode.env.language,
      title,
      nonce: randomBytes(16).toString('base64'),
      scriptUri: uriOf('view.js'),
      styleUris: [uriOf('view.css')],
    });
    onVisible?.(true);
    return panel;
  }
}
