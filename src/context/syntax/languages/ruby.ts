// Ruby. The text of a heredoc stands behind the statement that begins it, and belongs to it.
import { type LanguageRow, languageRowOf } from './languageRow.ts';

export const ruby: LanguageRow = languageRowOf({
  grammar: 'ruby',
  scopeQuery: `
    [(program) (body_statement) (block_body) (begin) (begin_block) (end_block)] @scope
    [(then) (else) (ensure) (do) (case) (case_match)] @scope
    [(hash) (array)] @scope
    [(comment) (heredoc_body)] @leading`,
  comments: ['comment', 'uninterpreted'],
  strings: [
    'string',
    'string_array',
    'symbol_array',
    'delimited_symbol',
    'subshell',
    'heredoc_body',
    'regex',
    'character',
  ],
  codeInStrings: ['interpolation'],
  functions: ['method', 'singleton_method', 'lambda', 'block', 'do_block'],
});
