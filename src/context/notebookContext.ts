// Windows of notebook cells: where a cell's own window begins at its start, the cells above fill it up.
// Everything else is the inner source's. Must not know VS Code; cells are given.

import { withPlainLineEnds } from '../base/lineEnds.ts';
import type { TextChange } from '../base/textChanges.ts';
import type { DocumentPrivacy } from '../privacy/filePrivacy.ts';
import { holdsPrivateKey } from '../privacy/secretFiles.ts';
import { codeAbove, type NotebookCell } from './notebookCells.ts';
import type {
  ContextSource,
  ContextWindow,
  DocumentSnapshot,
  SyntaxErrorCounts,
  TextKind,
  WindowBudget,
} from './window/contextWindow.ts';

export interface NotebookParts {
  readonly inner: ContextSource;
  /** The code cells above a cell, in their order; none for other documents. */
  readonly cellsAbove: (uri: string) => readonly NotebookCell[];
  readonly privacy: DocumentPrivacy;
}

export class NotebookContext implements ContextSource {
  private readonly parts: NotebookParts;

  constructor(parts: NotebookParts) {
    this.parts = parts;
  }

  windowAt(document: DocumentSnapshot, offset: number, budget: WindowBudget): ContextWindow {
    const window = this.parts.inner.windowAt(document, offset, budget);
    if (window.startOffset > 0) return window;
    const room = budget.beforeCharacters - window.before.length;
    const above = codeAbove(this.readableCells(document.uri), document.languageId, room);
    return above === '' ? window : { ...window, before: withPlainLineEnds(above) + window.before };
  }

  /** Texts whose names a cell may use. */
  textsAbove(uri: string): readonly string[] {
    return this.readableCells(uri).map(({ text }) => text);
  }

  async prepare(languageId: string): Promise<void> {
    await this.parts.inner.prepare(languageId);
  }

  parseAhead(document: DocumentSnapshot): void {
    this.parts.inner.parseAhead(document);
  }

  change(uri: string, changes: readonly TextChange[]): void {
    this.parts.inner.change(uri, changes);
  }

  kindAt(document: DocumentSnapshot, offset: number): TextKind {
    return this.parts.inner.kindAt(document, offset);
  }

  syntaxErrors(document: DocumentSnapshot, change: TextChange): SyntaxErrorCounts | 'unknown' {
    return this.parts.inner.syntaxErrors(document, change);
  }

  close(uri: string): void {
    this.parts.inner.close(uri);
  }

  dispose(): void {
    this.parts.inner.dispose();
  }

  /**
   * A key in one cell hides that cell, not the notebook. Rules hide a notebook with all of its cells, and whoever asks
   * for a window has asked about the cell that is written; so those above need not have been asked about.
   */
  private readableCells(uri: string): readonly NotebookCell[] {
    const { cellsAbove, privacy } = this.parts;
    return cellsAbove(uri).filter((cell) => {
      const refusal = privacy.refusal(cell.uri, cell.text);
      return refusal === undefined || (refusal === 'rulesNotRead' && !holdsPrivateKey(cell.text));
    });
  }
}
