// Which pieces of code are keywords, strings, comments and the like, by syntax, for pages that show code.
// Must not know pages or colours.
import type { Node } from 'web-tree-sitter';
import type { Grammar } from '../../context/syntax/grammars.ts';
import { isParsable } from '../../context/syntax/syntaxTree.ts';

export type PieceKind = 'comment' | 'string' | 'number' | 'keyword' | 'type' | 'function' | 'plain';

export interface CodePiece {
  readonly text: string;
  readonly kind: PieceKind;
}

const parseDeadlineMs = 100;

/** All of the code in a row; plain where the syntax is not known. */
export function codePieces(code: string, grammar: Grammar | undefined): readonly CodePiece[] {
  const whole: readonly CodePiece[] = [{ text: code, kind: 'plain' }];
  if (grammar === undefined || !isParsable(code)) return whole;
  const tree = grammar.parse(code, undefined, parseDeadlineMs);
  if (tree === undefined) return whole;
  const pieces: CodePiece[] = [];
  let from = 0;
  const add = (node: Node, kind: PieceKind) => {
    if (node.startIndex < from) return;
    if (node.startIndex > from) pieces.push({ text: code.slice(from, node.startIndex), kind: 'plain' });
    pieces.push({ text: code.slice(node.startIndex, node.endIndex), kind });
    from = node.endIndex;
  };
  const visit = (node: Node) => {
    const kind = kindOf(node, grammar);
    if (kind !== undefined) add(node, kind);
    else for (const child of node.children) if (child !== null) visit(child);
  };
  visit(tree.rootNode);
  tree.delete();
  if (from < code.length) pieces.push({ text: code.slice(from), kind: 'plain' });
  return pieces;
}

/** Undefined where its children say more. */
function kindOf(node: Node, { nodeTypes }: Grammar): PieceKind | undefined {
  const { type, isNamed, parent } = node;
  if (nodeTypes.comments.has(type)) return 'comment';
  if (nodeTypes.strings.has(type)) return 'string';
  if (node.childCount > 0) return undefined;
  if (!isNamed) return /^[a-z]+$/i.test(type) ? 'keyword' : 'plain';
  if (/(?:integer|float|number|numeric|decimal)/.test(type)) return 'number';
  if (/^(?:true|false|none|null|nil|this|self|undefined)$/.test(type)) return 'keyword';
  if (/type/.test(type)) return 'type';
  const isCallee = parent?.childForFieldName('function')?.id === node.id;
  const isDefined =
    /function|method/.test(parent?.type ?? '') && parent?.childForFieldName('name')?.id === node.id;
  return isCallee || isDefined ? 'function' : 'plain';
}

/** As models name languages behind fences. */
export function languageNamed(name: string): string {
  const names: Readonly<Record<string, string>> = {
    ts: 'typescript',
    tsx: 'typescriptreact',
    js: 'javascript',
    jsx: 'javascriptreact',
    py: 'python',
    rs: 'rust',
    sh: 'shellscript',
    bash: 'shellscript',
    cs: 'csharp',
    'c++': 'cpp',
    rb: 'ruby',
  };
  return Object.hasOwn(names, name) ? (names[name] ?? name) : name;
}
