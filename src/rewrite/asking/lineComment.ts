// How languages write a comment on a line of its own. Pure. Must not know what is said in it.

const hash = ['#', ''] as const;
const dashes = ['--', ''] as const;
const markup = ['<!--', ' -->'] as const;

/** Those that are not `//`. */
const marks: Readonly<Record<string, readonly [start: string, end: string] | undefined>> = {
  python: hash,
  ruby: hash,
  shellscript: hash,
  perl: hash,
  r: hash,
  elixir: hash,
  julia: hash,
  powershell: hash,
  yaml: hash,
  toml: hash,
  dockerfile: hash,
  makefile: hash,
  cmake: hash,
  sql: dashes,
  lua: dashes,
  haskell: dashes,
  html: markup,
  xml: markup,
  vue: markup,
  svelte: markup,
  markdown: markup,
  css: ['/*', ' */'],
  ini: [';', ''],
  clojure: [';', ''],
};
const withoutComments: ReadonlySet<string> = new Set(['json', 'plaintext', 'csv', 'diff']);

/** Undefined in languages that have none. */
export function commentIn(languageId: string, text: string): string | undefined {
  if (withoutComments.has(languageId)) return undefined;
  const [start, end] = (Object.hasOwn(marks, languageId) ? marks[languageId] : undefined) ?? ['//', ''];
  // Nothing in the text may end the comment.
  return `${start} ${text.replaceAll('*/', '* /').replaceAll('-->', '-- >')}${end}`;
}
