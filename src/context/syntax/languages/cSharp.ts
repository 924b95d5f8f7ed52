// C#. A namespace for the whole file holds nothing in its grammar: what follows stands beside it.
import { type LanguageRow, languageRowOf } from './languageRow.ts';

export const cSharp: LanguageRow = languageRowOf({
  grammar: 'c-sharp',
  scopeQuery: `
    [(compilation_unit) (block) (switch_body) (switch_section) (switch_expression)] @scope
    [(declaration_list) (enum_member_declaration_list) (accessor_list)] @scope
    (initializer_expression) @scope
    (comment) @leading`,
  comments: ['comment', 'shebang_directive'],
  strings: [
    'string_literal',
    'verbatim_string_literal',
    'raw_string_literal',
    'interpolated_string_expression',
    'character_literal',
  ],
  codeInStrings: ['interpolation'],
  functions: [
    'method_declaration',
    'constructor_declaration',
    'destructor_declaration',
    'operator_declaration',
    'conversion_operator_declaration',
    'accessor_declaration',
    'local_function_statement',
    'lambda_expression',
    'anonymous_method_expression',
  ],
});
