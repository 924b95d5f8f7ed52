// What a syntax tree says of one name or token: what kind of text, which node, what it declares and where that holds.
// Must not know documents, or languages but by the types of their nodes.
import type { Node, Tree } from 'web-tree-sitter';
import type { TextRange } from '../../base/ranges.ts';
import type { NodeTypes } from './languages/languageRow.ts';

/** A name that is declared, and where it means that: the function it is local to, or the whole document. */
export interface Declaration {
  /** `member` of a class or the like, found by its owner; other names are found by themselves. */
  readonly kind: 'name' | 'member';
  /** An assignment may declare its target or only change it. */
  readonly isAssignment: boolean;
  /** Undefined for the whole document. */
  readonly scope: TextRange | undefined;
}

export interface NodeFacts {
  readonly kind: 'code' | 'comment' | 'string';
  /** The grammar's names of the smallest node around the token, and of its parent. */
  readonly type: string;
  readonly parentType: string;
  readonly declaration: Declaration | undefined;
}

/** Each step up costs the depth of the tree. */
const maxLevels = 200;
const declaringRoles = ['name', 'declarator', 'pattern', 'parameter'] as const;
const declaringParents =
  /declar|definition|_item$|_spec$|parameter|signature|variant|property_element|^(?:method|singleton_method|class|module|arrow_function|catch_clause)$/;
const parameterLists = /^(?:formal_|lambda_|closure_|method_|block_)?parameters$/;
const assignments = /^(?:assignment|for_statement|for_in_statement)$/;
const assignmentLists = /^(?:short_var_declaration|range_clause)$/;
const classLike =
  /(?:^|_)(?:class|struct|interface|trait|impl|enum|object_type|record|module)(?:_|$)|^(?:interface_body|object_type)$/;
const heads = /signature|function_type|function_declarator/;

export function nodeFacts(tree: Tree, types: NodeTypes, range: TextRange): NodeFacts {
  const leaf = tree.rootNode.descendantForIndex(range.startOffset, range.endOffset);
  const parent = leaf?.parent ?? null;
  if (leaf === null || parent === null)
    return { kind: 'code', type: leaf?.type ?? '', parentType: '', declaration: undefined };
  const isWhole = leaf.startIndex === range.startOffset && leaf.endIndex === range.endOffset;
  const kind = kindOf(leaf, types);
  return {
    kind,
    type: leaf.type,
    parentType: parent.type,
    declaration: isWhole && kind === 'code' ? declarationOf(leaf, parent, types) : undefined,
  };
}

function kindOf(leaf: Node, types: NodeTypes): NodeFacts['kind'] {
  let node: Node | null = leaf;
  for (let level = 0; node !== null && level < maxLevels; level++) {
    if (types.comments.has(node.type)) return 'comment';
    if (types.codeInStrings.has(node.type)) return 'code';
    if (types.strings.has(node.type)) return 'string';
    node = node.parent;
  }
  return 'code';
}

function declarationOf(leaf: Node, parent: Node, types: NodeTypes): Declaration | undefined {
  const isAssignment = isAssigned(leaf, parent);
  if (!isAssignment && !isDeclared(leaf, parent)) return undefined;
  let child = leaf;
  let isName = true;
  for (let level = 0; level < maxLevels; level++) {
    const outer: Node | null = child.parent;
    if (outer === null) break;
    isName &&= isField(outer, child, ['name', 'declarator']);
    if (!isName && (types.functions.has(outer.type) || heads.test(outer.type)))
      return { kind: 'name', isAssignment, scope: rangeOf(outer) };
    if (!isName && classLike.test(outer.type) && outer.parent !== null)
      return { kind: 'member', isAssignment, scope: rangeOf(outer) };
    child = outer;
  }
  return { kind: 'name', isAssignment, scope: undefined };
}

function isDeclared(leaf: Node, parent: Node): boolean {
  if (parameterLists.test(parent.type)) return true;
  return declaringParents.test(parent.type) && isField(parent, leaf, declaringRoles);
}

function isAssigned(leaf: Node, parent: Node): boolean {
  if (assignments.test(parent.type)) return isField(parent, leaf, ['left']);
  return (
    parent.type === 'expression_list' && parent.parent !== null && assignmentLists.test(parent.parent.type)
  );
}

function isField(parent: Node, child: Node, fields: readonly string[]): boolean {
  return fields.some((field) => parent.childForFieldName(field)?.id === child.id);
}

function rangeOf({ startIndex, endIndex }: Node): TextRange {
  return { startOffset: startIndex, endOffset: endIndex };
}
