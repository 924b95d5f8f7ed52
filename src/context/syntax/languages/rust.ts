// Rust. Doc comments and attributes are nodes before what they are about.
import { type LanguageRow, languageRowOf } from './languageRow.ts';

export const rust: LanguageRow = languageRowOf({
  grammar: 'rust',
  scopeQuery: `
    [(source_file) (block) (declaration_list) (match_block)] @scope
    [(field_declaration_list) (enum_variant_list) (field_initializer_list)] @scope
    [(array_expression) (macro_definition)] @scope
    [(line_comment) (block_comment) (attribute_item)] @leading`,
  comments: ['line_comment', 'block_comment', 'shebang'],
  strings: ['string_literal', 'raw_string_literal', 'char_literal'],
  functions: ['function_item', 'closure_expression', 'async_block'],
});
