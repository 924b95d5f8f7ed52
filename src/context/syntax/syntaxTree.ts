// One document's incremental syntax tree; owns its memory and follows its edits.
// Must not know windows, budgets or other documents.
import { Edit, type Point, type Tree } from 'web-tree-sitter';
import type { TextChange } from '../../base/textChanges.ts';
import { applyChange } from '../../base/textChanges.ts';
import { errorNodeCount } from './errorNodes.ts';
import type { Grammar } from './grammars.ts';

/** Texts beyond these have no use for a tree: generated, minified or not text at all. */
const maxParsedCharacters = 1_000_000;
const maxLineCharacters = 20_000;
/**
 * Brackets open at once, strings and comments not told apart. From some thousands on, web-tree-sitter 0.27.1 overflows
 * its stack while it recovers from errors, which breaks it for every other document too (seen with Java's grammar).
 */
const maxOpenBrackets = 1000;
/** Looking a text through takes longer than parsing what one key changed; so few characters do not make it unfit. */
const maxUnseenCharacters = 1000;

const [roundOpen, roundClose, squareOpen, squareClose, curlyOpen, curlyClose] = '()[]{}'
  .split('')
  .map((bracket) => bracket.charCodeAt(0));

export class SyntaxTree {
  private readonly grammar: Grammar;
  private tree: Tree | undefined;
  /** Whether the tree was edited since it was parsed. */
  private isStale = false;
  /** Characters that came or went since all of the text was last looked at. */
  private unseenCharacters = 0;
  private countedErrors: number | undefined;

  constructor(grammar: Grammar) {
    this.grammar = grammar;
  }

  /** `before` is the text that the change applies to. */
  edit(before: string, change: TextChange): void {
    if (this.tree === undefined) return;
    this.tree.edit(editOf(before, change));
    this.isStale = true;
    this.unseenCharacters += extentOf(change);
  }

  /** The tree of `text`, valid until the next call; undefined when the text is unfit or time ran out. */
  parse(text: string, deadlineMs: number): Tree | undefined {
    if (this.tree !== undefined && !this.isStale) return this.tree;
    if (!this.isFit(text, 0)) {
      this.dispose();
      return undefined;
    }
    const parsed = this.grammar.parse(text, this.tree, deadlineMs);
    if (parsed === undefined) return undefined;
    this.tree?.delete();
    this.tree = parsed;
    this.isStale = false;
    this.countedErrors = undefined;
    return parsed;
  }

  /** ERROR and MISSING nodes of the tree that `parse` gave last. */
  errorCount(): number {
    if (this.tree === undefined) return 0;
    this.countedErrors ??= errorNodeCount(this.tree);
    return this.countedErrors;
  }

  /**
   * What `text` would be parsed to after `change`, for the caller to delete; undefined when that is unfit, time ran
   * out, or the tree of `text` is not there. That one stays as it is.
   */
  parseChanged(text: string, change: TextChange, deadlineMs: number): Tree | undefined {
    if (this.tree === undefined || this.isStale) return undefined;
    if (change.startOffset + change.removedLength > text.length) return undefined;
    const changed = applyChange(text, change);
    if (!this.isFit(changed, extentOf(change))) return undefined;
    const copy = this.tree.copy();
    copy.edit(editOf(text, change));
    const parsed = this.grammar.parse(changed, copy, deadlineMs);
    copy.delete();
    return parsed;
  }

  dispose(): void {
    this.tree?.delete();
    this.tree = undefined;
  }

  /** A text that was parsable stays so for a while, with `added` characters more or less than the tree knows of. */
  private isFit(text: string, added: number): boolean {
    if (this.tree !== undefined && this.unseenCharacters + added <= maxUnseenCharacters) return true;
    if (!isParsable(text)) return false;
    if (added === 0) this.unseenCharacters = 0;
    return true;
  }
}

/** How many characters come or go; more than any number where one of them alone makes a text unfit. */
function extentOf({ removedLength, insertedText }: TextChange): number {
  return insertedText.includes('\0') ? Number.POSITIVE_INFINITY : removedLength + insertedText.length;
}

export function isParsable(text: string): boolean {
  if (text.length > maxParsedCharacters || text.includes('\0')) return false;
  let lineStart = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', lineStart)) {
    if (end - lineStart > maxLineCharacters) return false;
    lineStart = end + 1;
  }
  return text.length - lineStart <= maxLineCharacters && mostOpenBrackets(text) <= maxOpenBrackets;
}

function mostOpenBrackets(text: string): number {
  let open = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === roundOpen || unit === squareOpen || unit === curlyOpen) most = Math.max(most, ++open);
    else if (unit === roundClose || unit === squareClose || unit === curlyClose) open = Math.max(open - 1, 0);
  }
  return most;
}

function editOf(before: string, { startOffset, removedLength, insertedText }: TextChange): Edit {
  const oldEndIndex = startOffset + removedLength;
  const startPosition = advance({ row: 0, column: 0 }, before.slice(0, startOffset));
  return new Edit({
    startIndex: startOffset,
    oldEndIndex,
    newEndIndex: startOffset + insertedText.length,
    startPosition,
    oldEndPosition: advance(startPosition, before.slice(startOffset, oldEndIndex)),
    newEndPosition: advance(startPosition, insertedText),
  });
}

/** The parser's own idea of lines: only `\n` ends one. */
function advance(from: Point, text: string): Point {
  let row = from.row;
  let lineStart = -from.column;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: text.length - lineStart };
}
