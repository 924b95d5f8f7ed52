// Whether a place is in a comment or a string, guessed from its line, where no syntax tree can say so. Pure.

const hashComments = new Set([
  'coffeescript',
  'dockerfile',
  'elixir',
  'julia',
  'makefile',
  'perl',
  'powershell',
  'r',
  'toml',
  'yaml',
]);
const dashComments = new Set(['haskell', 'lua', 'sql']);

export function proseBefore(text: string, offset: number, languageId: string): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  if (/^\s*(?:\*|\/\*)/.test(line)) return true;
  const mark = hashComments.has(languageId) ? '#' : dashComments.has(languageId) ? '--' : '//';
  let quote: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    if (quote === undefined && line.startsWith(mark, at)) return true;
    if (character === '\\') at++;
    else if (quote === undefined && '"\'`'.includes(character)) quote = character;
    else if (character === quote) quote = undefined;
  }
  return quote !== undefined;
}
