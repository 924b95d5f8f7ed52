// The context source of the product: windows that follow scopes where a grammar is loaded, lines elsewhere.
// Joins trees and window choice; must not know VS Code or the engine.
import type {
  ContextSource,
  ContextWindow,
  DocumentSnapshot,
  TextChange,
  WindowBudget,
} from './contextWindow.ts';
import { languageRow } from './languages.ts';
import { scopeBoundaries } from './scopeBoundaries.ts';
import { type ReadGrammar, SyntaxTrees } from './syntaxTrees.ts';
import { chooseWindow, type StatementBoundaries } from './window.ts';

/** For a reparse between a key and its request; a keystroke in a 5,000-line file needs about 1 ms. */
const keystrokeDeadlineMs = 10;
/** For a first parse in idle time. */
const idleDeadlineMs = 250;

const noBoundaries: StatementBoundaries = { starts: [], ends: [] };

export class ScopeContext implements ContextSource {
  private readonly trees: SyntaxTrees;
  private readonly windowStarts = new Map<string, number>();

  constructor(readGrammar: ReadGrammar, now: () => number) {
    this.trees = new SyntaxTrees(readGrammar, now);
  }

  get liveTrees(): number {
    return this.trees.liveTrees;
  }

  async prepare(languageId: string): Promise<void> {
    await this.trees.prepare(languageId);
  }

  parseAhead(document: DocumentSnapshot): void {
    this.trees.treeOf(document.uri, document.languageId, document.text, idleDeadlineMs);
  }

  change(uri: string, changes: readonly TextChange[]): void {
    this.trees.change(uri, changes);
    let start = this.windowStarts.get(uri);
    if (start === undefined) return;
    for (const change of changes) start = moveBy(start, change);
    this.windowStarts.set(uri, start);
  }

  windowAt(document: DocumentSnapshot, offset: number, budget: WindowBudget): ContextWindow {
    const { uri, text } = document;
    const boundaries = this.boundaries(document, offset, budget);
    const { start, end } = chooseWindow(
      text,
      offset,
      budget,
      boundaries ?? noBoundaries,
      this.windowStarts.get(uri),
    );
    this.windowStarts.set(uri, start);
    return {
      before: withPlainLineEnds(text.slice(start, offset)),
      after: withPlainLineEnds(text.slice(offset, end)),
      startOffset: start,
      endOffset: end,
      boundaries: boundaries === undefined ? 'lines' : 'scopes',
    };
  }

  close(uri: string): void {
    this.trees.close(uri);
    this.windowStarts.delete(uri);
  }

  dispose(): void {
    this.trees.dispose();
    this.windowStarts.clear();
  }

  private boundaries(
    document: DocumentSnapshot,
    offset: number,
    budget: WindowBudget,
  ): StatementBoundaries | undefined {
    const row = languageRow(document.languageId);
    if (row === undefined) return undefined;
    const tree = this.trees.treeOf(document.uri, document.languageId, document.text, keystrokeDeadlineMs);
    if (tree === undefined) return undefined;
    const from = Math.max(offset - budget.beforeCharacters, 0);
    return scopeBoundaries(tree, row.scopeKinds, offset, from, offset + budget.afterCharacters);
  }
}

/** Where an offset stands after a change; one inside the removed text moves to the change's start. */
function moveBy(offset: number, change: TextChange): number {
  if (change.startOffset >= offset) return offset;
  const removedBefore = Math.min(change.removedLength, offset - change.startOffset);
  return offset - removedBefore + (removedBefore === change.removedLength ? change.insertedText.length : 0);
}

function withPlainLineEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
