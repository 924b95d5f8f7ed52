// Statements of a rewrite end as those of its document do: models end them by semicolons, of which many files in
// JavaScript and TypeScript have none. Pure; code has `\n` line ends. Must not know how the code came about.

export interface StatementsAround {
  readonly languageId: string;
  readonly before: string;
  readonly selection: string;
  readonly after: string;
}

const languages = /^(?:javascript|typescript)(?:react)?$/;
const nearCharacters = 8000;
/** Fewer statements say nothing of a habit. */
const minStatements = 3;
const statement =
  /^\s*(?:(?:const|let|var|return|throw|import|export|await)\b|this\.|[\w$.]+\().*[\w)\]'"`]$/;

export function endsBare({ languageId, before, selection, after }: StatementsAround): boolean {
  if (!languages.test(languageId)) return false;
  const near = before.slice(-nearCharacters) + selection + after.slice(0, nearCharacters);
  const lines = near.split(/\r?\n/).map((line) => line.replace(/\s+\/\/.*$/, '').trimEnd());
  const ended = lines.filter((line) => line.endsWith(';')).length;
  const bare = lines.filter((line) => statement.test(line)).length;
  return bare >= minStatements && ended * 10 <= bare;
}

/**
 * Without the semicolons that end lines. Where the next statement would be taken for more of the same, it gets one in
 * front, as files without them have it; so a line depends on none that follows it.
 */
export function withoutEndingSemicolons(code: string): string {
  let isInTemplate = false;
  let hasLost = false;
  return code
    .split('\n')
    .map((line) => {
      const wasInTemplate = isInTemplate;
      if ([...line.matchAll(/(?<!\\)`/g)].length % 2 === 1) isInTemplate = !isInTemplate;
      if (line.trim() === '') return line;
      const joined = hasLost && !wasInTemplate && /^\s*[([`]/.test(line) ? line.replace(/^\s*/, '$&;') : line;
      const bare = isInTemplate ? joined : withoutSemicolon(joined);
      hasLost = bare !== joined;
      return bare;
    })
    .join('\n');
}

/** That of a loop in one line may be its body. */
function withoutSemicolon(line: string): string {
  const end = /;(?=\s*(?:\/\/.*)?$)/.exec(line)?.index;
  if (end === undefined || /^\s*(?:\/\/|\/?\*|;\s*$|(?:for|while)\b)/.test(line)) return line;
  const isInString = ["'", '"'].some((quote) => line.slice(0, end).split(quote).length % 2 === 0);
  return isInString ? line : line.slice(0, end) + line.slice(end + 1);
}
