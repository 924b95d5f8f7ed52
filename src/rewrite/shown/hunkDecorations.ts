// Paints pending hunks and the place where generation stands, in the theme's own colours.
// Must not decide what is pending.
import * as vscode from 'vscode';
import { translate } from '../../editor/translate.ts';
import { rewriteCommandIds } from '../../settings/manifest.ts';
import type { PendingChanges } from '../pending/pendingChanges.ts';
import type { PendingDocument } from '../pending/pendingDocument.ts';
import { rangeAt } from '../pending/vscodeDocument.ts';
import { type HunkMark, hunkMarks, removedBlock } from './hunkLines.ts';
import { type OutlinePart, outlineNames, outlineParts } from './hunkOutline.ts';
import { removedTexts } from './removedTexts.ts';

const color = (id: string) => new vscode.ThemeColor(id);

function outline(borderWidth: string): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderWidth,
    borderStyle: 'dashed',
    borderColor: color('diffEditor.insertedTextBorder'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

export class HunkDecorations implements vscode.Disposable {
  private readonly pending: PendingChanges;
  private readonly events: vscode.Disposable;
  private readonly added = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: color('diffEditor.insertedLineBackground'),
    overviewRulerColor: color('editorOverviewRuler.addedForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  /** High contrast themes have outlines instead of backgrounds, one around all lines; the others define no colour. */
  private readonly outlines: Readonly<Record<OutlinePart, vscode.TextEditorDecorationType>> = {
    top: outline('1px 1px 0 1px'),
    middle: outline('0 1px 0 1px'),
    bottom: outline('0 1px 1px 1px'),
    single: outline('1px'),
  };
  private readonly words = vscode.window.createTextEditorDecorationType({
    backgroundColor: color('diffEditor.insertedTextBackground'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly removed = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderWidth: '2px 0 0 0',
    borderStyle: 'solid',
    borderColor: color('editorGutter.deletedBackground'),
    overviewRulerColor: color('editorOverviewRuler.deletedForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
  });
  /** With its minus, not struck through: a line through the text hides it in high contrast. */
  private readonly removedText = vscode.window.createTextEditorDecorationType({
    after: {
      margin: '0 0 0 2em',
      color: color('editor.foreground'),
      backgroundColor: color('diffEditor.removedTextBackground'),
      // High contrast themes have a border instead of a background; the others define no colour.
      border: '1px solid',
      borderColor: color('diffEditor.removedTextBorder'),
    },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly mark = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    borderWidth: '1px 0 0 0',
    borderStyle: 'solid',
    borderColor: color('editorInfo.foreground'),
    after: {
      contentText: `  ◂ ${vscode.l10n.t('Hearth is writing here')}`,
      color: color('editorCodeLens.foreground'),
      fontStyle: 'italic',
    },
  });

  constructor(pending: PendingChanges) {
    this.pending = pending;
    this.events = vscode.Disposable.from(
      pending.onDidChange(({ document }) => {
        for (const editor of vscode.window.visibleTextEditors) {
          if (editor.document.uri.toString() === document.uri) this.paint(editor);
        }
      }),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.paint(editor);
      }),
      // Of a new editor the editor tells only later whether it is a tab's own.
      vscode.window.onDidChangeTextEditorViewColumn(({ textEditor }) => this.paint(textEditor)),
    );
  }

  dispose(): void {
    this.events.dispose();
    const types = [
      this.added,
      this.words,
      this.removed,
      this.removedText,
      this.mark,
      ...Object.values(this.outlines),
    ];
    for (const type of types) type.dispose();
  }

  private paint(editor: vscode.TextEditor): void {
    const { document } = editor;
    const pending = this.pending.get(document.uri);
    const marks = hunkMarks(pending?.document.text() ?? '', pending?.hunks ?? []);
    const hoverable = (mark: HunkMark) => ({
      range: rangeAt(document, mark.startOffset, mark.endOffset),
      hoverMessage: hoverOf(mark, document),
    });
    editor.setDecorations(this.added, marks.added.map(hoverable));
    const lines = marks.added.map(({ startOffset, endOffset }) => rangeAt(document, startOffset, endOffset));
    const parts = outlineParts(
      lines.map(({ start, end }) => ({ firstLine: start.line, lastLine: end.line })),
    );
    for (const part of outlineNames)
      editor.setDecorations(
        this.outlines[part],
        parts[part].map((line) => document.lineAt(line).range),
      );
    editor.setDecorations(this.removed, marks.removed.map(hoverable));
    editor.setDecorations(
      this.words,
      marks.words.map(({ startOffset, endOffset }) => rangeAt(document, startOffset, endOffset)),
    );
    editor.setDecorations(this.removedText, removedTextsIn(editor, pending));
    editor.setDecorations(this.mark, markRanges(document, pending));
  }
}

function removedTextsIn(
  editor: vscode.TextEditor,
  pending: PendingDocument | undefined,
): vscode.DecorationOptions[] {
  if (pending === undefined || isSideOfComparison(editor)) return [];
  const { document, options } = editor;
  const text = pending.document.text();
  const tabSize = Number(options.tabSize);
  return pending.hunks
    .flatMap((hunk) => removedTexts(text, hunk, tabSize, translate))
    .map(({ offset, text: contentText }) => ({
      range: rangeAt(document, offset, offset),
      renderOptions: { after: { contentText } },
    }));
}

/** What is removed stands beside it there. */
function isSideOfComparison({ document, viewColumn }: vscode.TextEditor): boolean {
  if (viewColumn !== undefined) return false;
  const uri = document.uri.toString();
  return vscode.window.tabGroups.all.some(
    ({ activeTab }) =>
      activeTab?.input instanceof vscode.TabInputTextDiff && activeTab.input.modified.toString() === uri,
  );
}

function markRanges(document: vscode.TextDocument, pending: PendingDocument | undefined): vscode.Range[] {
  const region = pending?.state.region;
  return region === undefined ? [] : [rangeAt(document, region.startOffset, region.startOffset)];
}

function hoverOf(
  { hunkId, removedText }: HunkMark,
  { uri, languageId }: vscode.TextDocument,
): vscode.MarkdownString {
  const hover = new vscode.MarkdownString();
  hover.isTrusted = {
    enabledCommands: [rewriteCommandIds.acceptHunk, rewriteCommandIds.discardHunk, rewriteCommandIds.compare],
  };
  const isInsertion = removedText === '';
  const heading = isInsertion
    ? vscode.l10n.t('Hearth proposes this new text.')
    : vscode.l10n.t('Hearth’s proposal removes:');
  hover.appendMarkdown(`${heading}\n\n`);
  if (!isInsertion) hover.appendMarkdown(`${removedBlock(removedText, languageId)}\n\n`);
  const links = [
    [vscode.l10n.t('Accept'), rewriteCommandIds.acceptHunk],
    [vscode.l10n.t('Discard'), rewriteCommandIds.discardHunk],
    [vscode.l10n.t('Compare'), rewriteCommandIds.compare],
  ];
  const names = encodeURIComponent(JSON.stringify([uri.toString(), hunkId]));
  hover.appendMarkdown(
    links.map(([title, command]) => `[${title}](command:${command}?${names})`).join(' | '),
  );
  return hover;
}
