// Mistakes that people make, put into lines that were right. Pure. Must not know servers or models.
import type { Random } from '../evaluation/random.ts';

export const mistakes = [
  'misspelled',
  'wrongCase',
  'missingThis',
  'missingAwait',
  'missingNew',
  'missingQuestion',
  'missingArgument',
  'extraArgument',
  'missingBracket',
] as const;
export type Mistake = (typeof mistakes)[number];

type Mistaken = (line: string, random: Random) => string | undefined;

const makers: Readonly<Record<Mistake, Mistaken>> = {
  misspelled: (line, random) =>
    replacedOne(line, /(?<![\w$'"`-])[a-z]\w{4,}(?![\w'"`-])/g, random, (word) => swapped(word, random)),
  wrongCase: (line, random) =>
    replacedOne(line, /(?<=\w\.)[a-z]+[A-Z]\w*(?=\W)/g, random, (word) => word.toLowerCase()),
  missingThis: (line, random) => replacedOne(line, /\bthis\.(?=[a-z])/g, random, () => ''),
  missingAwait: (line, random) => replacedOne(line, /\bawait (?=\w)/g, random, () => ''),
  missingNew: (line, random) => replacedOne(line, /\bnew (?=[A-Z]\w*\()/g, random, () => ''),
  missingQuestion: (line, random) => replacedOne(line, /\?\.(?=\w)/g, random, () => '.'),
  missingArgument: (line, random) =>
    replacedOne(line, /(?<=\w\([^(),'"`]+), [^(),'"`]+(?=\))/g, random, () => ''),
  extraArgument: (line, random) =>
    replacedOne(line, /(?<=[a-z]\()\w+(?=\))/g, random, (argument) => `${argument}, ${argument}`),
  missingBracket: (line, random) => replacedOne(line, /\)(?=;$)/g, random, () => ''),
};

/** Undefined where the line has no place for it. */
export function withMistake(line: string, mistake: Mistake, random: Random): string | undefined {
  if (/^\s*(?:\/\/|\/\*|\*|import\b|export\b.*\bfrom\b)/.test(line)) return undefined;
  const changed = makers[mistake](line, random);
  return changed === line ? undefined : changed;
}

function replacedOne(
  line: string,
  pattern: RegExp,
  random: Random,
  replace: (found: string) => string,
): string | undefined {
  const found = [...line.matchAll(pattern)];
  const chosen = found[Math.floor(random() * found.length)];
  if (chosen === undefined) return undefined;
  const [text] = chosen;
  return line.slice(0, chosen.index) + replace(text) + line.slice(chosen.index + text.length);
}

/** Two letters inside of a word in each other's place. */
function swapped(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}
