// From a syntax tree to plain ranges: the scopes near the cursor and their statements.
// Must not know windows' rules, documents or which language it is.
import type { Node, Query, Tree } from 'web-tree-sitter';
import type { TextRange } from '../../base/ranges.ts';
import type { Scope } from '../window/window.ts';

/** web-tree-sitter 0.27.1 takes a query's range in bytes of UTF-16, while its nodes count characters. */
const bytesPerCharacter = 2;

/** Scopes that touch `range`, outermost first, each with its statements that touch it. */
export function scopesNear(tree: Tree, query: Query, range: TextRange): readonly Scope[] {
  // The binding would take a negative index for a huge one.
  const from = Math.max(range.startOffset, 0);
  const to = range.endOffset;
  const captures = query.captures(tree.rootNode, {
    startIndex: from * bytesPerCharacter,
    endIndex: to * bytesPerCharacter,
  });
  const leading = new Set(captures.filter(({ name }) => name === 'leading').map(({ node }) => node.id));
  return captures
    .filter(({ name }) => name === 'scope')
    .map(({ node }) => {
      const statements = statementsIn(node, leading, from, to);
      const startOffset = Math.min(node.startIndex, statements[0]?.startOffset ?? node.startIndex);
      return { startOffset, endOffset: node.endIndex, statements };
    });
}

function statementsIn(
  scope: Node,
  leading: ReadonlySet<number>,
  from: number,
  to: number,
): readonly TextRange[] {
  const groups: Group[] = [];
  const add = (child: Node, isLeading: boolean) => {
    const last = groups.at(-1);
    if (last !== undefined && belongsTo(last, child, isLeading)) extend(last, child, isLeading);
    else groups.push(groupOf(child, isLeading));
  };
  // Not TreeCursor.gotoFirstChildForIndex: in web-tree-sitter 0.27.1 it never finds a child.
  let child = scope.firstNamedChildForIndex(from);
  if (child?.startIndex === scope.startIndex) {
    for (const comment of leadingOutside(scope, leading)) add(comment, true);
  }
  for (; child !== null && child.startIndex <= to; child = child.nextNamedSibling) {
    add(child, leading.has(child.id));
  }
  return groups.map(({ startOffset, endOffset }) => ({ startOffset, endOffset }));
}

/**
 * Scopes without brackets of their own begin at their first statement, and leave the comments above it outside.
 * A comment that follows code on its line is about that code.
 */
function leadingOutside(scope: Node, leading: ReadonlySet<number>): readonly Node[] {
  const found: Node[] = [];
  for (let node = scope.previousSibling; node !== null && leading.has(node.id); node = node.previousSibling) {
    const codeRow = node.previousSibling?.endPosition.row;
    if (codeRow === undefined || codeRow === node.startPosition.row) break;
    found.unshift(node);
  }
  return found;
}

/** A statement with the comments that belong to it. */
interface Group {
  readonly startOffset: number;
  endOffset: number;
  endRow: number;
  /** Whether the statement itself is still to come. */
  isOpen: boolean;
}

function groupOf(node: Node, isLeading: boolean): Group {
  return { startOffset: node.startIndex, ...endOf(node), isOpen: isLeading };
}

/** Some nodes take in the end of their line (Rust's doc comments, the preprocessor's lines); a statement does not. */
function endOf(node: Node): { readonly endOffset: number; readonly endRow: number } {
  const { endIndex, endPosition } = node;
  if (endPosition.column > 0 || endIndex === node.startIndex) {
    return { endOffset: endIndex, endRow: endPosition.row };
  }
  return { endOffset: endIndex - (node.text.endsWith('\r\n') ? 2 : 1), endRow: endPosition.row - 1 };
}

function belongsTo(group: Group, node: Node, isLeading: boolean): boolean {
  const rows = node.startPosition.row - group.endRow;
  const isTrailingComment = isLeading && rows === 0;
  return isTrailingComment || (group.isOpen && rows <= 1);
}

function extend(group: Group, node: Node, isLeading: boolean): void {
  const { endOffset, endRow } = endOf(node);
  group.endOffset = endOffset;
  group.endRow = endRow;
  group.isOpen = group.isOpen && isLeading;
}
