// What nodes of a syntax tree stand for, whatever the language: names, members, docstrings, returned values.
// Must not know selections or what is asked of a model.
import type { Node } from 'web-tree-sitter';

const wrapperTypes: ReadonlySet<string> = new Set([
  'export_statement',
  'decorated_definition',
  'lexical_declaration',
  'variable_declaration',
  'variable_declarator',
  'public_field_definition',
  'field_definition',
  'pair',
]);

/** The statement that makes a function what it is called: `export`, decorators, `const name =`. */
export function wrapped(node: Node): Node {
  let outer = node;
  while (outer.parent !== null && wrapperTypes.has(outer.parent.type)) outer = outer.parent;
  return outer;
}

export function nameAbove({ parent }: Node): Node | null | undefined {
  if (parent === null || !wrapperTypes.has(parent.type)) return undefined;
  return parent.childForFieldName('name') ?? parent.childForFieldName('key');
}

/** As C declares it; of an `impl`, its type; of a rule, its selectors. */
export function declaredName(node: Node): Node | null | undefined {
  const declarator = node.childForFieldName('declarator')?.childForFieldName('declarator');
  if (declarator) return declarator;
  return node.type === 'impl_item'
    ? node.childForFieldName('type')
    : node.type === 'rule_set' || node.type === 'media_statement'
      ? node.namedChildren[0]
      : undefined;
}

export function plainName(node: Node): string | undefined {
  if (node.type === 'identifier' || node.type === 'variable_name') return node.text;
  const inner = node.namedChildren.filter((child) => child !== null);
  const [only] = inner;
  const isSplat = /splat|rest_pattern|pointer|reference|variable_declarator/.test(node.type);
  return isSplat && inner.length === 1 && only?.type === 'identifier' ? only.text : undefined;
}

export function isDocstring({ type, parent, text }: Node): boolean {
  return (
    type === 'string' &&
    parent?.type === 'expression_statement' &&
    parent.namedChildCount === 1 &&
    /^[rRuU]?(?:"""|''')/.test(text)
  );
}

/** A name of a variable, function, type or member. */
export function isIdentifier({ type, childCount }: Node): boolean {
  return childCount === 0 && /identifier|^(?:variable_name|name|constant)$/.test(type);
}

const memberFields: ReadonlySet<string> = new Set(['attribute', 'property', 'field', 'key']);

export function isMember(node: Node): boolean {
  const { parent } = node;
  if (parent === null) return false;
  if (
    /^(?:keyword_argument|method_invocation|method_declaration|named_argument|member_access_expression)$/.test(
      parent.type,
    )
  )
    return parent.childForFieldName('name')?.id === node.id;
  return [...memberFields].some((field) => parent.childForFieldName(field)?.id === node.id);
}

export function isMemberAccess(node: Node | null | undefined): boolean {
  return /^(?:member_expression|subscript_expression|attribute|subscript|selector_expression|field_expression|field_access|member_access_expression|element_access_expression|index_expression)$/.test(
    node?.type ?? '',
  );
}

/** A declared result that is one: in Rust the last expression is the result, without a word. */
export function isTypeOfValue(returnType = ''): boolean {
  const type = returnType.replace(/^(?::|->)\s*/, '').trim();
  return type !== '' && !/^(?:void|None|\(\)|!|never|undefined|Promise<void>|NoReturn)$/.test(type);
}

/** A `return` with something behind it, outside of the functions within; an expression is one. */
export function returnsValue(node: Node, bodyId: number, functions: ReadonlySet<string>): boolean {
  if (node.id === bodyId && !/block|body|statement|suite|list$/.test(node.type)) return true;
  if (/^return_(?:statement|expression)$|^return$/.test(node.type)) return node.namedChildCount > 0;
  return node.namedChildren.some(
    (child) => child !== null && !functions.has(child.type) && returnsValue(child, bodyId, functions),
  );
}
