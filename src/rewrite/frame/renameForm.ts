// Names of variables: the model proposes them one by one, and where they stand is known by syntax. Pure.
// Must not know prompts or language servers.
import type { FilledHole } from '../../../engine/protocol/chatProtocol.ts';
import type { CodeFacts } from './codeFacts.ts';
import type { Form } from './form.ts';

const maxNames = 12;
const maxNameTokens = 12;
const vague: ReadonlySet<string> = new Set(
  'data tmp temp res ret val value obj object arr array list str text num result results item items thing stuff foo bar baz flag'.split(
    ' ',
  ),
);

export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** The names worth another: short and vague ones, or all where none is. */
export function namesToReplace({ locals }: CodeFacts): readonly string[] {
  const plain = locals.filter((name) => !/^_|^(?:self|this|cls|args|kwargs|err|ctx)$/.test(name));
  const poor = plain.filter((name) => name.length <= 4 || vague.has(name) || /\d$/.test(name));
  return (poor.length > 0 ? poor : plain).slice(0, maxNames);
}

/** One line a name: `old -> new`. */
export function namesForm(names: readonly string[]): Form {
  return {
    pieces: names.flatMap((name, index) => [
      `${index === 0 ? '' : '\n'}${name} ->`,
      {
        hole: { stopTexts: ['\n', ',', ';', '(', ':', '='], startsWith: ' ', maxTokens: maxNameTokens },
        put: ({ text }) => text,
      },
    ]),
  };
}

/** Those of the proposals that can be names here: none twice, none that is there already. */
export function renamings(
  facts: CodeFacts,
  names: readonly string[],
  holes: readonly FilledHole[],
  languageId: string,
): readonly Renaming[] {
  const taken = new Set(facts.variables);
  const accepted: Renaming[] = [];
  for (const [index, from] of names.entries()) {
    const to = oneName(holes[index]?.text.trim().replaceAll(/[`"']/g, '') ?? '', languageId);
    if (!/^\$?[\p{L}_$][\p{L}\p{N}_$]*$/u.test(to) || to === from || taken.has(to) || reserved.has(to))
      continue;
    if (from.startsWith('$') !== to.startsWith('$')) continue;
    taken.add(to);
    accepted.push({ from, to });
  }
  return accepted;
}

const snakeCase = /^(?:python|rust|ruby|c|cpp|php|shellscript|sql|lua)$/;
const maxWords = 3;

/** Of words with blanks between them, as a model may say a name. */
function oneName(said: string, languageId: string): string {
  const words = said.split(/\s+/);
  if (words.length === 1 || words.length > maxWords) return said;
  const lower = words.map((word) => word.toLowerCase());
  if (snakeCase.test(languageId)) return lower.join('_');
  return lower.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
}

const reserved: ReadonlySet<string> = new Set(
  'and as assert async await bool break case catch class const continue def default defer del do elif else enum except export extends false final finally float fn for from func function global go goto if impl implements import in int interface is lambda let long loop map match mod module move mut new nil none None not null object or package pass private protected pub public raise range ref return select self short static str string struct super switch this throw trait true True False try type typeof undefined union unsafe use using var void where while with yield'.split(
    ' ',
  ),
);

/** Every place where a name stands for its variable, or for what is no variable of this code, written anew. */
export function renamed(
  { code, uses, identifiers }: CodeFacts,
  changes: readonly Renaming[],
  languageId: string,
): string {
  const names = new Map(changes.map(({ from, to }) => [from, to]));
  const isScript = /^(?:java|type)script/.test(languageId);
  let result = '';
  let from = 0;
  const variables = new Set(uses.map(({ name }) => name));
  const places = [...uses, ...identifiers.filter(({ name }) => !variables.has(name))];
  for (const use of places.toSorted((a, b) => a.startOffset - b.startOffset)) {
    const to = names.get(use.name);
    if (to === undefined || use.startOffset < from) continue;
    result += code.slice(from, use.startOffset) + (use.isShorthand && isScript ? `${use.name}: ${to}` : to);
    from = use.endOffset;
  }
  return result + code.slice(from);
}
