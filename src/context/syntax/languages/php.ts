// PHP, with the text around its tags.
import { type LanguageRow, languageRowOf } from './languageRow.ts';

export const php: LanguageRow = languageRowOf({
  grammar: 'php',
  scopeQuery: `
    [(program) (compound_statement) (colon_block)] @scope
    [(switch_block) (case_statement) (default_statement) (match_block)] @scope
    [(declaration_list) (enum_declaration_list) (property_hook_list)] @scope
    [(array_creation_expression)] @scope
    (comment) @leading`,
  comments: ['comment'],
  strings: ['string', 'encapsed_string', 'heredoc', 'nowdoc', 'shell_command_expression'],
  codeInStrings: [
    'variable_name',
    'dynamic_variable_name',
    'member_access_expression',
    'nullsafe_member_access_expression',
    'member_call_expression',
    'nullsafe_member_call_expression',
    'scoped_call_expression',
    'scoped_property_access_expression',
    'function_call_expression',
    'subscript_expression',
  ],
  functions: [
    'function_definition',
    'method_declaration',
    'anonymous_function',
    'arrow_function',
    'property_hook',
  ],
});
