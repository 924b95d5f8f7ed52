// The shapes that context selection takes and gives: plain data and one interface.
// Knows nothing of VS Code, of tokens or of the engine; budgets are characters.
import type { TextChange } from '../../base/textChanges.ts';

/** A document as it stands at one version. Offsets everywhere are UTF-16 units into `text`. */
export interface DocumentSnapshot {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  /** The document's own text, with its own line ends. */
  readonly text: string;
}

export interface WindowBudget {
  readonly beforeCharacters: number;
  readonly afterCharacters: number;
}

/** What of a document is sent to the engine. `before` and `after` have `\n` line ends only. */
export interface ContextWindow {
  readonly before: string;
  readonly after: string;
  /**
   * Offsets of the window in the document's own text. No end, nor the cursor between, lies inside a surrogate
   * pair or a CRLF: a cursor asked for there is taken to be before it.
   */
  readonly startOffset: number;
  readonly endOffset: number;
  /** Whether syntax chose the boundaries, or lines did because there was no usable tree. */
  readonly boundaries: 'scopes' | 'lines';
}

/** What the syntax says stands at a place; `unknown` without a usable tree. */
export type TextKind = 'code' | 'comment' | 'string' | 'unknown';

/** Places in a document where its syntax is broken (ERROR and MISSING nodes of its tree). */
export interface SyntaxErrorCounts {
  readonly current: number;
  /** The same if a replacement were made. */
  readonly replaced: number;
}

/** Chooses windows, and keeps per document what makes the choice fast and stable while typing. */
export interface ContextSource {
  /** Loads what a language needs; windows before that fall back to lines. Unknown languages resolve at once. */
  prepare(languageId: string): Promise<void>;
  /** Parses in idle time what a key should not have to wait for. */
  parseAhead(document: DocumentSnapshot): void;
  /**
   * Tells of edits, in the order they happened, before the next `windowAt` of the new text. Edits that nobody
   * told of are found by comparing the texts, as one replacement, which keeps less when they lie far apart.
   */
  change(uri: string, changes: readonly TextChange[]): void;
  /** Synchronous and bounded: a parse that misses its deadline gives a window by lines. */
  windowAt(document: DocumentSnapshot, offset: number, budget: WindowBudget): ContextWindow;
  /**
   * What a character typed at `offset` would be part of. Bounded as `windowAt` is; `unknown` where there is no
   * usable tree.
   */
  kindAt(document: DocumentSnapshot, offset: number): TextKind;
  /** What `change` would do to the document's syntax. Changes nothing; bounded as `windowAt` is. */
  syntaxErrors(document: DocumentSnapshot, change: TextChange): SyntaxErrorCounts | 'unknown';
  close(uri: string): void;
  dispose(): void;
}
