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

/** In languages that have none too: what looks like one is one there, as in JSON of editors. */
export function lineCommentStart(languageId: string): string {
  return marksOf(languageId)[0];
}

/** Undefined in languages that have none. */
export function commentIn(languageId: string, text: string): string | undefined {
  if (withoutComments.has(languageId)) return undefined;
  const [start, end] = marksOf(languageId);
  // Nothing in the text may end the comment.
  return `${start} ${text.replaceAll('*/', '* /').replaceAll('-->', '-- >')}${end}`;
}

function marksOf(languageId: string): readonly [start: string, end: string] {
  return (Object.hasOwn(marks, languageId) ? marks[languageId] : undefined) ?? ['//', ''];
}
