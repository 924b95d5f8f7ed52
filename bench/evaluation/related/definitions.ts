// From a syntax tree to the definitions that other files can use, each as a head and its members' heads.
// Goes by the field names that grammars share (`name`, `body`, `value`), so that it must not know languages.
import type { Node, Tree } from 'web-tree-sitter';
import { bodyOf, headOf, indentationAt, type SourceText, signatureOf, startOf } from './signatures.ts';

export interface Member {
  readonly name: string;
  /** Without body and comment, indented below its container. */
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
/** A container that fits on such a line is clearer as it is. */
const maxWholeLine = 100;
const namespaceType = /^(?:internal_module|module|mod_item|namespace_.*)$/;
/** Definitions stand in these as if outside: a check for the platform, a fallback after a failed import. */
const transparentType =
  /^(?:(?:if|try)_statement|(?:else|except|finally)_clause|block|statement_block|preproc_(?:if|ifdef|else)|linkage_specification|declaration_list)$/;
const containerType = /class|interface|enum|trait|impl|struct|record|object_declaration|protocol/;
const notDefining =
  /comment|decorator|import|string|directive|^package|^use_|^call$|^for_|^return|^preproc_include|access_specifier|^file_scoped_namespace/;
const requiredModule = /^\S.{0,200}=\s*require\(\s*['"][^'"\n]*['"]\s*\);?$/;
/** Private to its container, so of no use elsewhere; `_` is a habit of many languages, `__init__` a constructor. */
const privateText = /^(?:private\b|#)/;
const privateName = /^_(?!_init__$)/;

export function definitionsIn(tree: Tree, text: string): Definition[] {
  const source: SourceText = { text, statementEnd: /;[ \t]*\n/.test(text) ? ';' : '' };
  const found: Definition[] = [];
  collect(tree.rootNode, source, found, 0);
  return found;
}

function collect(scope: Node, source: SourceText, found: Definition[], depth: number): void {
  if (depth > maxDepth) return;
  for (const node of scope.namedChildren) {
    if (found.length >= maxDefinitions) return;
    const named = transparentType.test(node.type) ? node : namedIn(node);
    if (named === undefined) continue;
    const isNamespace = namespaceType.test(named.type);
    const inner = isNamespace ? named.childForFieldName('body') : null;
    if (named === node && transparentType.test(node.type)) collect(node, source, found, depth + 1);
    else if (inner !== null) collect(inner, source, found, depth + 1);
    else if (!isNamespace) found.push(...describe(node, named, source));
  }
}

/** The node that holds the name: itself, or what an export, a decorator or a declaration wraps. */
function namedIn(node: Node, depth = 0): Node | undefined {
  if (notDefining.test(node.type)) return undefined;
  const assigned = node.childForFieldName('right');
  if (assigned !== null && assigned.childForFieldName('name') !== null && bodyOf(assigned) !== null) {
    return assigned;
  }
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
  // Rust's `impl` has a type instead; C and C++ have the name inside declarators.
  if (node.type === 'impl_item') return node.childForFieldName('type');
  let declarator = node.childForFieldName('declarator');
  while (declarator !== null) {
    const next = declarator.childForFieldName('declarator');
    if (next === null) return declarator;
    declarator = next;
  }
  return null;
}

/** The last part of a qualified name, without type arguments; undefined for patterns. */
function plainName(named: Node): string | undefined {
  const name = nameNode(named)?.text.replace(/<[^<>]*>/g, '');
  return name === undefined
    ? undefined
    : /^(?:[\w$\u0080-\uffff]+[.:]+)*([\w$\u0080-\uffff]+)$/.exec(name)?.[1];
}

function describe(node: Node, named: Node, source: SourceText): Definition[] {
  const name = plainName(named);
  if (name === undefined) return [];
  const startOffset = startOf(node);
  const body = bodyOf(named);
  const whole = source.text.slice(startOffset, node.endIndex);
  if (requiredModule.test(whole)) return [];
  const isWhole = whole.length <= maxWholeLine && !whole.includes('\n');
  const isContainer = body !== null && containerType.test(body.parent?.type ?? named.type);
  if (!isContainer || isWhole) {
    const head = isContainer ? whole : signatureOf(node, named, source);
    return [{ name, startOffset, head, members: [], tail: '' }];
  }
  const opening = body.text.startsWith('{') ? ' {' : '';
  const head = headOf(startOffset, body, source) + opening;
  const tail = body.text.endsWith('}') ? '}' : source.text.slice(body.endIndex, node.endIndex).trim();
  return [{ name, startOffset, head, members: membersOf(body, source), tail }];
}

function membersOf(body: Node, source: SourceText): Member[] {
  const outer = indentationAt(source.text, body.parent?.startIndex ?? body.startIndex);
  const members: Member[] = [];
  let isHidden = false;
  for (const node of body.namedChildren) {
    if (members.length >= maxMembers) break;
    // C++ says once for all that follow what is private.
    if (node.type === 'access_specifier') isHidden = node.text.startsWith('private');
    if (isHidden || isComment(node)) continue;
    const named = namedIn(node) ?? node;
    const name = plainName(named) ?? '';
    const text = signatureOf(node, named, source);
    if (text === '' || privateText.test(text) || privateName.test(name)) continue;
    const own = indentationAt(source.text, node.startIndex);
    const indentation = own.startsWith(outer) && own !== outer ? own.slice(outer.length) : '  ';
    members.push({ name, text: indentation + text.replaceAll('\n', `\n${indentation}`) });
  }
  return members;
}

/** Comments, decorators, and the strings that Python documents with. */
function isComment(node: Node): boolean {
  const isText = node.type === 'expression_statement' && node.firstNamedChild?.type === 'string';
  return isText || notDefining.test(node.type);
}
