// Declarations where a language wants a statement, as in `if (a) int b;`: the grammars of C#, Java and JavaScript take
// both for the same and see no error. Must not know documents.
import type { Node, Tree } from 'web-tree-sitter';

const embedding = [
  'if_statement',
  'else_clause',
  'while_statement',
  'do_statement',
  'for_statement',
  'for_in_statement',
  'foreach_statement',
  'enhanced_for_statement',
  'using_statement',
  'lock_statement',
  'fixed_statement',
  'with_statement',
];
const embeddedFields = ['consequence', 'alternative', 'body'];
/** `var` of JavaScript, and its functions, may stand there. */
const declared =
  /^(?:local_declaration_statement|local_function_statement|local_variable_declaration|lexical_declaration|(?:abstract_)?class_declaration|record_declaration|interface_declaration|enum_declaration|type_alias_declaration)$/;

export function misplacedDeclarationCount({ rootNode }: Tree): number {
  const statements = rootNode.descendantsOfType(embedding).filter((node) => node !== null);
  return statements.flatMap(embeddedIn).filter(({ type }) => declared.test(type)).length;
}

function embeddedIn(statement: Node): readonly Node[] {
  const named = embeddedFields
    .map((field) => statement.childForFieldName(field))
    .filter((node) => node !== null);
  const last = statement.lastNamedChild;
  return named.length > 0 || last === null ? named : [last];
}
