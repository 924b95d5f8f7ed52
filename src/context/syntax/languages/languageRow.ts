// What is known of one language: its grammar, the query that finds its scopes, and what its nodes mean.
// Must not know trees or windows.

export interface LanguageRow {
  readonly grammarFile: string;
  /**
   * Captures `@scope`: nodes whose named children are statements, members or elements one after another; and
   * `@leading`: such children that belong to the next one when that begins on the line after them, and to the one
   * before them when they begin on its last line.
   */
  readonly scopeQuery: string;
  readonly nodeTypes: NodeTypes;
}

/** Types of nodes, as the grammar names them. */
export interface NodeTypes {
  readonly comments: ReadonlySet<string>;
  /** Literals of text, patterns among them. */
  readonly strings: ReadonlySet<string>;
  /** Nodes within `strings` that are code again. */
  readonly codeInStrings: ReadonlySet<string>;
  /** Nodes with a body that runs on its own: functions, methods, closures. */
  readonly functions: ReadonlySet<string>;
}

interface LanguageParts {
  readonly grammar: string;
  readonly scopeQuery: string;
  readonly comments: readonly string[];
  readonly strings: readonly string[];
  readonly codeInStrings?: readonly string[];
  readonly functions?: readonly string[];
}

export function languageRowOf(parts: LanguageParts): LanguageRow {
  const { grammar, scopeQuery, comments, strings, codeInStrings = [], functions = [] } = parts;
  return {
    grammarFile: `tree-sitter-${grammar}.wasm`,
    scopeQuery,
    nodeTypes: {
      comments: new Set(comments),
      strings: new Set(strings),
      codeInStrings: new Set(codeInStrings),
      functions: new Set(functions),
    },
  };
}
