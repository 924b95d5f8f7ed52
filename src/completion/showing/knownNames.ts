// Names in a suggestion that stand nowhere else: what small models invent. Pure.
// Searches texts instead of keeping word sets: a name is found or missed in some ten microseconds, and nothing has to
// follow the typing. Must not know where the texts come from.
import { type Lexis, lexisOf } from '../cleanup/lexis.ts';

/** Shorter ones are loop variables and the like. */
const leastNameCharacters = 3;
/** With less to search, most names are new and say nothing. */
const leastKnownCharacters = 1000;
/** On either side of the cursor; farther away is another part of the program. */
const searchedCharacters = 150_000;

const commonWords = new Set(
  `abstract and any array as assert async await base bool boolean break byte case catch char class console const
  constexpr constructor continue crate date def default defer del delete dict die do document double dyn echo elif else
  elseif elsif end enum err error eval except exec export exports extends extern false final finally float fmt fn for
  foreach from func function get global globalThis go goto if impl implements import in include init inline input
  instanceof int interface internal is isinstance iter JSON json keys lambda len length let list local log long loop macro
  main make map match Math max min mod module mut namespace new next nil None not null NULL nullptr number object Object
  Ok operator or Option out override package panic parent parse pass path print println printf private process
  Promise protected public pub push raise range readonly ref require resolve Result return returns rescue self Self set
  short signed size sizeof slice some Some static std str string String struct sub super switch Symbol sync synchronized
  template test then this throw throws to toString trait true True try tuple type typedef typeof undefined union unless
  unsafe unsigned unwrap until use using values var vec Vec virtual void volatile when where while window with yield
  Array Boolean Date Error False Function Infinity Int32 Integer List Map Number RegExp Set False True TypeError
  ValueError Exception append clone collect entries filter find forEach format includes indexOf insert iter join join
  keys lower map pop push reduce remove replace reverse sort splice split starts_with startsWith endsWith strip trim
  upper value values from_str to_string as_str into is_empty isArray len unwrap_or expect assert_eq self cls super name`.split(
    /\s+/,
  ),
);

const declaring =
  /\b(?:const|let|var|val|mut|fn|def|func|function|class|struct|enum|interface|type|trait|mod|module|namespace|for|as|static|import)\s+$/;

export interface NameSearch {
  readonly languageId: string;
  readonly lineBefore: string;
  /** The document. */
  readonly text: string;
  readonly offset: number;
  readonly otherTexts: readonly string[];
}

/** How many names of `line`, which is to stand behind `lineBefore`, are known from nowhere. */
export function countUnknownNames(line: string, search: NameSearch): number {
  const lexis = lexisOf(search.languageId);
  if (lexis.isProse) return 0;
  const { lineBefore, text, offset, otherTexts } = search;
  const near = [
    text.slice(Math.max(0, offset - searchedCharacters), offset),
    text.slice(offset, offset + searchedCharacters),
  ];
  const known = [...near, ...otherTexts];
  if (known.reduce((sum, { length }) => sum + length, 0) < leastKnownCharacters) return 0;
  const code = blankProse(lineBefore + line, lexis);
  const unknown = new Set<string>();
  for (const { 0: name, index } of code.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)) {
    const isNew = index + name.length > lineBefore.length && name.length >= leastNameCharacters;
    if (!isNew || commonWords.has(name) || declaring.test(code.slice(0, index))) continue;
    if (!known.some((one) => hasWord(one, name))) unknown.add(name);
  }
  return unknown.size;
}

/** Strings and comments may say anything. */
function blankProse(line: string, { lineComments, hasLifetimes }: Lexis): string {
  if (/^\s*\/?\*/.test(line)) return '';
  const quoted = hasLifetimes
    ? /"(?:[^"\\]|\\.)*"?/g
    : /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|`(?:[^`\\]|\\.)*`?/g;
  const code = line.replaceAll(quoted, (string) => ' '.repeat(string.length));
  const comment = Math.min(...lineComments.map((mark) => indexOrEnd(code, mark)));
  return code.slice(0, comment);
}

function indexOrEnd(text: string, mark: string): number {
  const index = text.indexOf(mark);
  return index === -1 ? text.length : index;
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isNamePart(text[at - 1]) && !isNamePart(text[at + word.length])) return true;
  }
  return false;
}

function isNamePart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
}
