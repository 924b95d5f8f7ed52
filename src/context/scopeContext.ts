// The context source of the product: windows that follow scopes where a grammar is loaded, lines elsewhere.
// Joins documents, grammars and the choice of windows; must not know VS Code or the engine.

import { cutAtOrBefore, withPlainLineEnds } from '../base/lineEnds.ts';
import type { TextRange } from '../base/ranges.ts';
import type { TextChange } from '../base/textChanges.ts';
import { kindAt } from './syntax/enclosingBlocks.ts';
import { errorNodeCount } from './syntax/errorNodes.ts';
import { type Grammar, Grammars, type ReadGrammar } from './syntax/grammars.ts';
import { type NodeFacts, nodeFacts } from './syntax/nodeFacts.ts';
import { scopesNear } from './syntax/scopes.ts';
import { TrackedDocument } from './trackedDocument.ts';
import type {
  ContextSource,
  ContextWindow,
  DocumentSnapshot,
  SyntaxErrorCounts,
  TextKind,
  WindowBudget,
} from './window/contextWindow.ts';
import { chooseWindow, edgeRange, keptEnds, type Scope } from './window/window.ts';

/** For a parse between a key and its request: an edit needs 1 to 3 ms, what takes longer falls back to lines. */
const keystrokeDeadlineMs = 10;
/** For a first parse in idle time; a file that needs more goes on at the next one. */
const idleDeadlineMs = 250;
/** Trees of big files take megabytes; those not looked at for longest are forgotten first. */
const maxDocuments = 32;

export class ScopeContext implements ContextSource {
  private readonly grammars: Grammars;
  private readonly now: () => number;
  /** In the order of use, last used last. */
  private readonly documents = new Map<string, TrackedDocument>();

  constructor(readGrammar: ReadGrammar, now: () => number) {
    this.grammars = new Grammars(readGrammar, now);
    this.now = now;
  }

  async prepare(languageId: string): Promise<void> {
    await this.grammars.prepare(languageId);
  }

  parseAhead(document: DocumentSnapshot): void {
    const grammar = this.grammars.get(document.languageId);
    if (grammar !== undefined) this.track(document).parse(grammar, idleDeadlineMs);
  }

  change(uri: string, changes: readonly TextChange[]): void {
    this.documents.get(uri)?.follow(changes);
  }

  windowAt(document: DocumentSnapshot, requestedOffset: number, budget: WindowBudget): ContextWindow {
    const { text } = document;
    const tracked = this.track(document);
    const offset = cutAtOrBefore(text, Math.min(Math.max(requestedOffset, 0), text.length));
    const kept = keptEnds(tracked.ends, text, offset, budget);
    const isKept = kept.startOffset !== undefined && kept.endOffset !== undefined;
    // A kept window needs no tree: most keys are answered without parsing.
    const scopes = isKept ? undefined : this.scopesAround(tracked, offset, budget);
    const window = chooseWindow({ text, offset, budget, scopes: scopes ?? [], kept });
    tracked.ends = window;
    if (kept.startOffset === undefined) tracked.boundaries = scopes === undefined ? 'lines' : 'scopes';
    return {
      before: withPlainLineEnds(text.slice(window.startOffset, offset)),
      after: withPlainLineEnds(text.slice(offset, window.endOffset)),
      ...window,
      boundaries: tracked.boundaries,
    };
  }

  kindAt(document: DocumentSnapshot, offset: number): TextKind {
    const grammar = this.grammars.get(document.languageId);
    const tree = grammar && this.track(document).parse(grammar, keystrokeDeadlineMs);
    return grammar === undefined || tree === undefined ? 'unknown' : kindAt(tree, grammar.nodeTypes, offset);
  }

  syntaxErrors(document: DocumentSnapshot, change: TextChange): SyntaxErrorCounts | 'unknown' {
    const grammar = this.grammars.get(document.languageId);
    if (grammar === undefined) return 'unknown';
    const endMs = this.now() + keystrokeDeadlineMs;
    const tracked = this.track(document);
    if (tracked.parse(grammar, keystrokeDeadlineMs) === undefined) return 'unknown';
    const replaced = tracked.parseChanged(change, endMs - this.now());
    if (replaced === undefined) return 'unknown';
    const counts = { current: tracked.errorCount(), replaced: errorNodeCount(replaced) };
    replaced.delete();
    return counts;
  }

  /**
   * What the syntax says of single tokens, to be asked before the next call; undefined where there is no usable tree.
   * For idle time: a large file goes on at the next call.
   */
  factsIn(document: DocumentSnapshot): ((range: TextRange) => NodeFacts) | undefined {
    const grammar = this.grammars.get(document.languageId);
    const tree = grammar && this.track(document).parse(grammar, keystrokeDeadlineMs);
    if (grammar === undefined || tree === undefined) return undefined;
    return (range) => nodeFacts(tree, grammar.nodeTypes, range);
  }

  /** Of a language that is prepared; undefined otherwise. */
  grammarOf(languageId: string): Grammar | undefined {
    return this.grammars.get(languageId);
  }

  close(uri: string): void {
    this.documents.get(uri)?.dispose();
    this.documents.delete(uri);
  }

  dispose(): void {
    for (const uri of this.documents.keys()) this.close(uri);
    this.grammars.dispose();
  }

  private track({ uri, languageId, text }: DocumentSnapshot): TrackedDocument {
    const known = this.documents.get(uri);
    if (known?.languageId !== languageId) this.close(uri);
    const tracked = this.documents.get(uri) ?? new TrackedDocument(languageId, text);
    tracked.catchUp(text);
    this.documents.delete(uri);
    this.documents.set(uri, tracked);
    const [oldest] = this.documents.keys();
    if (oldest !== undefined && this.documents.size > maxDocuments) this.close(oldest);
    return tracked;
  }

  /** Undefined where there is no usable tree. */
  private scopesAround(
    tracked: TrackedDocument,
    offset: number,
    budget: WindowBudget,
  ): readonly Scope[] | undefined {
    const grammar = this.grammars.get(tracked.languageId);
    const tree = grammar && tracked.parse(grammar, keystrokeDeadlineMs);
    if (grammar === undefined || tree === undefined) return undefined;
    return scopesNear(tree, grammar.scopeQuery, edgeRange(offset, budget));
  }
}
