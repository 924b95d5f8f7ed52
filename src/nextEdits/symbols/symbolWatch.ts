// Asks the language server for the uses of a declared name while the cursor rests in it, as the editor does to
// highlight them: before the name changes, because after that nobody knows. Must not know what they are used for.
import * as vscode from 'vscode';
import { describeError, type Logger } from '../../base/log.ts';
import type { TextRange } from '../../base/ranges.ts';
import type { SetTimer } from '../../base/time.ts';
import type { NodeFacts } from '../../context/syntax/nodeFacts.ts';
import type { DocumentSnapshot } from '../../context/window/contextWindow.ts';

export interface SymbolWatchParts {
  /** The document that is written in; undefined when it is none, or may not be looked into. */
  readonly current: () => DocumentSnapshot | undefined;
  readonly factsIn: (document: DocumentSnapshot) => ((range: TextRange) => NodeFacts) | undefined;
  readonly setTimer: SetTimer;
  readonly log: Logger;
  readonly onUses: (document: DocumentSnapshot, declared: TextRange, uses: readonly TextRange[]) => void;
}

/** As long as the editor waits before it highlights. */
const restMs = 250;

export class SymbolWatch implements vscode.Disposable {
  private readonly parts: SymbolWatchParts;
  private readonly events: vscode.Disposable;
  private timer: { dispose(): void } | undefined;

  constructor(parts: SymbolWatchParts) {
    this.parts = parts;
    this.events = vscode.window.onDidChangeTextEditorSelection(() => {
      this.timer?.dispose();
      this.timer = parts.setTimer(() => void this.look(), restMs);
    });
  }

  dispose(): void {
    this.timer?.dispose();
    this.events.dispose();
  }

  private async look(): Promise<void> {
    const { current, factsIn, log, onUses } = this.parts;
    const editor = vscode.window.activeTextEditor;
    const snapshot = current();
    if (editor === undefined || snapshot?.uri !== editor.document.uri.toString()) return;
    const { document } = editor;
    const word = document.getWordRangeAtPosition(editor.selection.active);
    if (word === undefined) return;
    const declared = offsetsOf(document, word);
    if (factsIn(snapshot)?.(declared).declaration === undefined) return;
    try {
      const highlights = await vscode.commands.executeCommand<vscode.DocumentHighlight[] | undefined>(
        'vscode.executeDocumentHighlights',
        document.uri,
        word.start,
      );
      // Where no server answers, the editor finds equal words; servers tell what is written from what is read.
      const isTold = highlights?.some(({ kind }) => kind !== vscode.DocumentHighlightKind.Text) === true;
      if (highlights === undefined || !isTold || document.version !== snapshot.version) return;
      onUses(
        snapshot,
        declared,
        highlights.map(({ range }) => offsetsOf(document, range)),
      );
    } catch (error: unknown) {
      // A server that fails at this is no reason to disturb anyone: the tree has to do.
      log.warn(`No uses of a name were told: ${describeError(error)}`);
    }
  }
}

function offsetsOf(document: vscode.TextDocument, { start, end }: vscode.Range): TextRange {
  return { startOffset: document.offsetAt(start), endOffset: document.offsetAt(end) };
}
