// One row a language: its grammar and the kinds of syntax nodes whose children are statements.
// Adding a language is adding a row. Must not know trees or windows.

export interface LanguageRow {
  readonly grammarFile: string;
  /** Nodes that hold statements, members or declarations one after another. */
  readonly scopeKinds: ReadonlySet<string>;
}

const ecmaScript = ['program', 'statement_block', 'class_body', 'switch_body', 'object'];
const typeScript = [...ecmaScript, 'interface_body', 'enum_body', 'object_type'];

const rows: Readonly<Record<string, { readonly grammar: string; readonly scopes: readonly string[] }>> = {
  typescript: { grammar: 'typescript', scopes: typeScript },
  typescriptreact: { grammar: 'tsx', scopes: typeScript },
  javascript: { grammar: 'javascript', scopes: ecmaScript },
  javascriptreact: { grammar: 'javascript', scopes: ecmaScript },
  python: { grammar: 'python', scopes: ['module', 'block'] },
};

export function languageRow(languageId: string): LanguageRow | undefined {
  const row = Object.hasOwn(rows, languageId) ? rows[languageId] : undefined;
  if (row === undefined) return undefined;
  return { grammarFile: `tree-sitter-${row.grammar}.wasm`, scopeKinds: new Set(row.scopes) };
}

export const scopeLanguages: readonly string[] = Object.keys(rows);
