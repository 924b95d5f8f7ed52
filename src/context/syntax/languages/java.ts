// Java. Annotations belong to what they annotate already.
import { type LanguageRow, languageRowOf } from './languageRow.ts';

export const java: LanguageRow = languageRowOf({
  grammar: 'java',
  scopeQuery: `
    [(program) (block) (constructor_body) (switch_block) (switch_block_statement_group)] @scope
    [(class_body) (interface_body) (annotation_type_body) (module_body)] @scope
    [(enum_body) (enum_body_declarations) (array_initializer)] @scope
    [(line_comment) (block_comment)] @leading`,
  comments: ['line_comment', 'block_comment'],
  strings: ['string_literal', 'character_literal'],
  codeInStrings: ['string_interpolation'],
  functions: [
    'method_declaration',
    'constructor_declaration',
    'compact_constructor_declaration',
    'lambda_expression',
    'static_initializer',
  ],
});
