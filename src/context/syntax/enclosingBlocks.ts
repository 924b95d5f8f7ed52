// What stands around an offset, by the syntax tree: text or code, the statement, the function.
// Must not know documents, or languages but by the types of their nodes.
import type { Node, Query, Tree } from 'web-tree-sitter';
import type { TextRange } from '../../base/ranges.ts';
import type { TextKind } from '../window/contextWindow.ts';
import type { NodeTypes } from './languages/languageRow.ts';
import { scopesNear } from './scopes.ts';

/** In an error every token is a sibling, and each step costs the number of those before it. */
const maxQuotedCharacters = 500;
const maxLevels = 200;

export interface EnclosingBlocks {
  /** The smallest statement, member or element of a scope, without the comments above it. */
  readonly statement: TextRange | undefined;
  readonly functionLike: TextRange | undefined;
}

/**
 * What a character typed at `offset` would be part of. A string counts although it is not closed yet; a block comment
 * does not, because most grammars take its beginning for operators. Never `unknown`: there is a tree.
 */
export function kindAt(tree: Tree, types: NodeTypes, offset: number): TextKind {
  if (offset <= 0) return 'code';
  const across = tree.rootNode.descendantForIndex(offset - 1, offset + 1);
  let isCode = false;
  for (const { type } of ancestry(across)) {
    if (types.comments.has(type)) return 'comment';
    if (types.strings.has(type)) return isCode ? 'code' : 'string';
    isCode ||= types.codeInStrings.has(type);
  }
  const before = tree.rootNode.descendantForIndex(offset - 1, offset);
  for (const node of ancestry(before)) {
    if (node.endIndex === offset && types.comments.has(node.type))
      return isOpenComment(node) ? 'comment' : 'code';
    if (node.endIndex === offset && types.strings.has(node.type) && isUnfinished(node)) return 'string';
    if (node.isError && hasOpenQuote(node, offset)) return 'string';
  }
  return 'code';
}

/** Each is the smallest that holds the cursor; one that ends or begins at the cursor holds it. */
export function enclosingBlocks(
  tree: Tree,
  syntax: { readonly scopeQuery: Query; readonly nodeTypes: NodeTypes },
  offset: number,
): EnclosingBlocks {
  const holds = ({ startOffset, endOffset }: TextRange) => startOffset <= offset && offset <= endOffset;
  const scopes = scopesNear(tree, syntax.scopeQuery, { startOffset: offset - 1, endOffset: offset + 1 });
  const functions = [Math.max(offset - 1, 0), offset]
    .flatMap((at) => [...ancestry(tree.rootNode.descendantForIndex(at, offset))])
    .filter(({ type }) => syntax.nodeTypes.functions.has(type))
    .map(({ startIndex, endIndex }) => ({ startOffset: startIndex, endOffset: endIndex }));
  return {
    statement: smallest(scopes.flatMap(({ statements }) => statements).filter(holds)),
    functionLike: smallest(functions.filter(holds)),
  };
}

function smallest(ranges: readonly TextRange[]): TextRange | undefined {
  const length = ({ startOffset, endOffset }: TextRange) => endOffset - startOffset;
  return ranges.toSorted((a, b) => length(a) - length(b))[0];
}

/** Innermost first, and no further than code is nested by people: each step up costs the depth of the tree. */
function* ancestry(innermost: Node | null): Generator<Node> {
  let node = innermost;
  for (let level = 0; node !== null && level < maxLevels; level++) {
    yield node;
    node = node.parent;
  }
}

/** Comments to the end of the line go on until there is one. */
function isOpenComment(node: Node): boolean {
  const isOneLine = node.startPosition.row === node.endPosition.row;
  return isUnfinished(node) || (isOneLine && !/(?:\*\/|-->)$/.test(node.text));
}

function isUnfinished(node: Node): boolean {
  return node.lastChild?.isMissing === true;
}

/** Whether an odd number of quotes, which the parser could make no string of, stand on the line before `offset`. */
function hasOpenQuote(error: Node, offset: number): boolean {
  const { startIndex } = error;
  const lineStart = startIndex + error.text.slice(0, offset - startIndex).lastIndexOf('\n') + 1;
  if (offset - lineStart > maxQuotedCharacters) return false;
  let isOpen = false;
  let child = error.firstChildForIndex(lineStart);
  for (; child !== null && child.endIndex <= offset; child = child.nextSibling) {
    // A quote may be an error within the error.
    const token = child.isError ? (child.lastChild ?? child) : child;
    if (child.startIndex >= lineStart && isQuote(token.type)) isOpen = !isOpen;
  }
  return isOpen;
}

function isQuote(type: string): boolean {
  return /["'`]$|^(?:raw_)?string_start$|^interpolation_quote$/.test(type);
}
