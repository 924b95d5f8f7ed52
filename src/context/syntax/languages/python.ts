// Python. Docstrings are strings to its grammar.
import { type LanguageRow, languageRowOf } from './languageRow.ts';

export const python: LanguageRow = languageRowOf({
  grammar: 'python',
  scopeQuery: `
    [(module) (block) (dictionary) (list)] @scope
    (comment) @leading`,
  comments: ['comment'],
  strings: ['string'],
  codeInStrings: ['interpolation'],
  functions: ['function_definition', 'lambda'],
});
