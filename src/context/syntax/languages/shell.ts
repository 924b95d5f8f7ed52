// Shell scripts, by the grammar for Bash. An `if` holds its first branch itself.
import { type LanguageRow, languageRowOf } from './languageRow.ts';

export const shell: LanguageRow = languageRowOf({
  grammar: 'bash',
  scopeQuery: `
    [(program) (compound_statement) (subshell) (do_group)] @scope
    [(if_statement) (elif_clause) (else_clause) (case_statement) (case_item)] @scope
    (array) @scope
    (comment) @leading`,
  comments: ['comment'],
  strings: ['string', 'raw_string', 'ansi_c_string', 'translated_string', 'heredoc_body', 'regex'],
  codeInStrings: [
    'command_substitution',
    'process_substitution',
    'arithmetic_expansion',
    'expansion',
    'simple_expansion',
  ],
  functions: ['function_definition'],
});
