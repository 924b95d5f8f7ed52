// Where a hole in a form ends, from the text that has come. Pure. Must not know tokens or what the form is for.
import type { Candidate } from '../llama/backend.ts';
import type { Hole } from '../protocol/chatProtocol.ts';

type EndRules = Pick<Hole, 'outsideBrackets' | 'indentedBy' | 'maxSentences'>;

/** Offset of the end; undefined while there is none. Stop texts are looked for elsewhere. */
export function holeEnd(
  text: string,
  { outsideBrackets, indentedBy, maxSentences }: EndRules,
): number | undefined {
  const ends = [
    outsideBrackets === undefined ? undefined : endOutsideBrackets(text, outsideBrackets),
    indentedBy === undefined ? undefined : endOfIndented(text, indentedBy),
    maxSentences === undefined ? undefined : endOfSentences(text, maxSentences),
  ].filter((end) => end !== undefined);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** How much of a hole's text is certain to stay, whatever follows. */
export function certainLength(text: string, { outsideBrackets, indentedBy }: EndRules): number {
  if (outsideBrackets !== undefined) return 0;
  return indentedBy === undefined ? text.length : Math.max(text.lastIndexOf('\n'), 0);
}

const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };
const openers = '([{<';

/** A bracket among the ends opens one where nothing or an operator stands before it, as in `: { a: string } {`. */
function endOutsideBrackets(text: string, ends: string): number | undefined {
  const open: string[] = [];
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charAt(offset);
    const before = text.slice(0, offset).trimEnd();
    const isBehindText = before !== '' && !/[|&,:(<[{]$|=>$/.test(before);
    if (character === '=' && /^=(?:>|$)/.test(text.slice(offset))) continue;
    if (open.length === 0 && isBehindText && ends.includes(character)) return before.length;
    if (openers.includes(character)) open.push(character);
    else if (character in closers && !before.endsWith('=') && !before.endsWith('-')) {
      if (open.at(-1) !== closers[character]) return before.length;
      open.pop();
    } else if (character === '\n' && open.length === 0 && before !== '') return before.length;
  }
  return undefined;
}

/** The line end before the first line that is indented less. The first line is a whole one. */
function endOfIndented(text: string, columns: number): number | undefined {
  let start = 0;
  for (const line of text.split('\n')) {
    const blanks = line.search(/\S/);
    if (blanks !== -1 && blanks < columns) return text.slice(0, start).trimEnd().length;
    start += line.length + 1;
  }
  return undefined;
}

/** Behind the last one's mark. Marks in code and in abbreviations end nothing. */
function endOfSentences(text: string, count: number): number | undefined {
  const words = text.replaceAll(/`[^`\n]*(?:`|$)/g, (code) => ' '.repeat(code.length));
  const marks = words.matchAll(/(?<!\b(?:e\.g|i\.e|etc|vs|approx))[.!?](?=\s)|[。！？]/gu);
  const last = [...marks][count - 1];
  return last && last.index + 1;
}

/** The candidates that a hole may begin with; all of them where none does. */
export function allowedFirst(
  candidates: readonly Candidate[],
  { startsWith, indentedBy, maxSentences }: Hole,
  bytesOf: (token: number) => Uint8Array | undefined,
): readonly Candidate[] {
  if (startsWith === undefined && indentedBy === undefined) return candidates;
  const utf8 = new TextDecoder();
  const texts = candidates.map(({ token }) => utf8.decode(bytesOf(token) ?? new Uint8Array()));
  const first = maxSentences === undefined ? /[^\s\p{Cc}]/u : /^\s*[\p{L}\p{N}`]/u;
  const fits = (text: string) =>
    indentedBy !== undefined ? /^[ \t]/.test(text) : text.startsWith(startsWith ?? '') && first.test(text);
  const allowed = candidates.filter((_, index) => fits(texts[index] ?? ''));
  if (allowed.length > 0) return allowed;
  const blank = candidates.filter((_, index) => texts[index] === startsWith && startsWith !== '');
  return blank.length > 0 ? blank : candidates;
}
