// From a syntax tree to plain ranges: the scopes near the cursor and their statements.
// Must not know windows' rules, documents or which language it is.
import type { Node, Query, Tree } from 'web-tree-sitter';
import type { Scope, TextRange } from './window.ts';

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
    .map(({ node }) => ({
      startOffset: node.startIndex,
      endOffset: node.endIndex,
      statements: statementsIn(node, leading, from, to),
    }));
}

function statementsIn(
  scope: Node,
  leading: ReadonlySet<number>,
  from: number,
  to: number,
): readonly TextRange[] {
  const groups: Group[] = [];
  // Not TreeCursor.gotoFirstChildForIndex: in web-tree-sitter 0.27.1 it never finds a child.
  let child = scope.firstNamedChildForIndex(from);
  for (; child !== null && child.startIndex <= to; child = child.nextNamedSibling) {
    const last = groups.at(-1);
    const isLeading = leading.has(child.id);
    if (last !== undefined && belongsTo(last, child, isLeading)) extend(last, child, isLeading);
    else groups.push(groupOf(child, isLeading));
  }
  return groups.map(({ startOffset, endOffset }) => ({ startOffset, endOffset }));
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
  return {
    startOffset: node.startIndex,
    endOffset: node.endIndex,
    endRow: node.endPosition.row,
    isOpen: isLeading,
  };
}

function belongsTo(group: Group, node: Node, isLeading: boolean): boolean {
  const rows = node.startPosition.row - group.endRow;
  const isTrailingComment = isLeading && rows === 0;
  return isTrailingComment || (group.isOpen && rows <= 1);
}

function extend(group: Group, node: Node, isLeading: boolean): void {
  group.endOffset = node.endIndex;
  group.endRow = node.endPosition.row;
  group.isOpen = group.isOpen && isLeading;
}
