// From a syntax tree to the definitions that other files can use, each as a head and its members' heads.
// Goes by the field names that grammars share (`name`, `body`, `value`), so that it must not know languages.
import type { Node, Tree } from 'web-tree-sitter';

export interface Member {
  readonly name: string;
  /** Without body, comment and the container's indentation. */
  readonly text: string;
}

export interface Definition {
  readonly name: string;
  readonly startOffset: number;
  /** All of it for what has no members; up to the members otherwise. */
  readonly head: string;
  readonly members: readonly Member[];
  /** What closes the members. */
  readonly tail: string;
}

const maxDepth = 6;
const maxDefinitions = 2_000;
const maxMembers = 200;
const namespaceType = /^(?:internal_module|module|mod_item|namespace_.*|file_scoped_namespace_declaration)$/;
const containerType = /class|interface|enum|trait|impl|struct|record|object_declaration|protocol/;
const notDefining = /comment|decorator|import|string|^call$|^if_|^for_|^return|^preproc_include/;
/** Private to its container, so of no use elsewhere; `_` is a habit of many languages, `__init__` a constructor. */
const privateText = /^(?:private\b|#)/;
const privateName = /^_(?!_init__$)/;

/** @param text What the tree was made of, with `\n` line ends. */
export function definitionsIn(tree: Tree, text: string): Definition[] {
  const source: Source = { text, statementEnd: /;[ \t]*\n/.test(text) ? ';' : '' };
  const found: Definition[] = [];
  collect(tree.rootNode, source, found, 0);
  return found;
}

interface Source {
  readonly text: string;
  /** What ends a signature in this file's style. */
  readonly statementEnd: string;
}

function collect(scope: Node, source: Source, found: Definition[], depth: number): void {
  for (const node of scope.namedChildren) {
    if (found.length >= maxDefinitions) return;
    const named = namedIn(node);
    if (named === undefined) continue;
    const body = named.childForFieldName('body');
    if (body !== null && namespaceType.test(named.type)) {
      if (depth < maxDepth) collect(body, source, found, depth + 1);
    } else {
      const definition = describe(node, named, source);
      if (definition !== undefined) found.push(definition);
    }
  }
}

/** The node that holds the name: itself, or what an export, a decorator or a declaration wraps. */
function namedIn(node: Node, depth = 0): Node | undefined {
  if (notDefining.test(node.type)) return undefined;
  if (nameNode(node) !== null) return node;
  if (depth > 2) return undefined;
  for (const child of node.namedChildren) {
    const named = namedIn(child, depth + 1);
    if (named !== undefined) return named;
  }
  return undefined;
}

function nameNode(node: Node): Node | null {
  const name = node.childForFieldName('name') ?? node.childForFieldName('left');
  if (name !== null) return name;
  // C and C++ have the name inside declarators; Rust's `impl` has a type instead.
  if (node.type === 'impl_item') return node.childForFieldName('type');
  let declarator = node.childForFieldName('declarator');
  while (declarator?.childForFieldName('declarator')) declarator = declarator.childForFieldName('declarator');
  return declarator;
}

function describe(node: Node, named: Node, source: Source): Definition | undefined {
  const name = plainName(named);
  if (name === undefined) return undefined;
  const startOffset = startOf(node);
  const body = named.childForFieldName('body');
  if (body === null || !containerType.test(named.type)) {
    return { name, startOffset, head: signature(node, named, source), members: [], tail: '' };
  }
  const opening = body.text.startsWith('{') ? ' {' : '';
  const head = source.text.slice(startOffset, body.startIndex).trimEnd() + opening;
  const members = membersOf(body, source);
  const tail = body.text.endsWith('}') ? '}' : source.text.slice(body.endIndex, node.endIndex).trim();
  return { name, startOffset, head: dedent(head, indentationAt(source.text, startOffset)), members, tail };
}

function plainName(named: Node): string | undefined {
  const name = nameNode(named)?.text.match(/^[\w$\u0080-\uffff.:]+$/)?.[0];
  return name?.split(/[.:]/).at(-1);
}

function membersOf(body: Node, source: Source): Member[] {
  const outer = indentationAt(source.text, body.parent?.startIndex ?? body.startIndex);
  const members: Member[] = [];
  for (const node of body.namedChildren) {
    if (members.length >= maxMembers) break;
    const named = namedIn(node) ?? (notDefining.test(node.type) ? undefined : node);
    if (named === undefined) continue;
    const name = plainName(named) ?? '';
    const text = signature(node, named, source);
    if (text === '' || privateText.test(text) || privateName.test(name)) continue;
    const own = indentationAt(source.text, node.startIndex);
    const indentation = own.startsWith(outer) && own !== outer ? own.slice(outer.length) : '  ';
    members.push({ name, text: indentation + text.replaceAll('\n', `\n${indentation}`) });
  }
  return members;
}

/** Up to the body, or to a value that goes over several lines; dedented, so that its first line starts at 0. */
function signature(node: Node, named: Node, { text, statementEnd }: Source): string {
  const start = startOf(node);
  const indentation = indentationAt(text, start);
  const value = named.childForFieldName('value') ?? named.childForFieldName('right');
  const body = named.childForFieldName('body') ?? value?.childForFieldName('body') ?? null;
  if (body === null) {
    const end = /[;,]/.test(text[node.endIndex] ?? '') ? node.endIndex + 1 : node.endIndex;
    return dedent(text.slice(start, end), indentation);
  }
  const head = text.slice(start, body.startIndex).trimEnd();
  return dedent(head, indentation) + endOfSignature(head, body, statementEnd);
}

function endOfSignature(head: string, body: Node, statementEnd: string): string {
  if (head.endsWith('=>')) return ` {}${statementEnd}`;
  if (head.endsWith(':')) return ' ...';
  return body.text.startsWith('{') ? statementEnd : '';
}

/** Behind decorators, unless they are a short line like `@property`. */
function startOf(node: Node): number {
  const first = node.namedChildren.find(({ type }) => type !== 'decorator');
  const isDecorated = node.firstNamedChild?.type === 'decorator';
  if (!isDecorated || first === undefined) return node.startIndex;
  const isShort = first.startIndex - node.startIndex <= 60;
  return isShort && node.type === 'decorated_definition' ? node.startIndex : afterDecorators(node);
}

function afterDecorators(node: Node): number {
  const rest = node.children.find(({ type }) => type !== 'decorator' && type !== 'comment');
  return rest?.startIndex ?? node.startIndex;
}

function indentationAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

function dedent(text: string, indentation: string): string {
  return indentation === '' ? text : text.replaceAll(`\n${indentation}`, '\n');
}
