// The one offer that stands, from either lane: made, moved along with edits, taken by key, or ended with its rule.
// Decides nothing about which edits are worth offering. Knows VS Code's editors.
import path from 'node:path';
import * as vscode from 'vscode';
import type { TextChange } from '../base/textChanges.ts';
import { openDocument } from '../editor/openDocument.ts';
import { translate as t } from '../editor/translate.ts';
import { contextKeys } from '../settings/manifest.ts';
import type { OfferedFix } from './fixes/fixLane.ts';
import { elsewhereWords, shortened, siteWords } from './offer/nextEditWords.ts';
import { followSeries, followUndo, type OfferedSite, type Series } from './offer/series.ts';
import type { NextEditCounts } from './offer/silence.ts';
import { NextEditView, type ShownSite } from './shown/nextEditView.ts';

type Offer =
  | { readonly kind: 'series'; readonly series: Series }
  | { readonly kind: 'fix'; readonly fix: OfferedFix };

export interface NextEditsParts {
  /** Whether a suggestion is shown at the cursor: it goes first. */
  readonly isSuggesting: (uri: string, offset: number) => boolean;
  readonly onSilenced: (ruleKey: string) => void;
  /** All places of a document were taken: there may be more in another one. */
  readonly onSeriesTaken: () => void;
  /** A fix was taken, or not wanted. */
  readonly onFixEnded: () => void;
  readonly onAnnounce: (words: string) => void;
}

export class NextEdits implements vscode.Disposable {
  /** While an offer is being taken, the change is not somebody's edit. */
  isTaking = false;
  /** Keys that came while a place was being taken. */
  private moreKeys = 0;
  private readonly parts: NextEditsParts;
  private readonly view = new NextEditView();
  private readonly events: vscode.Disposable;
  private offer: Offer | undefined;
  /** In another document, until those of this one are taken. */
  private waiting: Series | undefined;
  private isPainted = false;
  /** As they were last told to the editor, which is told of changes only. */
  private readonly keys = new Map<string, boolean>();
  private tally: NextEditCounts = { offered: 0, accepted: 0, dismissed: 0 };

  constructor(parts: NextEditsParts) {
    this.parts = parts;
    const repaint = () => this.show();
    this.events = vscode.Disposable.from(
      vscode.window.onDidChangeTextEditorSelection(repaint),
      vscode.window.onDidChangeTextEditorVisibleRanges(repaint),
      vscode.window.onDidChangeActiveTextEditor(repaint),
    );
  }

  get counts(): NextEditCounts {
    return this.tally;
  }

  offerSeries(series: Series | undefined): void {
    const isNew = series !== undefined && this.series?.ruleKey !== series.ruleKey;
    // What is offered anew after a server reported once more leaves it waiting.
    if (series === undefined || isNew) this.waiting = undefined;
    if (series === undefined && this.offer?.kind === 'fix') return;
    this.set(series === undefined ? undefined : { kind: 'series', series }, isNew);
  }

  /** Of another document than the one that is written in. */
  offerElsewhere(series: Series): void {
    const isSame = this.offer?.kind === 'series' && this.offer.series.uri === series.uri;
    if (this.offer !== undefined && !isSame) this.waiting = series;
    else this.set({ kind: 'series', series }, !isSame);
  }

  offerFix(fix: OfferedFix): void {
    // Places of a series are taken one after the other; a fix comes again with the next line.
    if (this.offer === undefined) this.set({ kind: 'fix', fix }, true);
  }

  change(uri: string, changes: readonly TextChange[]): void {
    if (this.waiting?.uri === uri) this.waiting = followSeries(this.waiting, changes);
    if (this.series?.uri === uri) this.setSeries(followSeries(this.series, changes));
    else if (this.offer?.kind === 'fix' && this.offer.fix.uri === uri) this.set(undefined, false);
  }

  /** An undo or redo; whether it only took places of what is offered, or gave them back. */
  changeBack(uri: string, changes: readonly TextChange[]): boolean {
    const { series } = this;
    const followed = series?.uri === uri ? followUndo(series, changes) : undefined;
    if (followed !== undefined) {
      this.setSeries(followed);
      return true;
    }
    // Not only what is offered there: what follows from an edit there is offered in other documents too.
    if (this.waiting?.uri === uri || this.waiting?.fromUri === uri) this.waiting = undefined;
    if (series?.uri === uri || series?.fromUri === uri) this.setSeries(undefined);
    else this.change(uri, changes);
    return false;
  }

  forget(uri?: string): void {
    if (uri === undefined || this.waiting?.uri === uri) this.waiting = undefined;
    const offered = this.series?.uri ?? (this.offer?.kind === 'fix' ? this.offer.fix.uri : undefined);
    if (offered !== undefined && (uri === undefined || offered === uri)) this.set(undefined, false);
  }

  /** The first key goes to a place that is out of sight; on screen it makes the edit. */
  async take(): Promise<void> {
    if (this.isTaking) {
      this.moreKeys++;
      return;
    }
    this.isTaking = true;
    try {
      const ruleKey = this.series?.ruleKey ?? '';
      await this.takeOffered();
      // A key is meant for the next place of what was taken, not for another offer that came meanwhile.
      while (this.moreKeys > 0 && this.series?.ruleKey === ruleKey) {
        this.moreKeys--;
        await this.takeOffered();
      }
    } finally {
      this.moreKeys = 0;
      this.isTaking = false;
    }
  }

  /** Ends what is offered, and its rule for this session. */
  dismiss(): void {
    const { offer } = this;
    if (offer === undefined) return;
    if (offer.kind === 'series') this.parts.onSilenced(offer.series.ruleKey);
    else this.parts.onFixEnded();
    this.tally = { ...this.tally, dismissed: this.tally.dismissed + 1 };
    this.waiting = undefined;
    this.set(undefined, false);
  }

  dispose(): void {
    this.events.dispose();
    this.view.dispose();
  }

  private get series(): Series | undefined {
    return this.offer?.kind === 'series' ? this.offer.series : undefined;
  }

  private async takeOffered(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const { offer } = this;
    if (editor === undefined || offer === undefined) return;
    if (offer.kind === 'fix') await this.takeFix(editor, offer.fix);
    else await this.takeSite(editor, offer.series);
  }

  private async takeSite(editor: vscode.TextEditor, series: Series): Promise<void> {
    const [site, ...rest] = series.sites;
    const { document } = editor;
    if (site === undefined) return;
    if (document.uri.toString() !== series.uri) return await goTo(series.uri, site);
    const range = rangeOf(document, site);
    if (!isOnScreen(editor, range)) {
      editor.selection = new vscode.Selection(range.start, range.start);
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      this.show();
      return;
    }
    // Whoever wrote there meanwhile, by whatever way it was not heard of, knows better.
    if (document.getText(range) !== site.oldText) return this.set(undefined, false);
    const isDone = await editor.edit((builder) => builder.replace(range, site.newText));
    if (!isDone) return;
    this.tally = { ...this.tally, accepted: this.tally.accepted + 1 };
    // The change has moved the others along; this one went with it.
    if (rest.length > 0) return;
    this.goOnElsewhere();
    this.parts.onSeriesTaken();
  }

  /** What was offered is taken: what waits in another document comes next. */
  private goOnElsewhere(): void {
    const { waiting } = this;
    this.waiting = undefined;
    this.set(waiting === undefined ? undefined : { kind: 'series', series: waiting }, waiting !== undefined);
  }

  private async takeFix({ document }: vscode.TextEditor, fix: OfferedFix): Promise<void> {
    this.goOnElsewhere();
    this.parts.onFixEnded();
    if (document.uri.toString() !== fix.uri || document.version !== fix.version) return;
    if (fix.action.edit !== undefined && !(await vscode.workspace.applyEdit(fix.action.edit))) return;
    const { command } = fix.action;
    if (command !== undefined)
      await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    this.tally = { ...this.tally, accepted: this.tally.accepted + 1 };
  }

  private setSeries(series: Series | undefined): void {
    this.set(series === undefined ? undefined : { kind: 'series', series }, false);
  }

  private set(offer: Offer | undefined, isNew: boolean): void {
    if (offer === undefined && this.offer === undefined) return;
    this.offer = offer;
    if (isNew) this.tally = { ...this.tally, offered: this.tally.offered + 1 };
    this.show();
    const words = isNew ? this.words(vscode.window.activeTextEditor) : undefined;
    if (words !== undefined) this.parts.onAnnounce(words);
  }

  private words(editor: vscode.TextEditor | undefined): string | undefined {
    if (this.offer?.kind === 'fix') return shortened(this.offer.fix.title);
    const [site, ...rest] = this.series?.sites ?? [];
    const document = this.series && openDocument(this.series.uri);
    if (site === undefined || editor === undefined || document === undefined) return undefined;
    const lineNumber = document.positionAt(site.startOffset).line + 1;
    if (document === editor.document) return siteWords(site, lineNumber, rest.length, t);
    const file = path.posix.basename(document.uri.path);
    return elsewhereWords(file, site, { lineNumber, more: rest.length }, t);
  }

  private show(): void {
    if (this.isPainted) this.view.clear();
    this.isPainted = false;
    const editor = vscode.window.activeTextEditor;
    const isHere = editor !== undefined && this.isOf(editor.document);
    this.setKey(contextKeys.hasNextEdit, isHere);
    if (!isHere) return;
    this.isPainted = true;
    this.setKey(contextKeys.isTabFree, isTabFree(editor));
    const offset = editor.document.offsetAt(editor.selection.active);
    const isHidden = this.parts.isSuggesting(editor.document.uri.toString(), offset);
    const isElsewhere = this.series !== undefined && this.series.uri !== editor.document.uri.toString();
    const sites = isElsewhere ? [] : (this.series?.sites ?? []);
    const onScreen = sites.filter((site) => isOnScreen(editor, rangeOf(editor.document, site)));
    const isFirstOnScreen = sites[0] !== undefined && onScreen[0] === sites[0];
    const key = isTabFree(editor) ? '⇥' : t('Ctrl+Alt+H X');
    const shown: ShownSite[] = onScreen.map((site) => ({ site, key: site === sites[0] ? key : '' }));
    const words = isFirstOnScreen || isHidden ? undefined : this.words(editor);
    this.view.paint(editor, shown, words === undefined ? undefined : `${key} ${words}`);
  }

  private setKey(key: string, value: boolean): void {
    if (this.keys.get(key) === value) return;
    this.keys.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }

  private isOf({ uri }: vscode.TextDocument): boolean {
    const { offer } = this;
    if (offer === undefined) return false;
    const places = offer.kind === 'fix' ? [offer.fix.uri] : [offer.series.uri, offer.series.fromUri];
    return places.includes(uri.toString());
  }
}

/** The first key goes there, as within a document. */
async function goTo(uri: string, site: OfferedSite): Promise<void> {
  const document = openDocument(uri);
  if (document === undefined) return;
  const { start } = rangeOf(document, site);
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(start, start),
    preview: false,
  });
}

function rangeOf(document: vscode.TextDocument, { startOffset, endOffset }: OfferedSite): vscode.Range {
  return new vscode.Range(document.positionAt(startOffset), document.positionAt(endOffset));
}

function isOnScreen({ visibleRanges }: vscode.TextEditor, range: vscode.Range): boolean {
  return visibleRanges.some((visible) => visible.contains(range));
}

/** Where Tab would only put space into the middle of a line: not where it indents. */
function isTabFree({ document, selections }: vscode.TextEditor): boolean {
  const [selection, ...others] = selections;
  if (selection === undefined || others.length > 0 || !selection.isEmpty) return false;
  const { line, character } = selection.active;
  return document.lineAt(line).text.slice(0, character).trim() !== '';
}
