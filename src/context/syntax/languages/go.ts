// Go. A block's statements stand in a list of their own; a `switch` holds its cases itself.
import { type LanguageRow, languageRowOf } from './languageRow.ts';

export const go: LanguageRow = languageRowOf({
  grammar: 'go',
  scopeQuery: `
    [(source_file) (statement_list) (field_declaration_list) (interface_type)] @scope
    [(import_spec_list) (const_declaration) (var_spec_list) (literal_value)] @scope
    [(expression_switch_statement) (type_switch_statement) (select_statement)] @scope
    (comment) @leading`,
  comments: ['comment'],
  strings: ['interpreted_string_literal', 'raw_string_literal', 'rune_literal'],
  functions: ['function_declaration', 'method_declaration', 'func_literal'],
});
