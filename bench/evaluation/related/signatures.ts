// The text of a definition without its body, dedented: what a reader needs for using it.
// Goes by fields that grammars share; must not know which definitions matter.
import type { Node } from 'web-tree-sitter';

export interface SourceText {
  /** What the tree was made of, with `\n` line ends. */
  readonly text: string;
  /** What ends a signature in this file's style. */
  readonly statementEnd: string;
}

/** The bodies of functions and containers, also of those that a name is given by assignment. */
export function bodyOf(named: Node): Node | null {
  return named.childForFieldName('body') ?? valueOf(named)?.childForFieldName('body') ?? null;
}

function valueOf(named: Node): Node | null {
  return named.childForFieldName('value') ?? named.childForFieldName('right');
}

/** From `startOffset` up to `body`, which is left out. */
export function headOf(startOffset: number, body: Node, { text }: SourceText): string {
  return dedent(text.slice(startOffset, body.startIndex).trimEnd(), indentationAt(text, startOffset));
}

/** Up to the body, closed so that it stands for itself. */
export function signatureOf(node: Node, named: Node, source: SourceText): string {
  const { text, statementEnd } = source;
  const start = startOf(node);
  // The fields of an enum's variant are no body to leave out.
  const body = named.type.includes('variant') ? null : bodyOf(named);
  if (body === null) {
    const end = /[;,]/.test(text[node.endIndex] ?? '') ? node.endIndex + 1 : node.endIndex;
    return dedent(text.slice(start, end).trimEnd(), indentationAt(text, start));
  }
  const head = headOf(start, body, source);
  return head + endOfSignature(head, body, statementEnd);
}

function endOfSignature(head: string, body: Node, statementEnd: string): string {
  if (head.endsWith('=>')) return ` {}${statementEnd}`;
  if (head.endsWith(':')) return ' ...';
  return body.text.startsWith('{') ? statementEnd : '';
}

/** Behind decorators, unless they are a short line like `@property`. */
export function startOf(node: Node): number {
  if (node.firstNamedChild?.type !== 'decorator') return node.startIndex;
  const rest = node.children.find(({ type }) => type !== 'decorator' && type !== 'comment');
  if (rest === undefined) return node.startIndex;
  const isShort = rest.startIndex - node.startIndex <= maxDecoratorCharacters;
  return isShort && node.type === 'decorated_definition' ? node.startIndex : rest.startIndex;
}

const maxDecoratorCharacters = 60;

export function indentationAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

function dedent(text: string, indentation: string): string {
  return indentation === '' ? text : text.replaceAll(`\n${indentation}`, '\n');
}
