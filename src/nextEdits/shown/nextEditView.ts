// Paints what is offered: places on screen with their new text, and one quiet line beside the cursor for what is not.
// Must not decide what is offered.
import * as vscode from 'vscode';
import type { OfferedSite } from '../offer/series.ts';

const color = (id: string) => new vscode.ThemeColor(id);
const maxShownCharacters = 120;

export interface ShownSite {
  readonly site: OfferedSite;
  /** Which key takes it; empty for those whose turn is later. */
  readonly key: string;
}

export class NextEditView implements vscode.Disposable {
  private readonly removed = vscode.window.createTextEditorDecorationType({
    textDecoration: 'line-through',
    backgroundColor: color('diffEditor.removedTextBackground'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly inserted = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly later = vscode.window.createTextEditorDecorationType({
    borderWidth: '0 0 1px 0',
    borderStyle: 'dotted',
    borderColor: color('editorCodeLens.foreground'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly hint = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });

  /** @param hint for the cursor's line; undefined for none */
  paint(editor: vscode.TextEditor, sites: readonly ShownSite[], hint: string | undefined): void {
    const { document } = editor;
    const current = sites.filter(({ key }) => key !== '');
    const rangeOf = ({ startOffset, endOffset }: OfferedSite) =>
      new vscode.Range(document.positionAt(startOffset), document.positionAt(endOffset));
    editor.setDecorations(
      this.removed,
      current.map(({ site }) => rangeOf(site)),
    );
    editor.setDecorations(
      this.inserted,
      current.map(({ site, key }) => ({
        range: rangeOf(site),
        renderOptions: {
          after: {
            contentText: `${ghost(site.newText)}\u00a0${key}`,
            // Ghost text has no color in themes of high contrast, and what has none is not drawn; nor have backgrounds.
            color: color('editor.foreground'),
            backgroundColor: color('diffEditor.insertedTextBackground'),
            border: '1px solid',
            borderColor: color('diffEditor.insertedTextBorder'),
            margin: '0 0.3em 0 0',
          },
        },
      })),
    );
    editor.setDecorations(
      this.later,
      sites.filter(({ key }) => key === '').map(({ site }) => rangeOf(site)),
    );
    editor.setDecorations(this.hint, hint === undefined ? [] : [hintAt(editor, hint)]);
  }

  clear(): void {
    for (const editor of vscode.window.visibleTextEditors)
      for (const type of this.types) editor.setDecorations(type, []);
  }

  dispose(): void {
    for (const type of this.types) type.dispose();
  }

  private get types(): readonly vscode.TextEditorDecorationType[] {
    return [this.removed, this.inserted, this.later, this.hint];
  }
}

function hintAt({ document, selection }: vscode.TextEditor, hint: string): vscode.DecorationOptions {
  const { end } = document.lineAt(selection.active.line).range;
  return {
    range: new vscode.Range(end, end),
    renderOptions: {
      after: {
        contentText: ghost(hint),
        margin: '0 0 0 2em',
        color: color('editorCodeLens.foreground'),
        fontStyle: 'italic',
      },
    },
  };
}

/** Decorations fold spaces together and break no lines. */
function ghost(text: string): string {
  return text
    .slice(0, maxShownCharacters)
    .replaceAll(/\r?\n\s*/g, '⏎')
    .replaceAll(' ', '\u00a0')
    .replaceAll('\t', '\u00a0\u00a0');
}
