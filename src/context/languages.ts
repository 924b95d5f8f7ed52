// One row a language: its grammar and the query that finds its scopes.
// Adding a language is adding a row and its golden file. Must not know trees or windows.

export interface LanguageRow {
  readonly grammarFile: string;
  /**
   * Captures `@scope`: nodes whose named children are statements, members or elements one after another; and
   * `@leading`: such children that belong to the next one when that begins on the line after them.
   */
  readonly scopeQuery: string;
}

const ecmaScriptQuery = `
  [(program) (statement_block) (class_body) (switch_body) (switch_case) (switch_default)] @scope
  [(object) (array)] @scope
  [(comment) (decorator)] @leading`;
const jsxQuery = `
  (jsx_element) @scope`;
const typesQuery = `
  [(interface_body) (object_type) (enum_body)] @scope`;
const pythonQuery = `
  [(module) (block) (dictionary) (list)] @scope
  (comment) @leading`;

const javaScript = row('javascript', ecmaScriptQuery, jsxQuery);

const rows: Readonly<Record<string, LanguageRow>> = {
  typescript: row('typescript', ecmaScriptQuery, typesQuery),
  typescriptreact: row('tsx', ecmaScriptQuery, typesQuery, jsxQuery),
  javascript: javaScript,
  javascriptreact: javaScript,
  python: row('python', pythonQuery),
};

function row(grammar: string, ...queries: readonly string[]): LanguageRow {
  return { grammarFile: `tree-sitter-${grammar}.wasm`, scopeQuery: queries.join('') };
}

export function languageRow(languageId: string): LanguageRow | undefined {
  return Object.hasOwn(rows, languageId) ? rows[languageId] : undefined;
}

export const scopeLanguages: readonly string[] = Object.keys(rows);
