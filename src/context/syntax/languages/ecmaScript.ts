// JavaScript and TypeScript, with and without JSX: three grammars with the same names for the same things.
import { type LanguageRow, languageRowOf } from './languageRow.ts';

const commonQuery = `
  [(program) (statement_block) (class_body) (switch_body) (switch_case) (switch_default)] @scope
  [(object) (array)] @scope
  [(comment) (decorator)] @leading`;
const jsxQuery = `
  (jsx_element) @scope`;
const typesQuery = `
  [(interface_body) (object_type) (enum_body)] @scope`;

const comments = ['comment', 'html_comment', 'hash_bang_line'];
const strings = ['string', 'template_string', 'regex'];
const codeInStrings = ['template_substitution'];
const functions = [
  'function_declaration',
  'function_expression',
  'generator_function_declaration',
  'generator_function',
  'arrow_function',
  'method_definition',
  'class_static_block',
];

export const javaScript: LanguageRow = languageRowOf({
  grammar: 'javascript',
  scopeQuery: commonQuery + jsxQuery,
  comments,
  strings,
  codeInStrings,
  functions,
});

export const typeScript: LanguageRow = typed('typescript', commonQuery + typesQuery);
export const typeScriptReact: LanguageRow = typed('tsx', commonQuery + typesQuery + jsxQuery);

function typed(grammar: string, scopeQuery: string): LanguageRow {
  return languageRowOf({
    grammar,
    scopeQuery,
    comments,
    strings: [...strings, 'template_literal_type'],
    codeInStrings: [...codeInStrings, 'template_type'],
    functions,
  });
}
