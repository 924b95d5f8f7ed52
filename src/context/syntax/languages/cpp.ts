// C++, and C by the same grammar. Branches of the preprocessor are scopes, whatever they hold.
import { type LanguageRow, languageRowOf } from './languageRow.ts';

export const cpp: LanguageRow = languageRowOf({
  grammar: 'cpp',
  scopeQuery: `
    [(translation_unit) (compound_statement) (case_statement)] @scope
    [(declaration_list) (field_declaration_list) (enumerator_list) (initializer_list)] @scope
    [(preproc_if) (preproc_ifdef) (preproc_elif) (preproc_elifdef) (preproc_else)] @scope
    (field_declaration_list (access_specifier) @leading)
    (comment) @leading`,
  comments: ['comment'],
  strings: ['string_literal', 'raw_string_literal', 'char_literal', 'system_lib_string'],
  functions: ['function_definition', 'lambda_expression'],
});
