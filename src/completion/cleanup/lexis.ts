// How languages write comments and strings, as far as finding brackets needs it. Pure data.
// Must not know syntax trees: it serves where there is none, and unfinished code.

export interface Lexis {
  /** What begins a comment that ends with its line. */
  readonly lineComments: readonly string[];
  readonly hasBlockComments: boolean;
  /** Whether `/…/` can be a regular expression. */
  readonly hasRegularExpressions: boolean;
  /** Whether `'` begins a character or a lifetime, never a string. */
  readonly hasLifetimes: boolean;
  /** Whether a comma may stand behind the last element. */
  readonly hasTrailingCommas: boolean;
  /** Text for people first: brackets, fences and sentences in it mean nothing. */
  readonly isProse: boolean;
  /** Whether what belongs together is indented; lines of prose stand for themselves. */
  readonly hasStatements: boolean;
  /** Whether brackets come in pairs; a shell's `case` closes what nothing opened. */
  readonly isBalanced: boolean;
}

const slashes: Lexis = {
  lineComments: ['//'],
  hasBlockComments: true,
  hasRegularExpressions: false,
  hasLifetimes: false,
  hasTrailingCommas: true,
  isProse: false,
  hasStatements: true,
  isBalanced: true,
};
const ecmaScript: Lexis = { ...slashes, hasRegularExpressions: true };
const hashes: Lexis = { ...slashes, lineComments: ['#'], hasBlockComments: false };
const dashes: Lexis = { ...slashes, lineComments: ['--'] };
const sql: Lexis = { ...dashes, hasTrailingCommas: false };
const prose: Lexis = {
  ...slashes,
  lineComments: [],
  hasBlockComments: false,
  isProse: true,
  hasStatements: false,
  isBalanced: false,
};

const lexes: Readonly<Record<string, Lexis>> = {
  ...each(ecmaScript, 'javascript', 'javascriptreact', 'typescript', 'typescriptreact'),
  ...each({ ...slashes, hasLifetimes: true }, 'rust'),
  ...each(hashes, 'python', 'ruby', 'yaml', 'toml', 'r', 'perl', 'elixir', 'julia', 'coffeescript'),
  ...each(hashes, 'powershell', 'ini', 'properties', 'dockercompose'),
  ...each({ ...hashes, isBalanced: false }, 'shellscript', 'makefile', 'dockerfile', 'bat'),
  ...each(dashes, 'lua', 'haskell'),
  ...each(sql, 'sql'),
  ...each({ ...slashes, hasTrailingCommas: false }, 'json', 'jsonc'),
  ...each({ ...slashes, lineComments: ['//', '#'] }, 'php'),
  ...each(prose, 'markdown', 'plaintext', 'latex', 'restructuredtext', 'asciidoc', 'mdx'),
  ...each(prose, 'tex', 'bibtex', 'git-commit'),
  ...each({ ...prose, hasStatements: true }, 'html', 'xml', 'handlebars'),
  // Markup around scripts: its text has brackets of its own.
  ...each({ ...ecmaScript, isBalanced: false }, 'vue', 'svelte', 'astro'),
};

function each(lexis: Lexis, ...languageIds: readonly string[]): Record<string, Lexis> {
  return Object.fromEntries(languageIds.map((languageId) => [languageId, lexis]));
}

/** Languages without a row are taken to write comments as C does. */
export function lexisOf(languageId: string | undefined): Lexis {
  return languageId !== undefined && Object.hasOwn(lexes, languageId)
    ? (lexes[languageId] ?? slashes)
    : slashes;
}

/** What words are made of, for a class of a regular expression; in prose a dollar opens and closes formulas. */
export function wordCharactersOf({ isProse }: Lexis): string {
  return isProse ? String.raw`\p{L}\p{N}_` : String.raw`\p{L}\p{N}_$`;
}
