// Cuts cases from sources: cursors of four kinds on lines that the model cannot have seen. Pure.
// Knows text and lines; must not know models, windows or where sources come from.
import { namePlaceAt } from '../../src/completion/names/namePlace.ts';
import type { PackageSources } from './corpus.ts';
import { behindOf } from './metrics.ts';
import { pick, type Random, seededRandom, shuffled } from './random.ts';
import type { SourceFile } from './releases.ts';

/** Inside an identifier; between tokens of a line; at a new line's indentation; at a block's first line. */
export const cursorKinds = ['insideToken', 'insideLine', 'newLine', 'blockStart'] as const;
/**
 * Where names are begun: behind a dot, inside a name behind one, at the start of another name and inside one. Not among the
 * kinds that a run takes by default.
 */
export const nameKinds = ['memberStart', 'insideMember', 'wordStart', 'insideWord'] as const;
export type CursorKind = (typeof cursorKinds)[number] | (typeof nameKinds)[number];

export interface EvaluationCase {
  readonly id: string;
  readonly kind: CursorKind;
  readonly file: SourceFile;
  /** The file as it is while the line (or block) is being written: what was cut out is missing. */
  readonly before: string;
  readonly after: string;
  /** What stood at the cursor up to the line's end. */
  readonly restOfLine: string;
  /** For a block: all its lines, the first one from the cursor on; the rest of the line otherwise. */
  readonly expected: string;
}

const minLineCharacters = 8;
const minRestCharacters = 3;
const maxBlockLines = 10;
/** Smaller files give the model nothing to go by; bigger ones are data. */
const fileCharacters = { min: 400, max: 200_000 };
const commentLine = /^\s*(?:\/\/|\/\*|\*|#)/;
/** So that no package and no file decides the result. */
const maxCasesPerFile = 4;

interface NewLine {
  readonly file: SourceFile;
  readonly lines: readonly string[];
  readonly index: number;
}

/** `count` cases, equally many of each of the kinds and evenly over the packages that have the language. */
export function cutCases(
  sources: readonly PackageSources[],
  languageId: string,
  count: number,
  seed: number,
  kinds: readonly CursorKind[] = cursorKinds,
): EvaluationCase[] {
  const random = seededRandom(seed);
  const byPackage = sources
    .map((source) => shuffled(random, newLines(source, languageId)))
    .filter((lines) => lines.length > 0);
  const perFile = new Map<string, number>();
  const cases: EvaluationCase[] = [];
  const used = new Set<NewLine>();
  for (let turn = 0; cases.length < count && byPackage.length > 0; turn++) {
    const lines = byPackage[turn % byPackage.length] ?? [];
    const kind = kinds[cases.length % kinds.length] ?? 'insideLine';
    const made = firstCase(lines, kind, random, used, perFile);
    if (made === undefined) byPackage.splice(turn % byPackage.length, 1);
    else cases.push(made);
  }
  return cases;
}

function firstCase(
  lines: readonly NewLine[],
  kind: CursorKind,
  random: Random,
  used: Set<NewLine>,
  perFile: Map<string, number>,
): EvaluationCase | undefined {
  for (const line of lines) {
    const file = `${line.file.packageName}/${line.file.path}`;
    if (used.has(line) || (perFile.get(file) ?? 0) >= maxCasesPerFile) continue;
    const made = makeCase(line, kind, random);
    if (made === undefined) continue;
    used.add(line);
    perFile.set(file, (perFile.get(file) ?? 0) + 1);
    return made;
  }
  return undefined;
}

/** Lines of code that the older release has nowhere. */
function newLines(source: PackageSources, languageId: string): NewLine[] {
  const known = new Set(source.before.flatMap(({ text }) => text.split('\n').map((line) => line.trim())));
  return source.after
    .filter((file) => file.languageId === languageId)
    .filter(({ text }) => text.length >= fileCharacters.min && text.length <= fileCharacters.max)
    .flatMap((file) => {
      const lines = file.text.split('\n');
      const isProse = proseLines(lines, languageId);
      return lines.flatMap((line, index) => {
        const text = line.trim();
        const isCode = text.length >= minLineCharacters && /[\p{L}_]/u.test(text) && isProse[index] !== true;
        return isCode && !known.has(text) ? [{ file, lines, index }] : [];
      });
    });
}

/** Which lines are comments, or Python's strings of several lines, which are mostly documentation. */
function proseLines(lines: readonly string[], languageId: string): readonly boolean[] {
  let isInString = false;
  return lines.map((line) => {
    const wasInString = isInString;
    const marks = languageId === 'python' ? (line.match(/"{3}|'{3}/g) ?? []).length : 0;
    if (marks % 2 === 1) isInString = !isInString;
    return wasInString || marks > 0 || commentLine.test(line);
  });
}

function makeCase(place: NewLine, kind: CursorKind, random: Random): EvaluationCase | undefined {
  const line = place.lines[place.index] ?? '';
  const column = cursorColumn(line, kind, random);
  const cutLines = kind === 'blockStart' ? blockLength(place) : 1;
  if (column === undefined || cutLines === undefined) return undefined;
  const { file, lines, index } = place;
  const restOfLine = line.slice(column);
  const following = lines.slice(index + 1, index + cutLines);
  return {
    id: `${file.packageName}/${file.path}:${index + 1}:${column + 1}:${kind}`,
    kind,
    file,
    before: [...lines.slice(0, index), line.slice(0, column)].join('\n'),
    after: ['', ...lines.slice(index + cutLines)].join('\n'),
    restOfLine,
    expected: [restOfLine, ...following].join('\n'),
  };
}

function cursorColumn(line: string, kind: CursorKind, random: Random): number | undefined {
  const indentation = line.length - line.trimStart().length;
  if (kind === 'newLine' || kind === 'blockStart') return indentation;
  const belongs = columnRules[kind];
  const columns: number[] = [];
  for (let column = indentation + 1; column < line.length; column++) {
    const isLongEnough = line.slice(column).trim().length >= minRestCharacters;
    if (isLongEnough && belongs(line.slice(0, column), line.slice(column))) columns.push(column);
  }
  return pick(random, columns);
}

const isInside = (before: string, after: string) =>
  /[\p{L}\p{N}_]$/u.test(before) && /^[\p{L}\p{N}_]/u.test(after);
const beginsName = (after: string) => /^[\p{L}_$]/u.test(after);
const isOfMember = (before: string) => namePlaceAt(before)?.isMember === true;
/** The quotes that are closed. */
const isInCode = (before: string) => behindOf(before) !== 'string';

const columnRules: Readonly<
  Record<Exclude<CursorKind, 'newLine' | 'blockStart'>, (before: string, after: string) => boolean>
> = {
  insideToken: isInside,
  insideLine: (before, after) => !isInside(before, after),
  memberStart: (before, after) =>
    before.endsWith('.') && beginsName(after) && isOfMember(before) && isInCode(before),
  insideMember: (before, after) => isInside(before, after) && isOfMember(before) && isInCode(before),
  wordStart: (before, after) =>
    /[^\p{L}\p{N}_$#@.'"`]$/u.test(before) && beginsName(after) && !isOfMember(before) && isInCode(before),
  insideWord: (before, after) =>
    isInside(before, after) && namePlaceAt(before)?.isMember === false && isInCode(before),
};

/** Lines of the block that begins here; undefined when none does, or when it is too long to be one thing. */
function blockLength({ lines, index }: NewLine): number | undefined {
  const opener = lines[index - 1] ?? '';
  if (!/[{:]\s*$/.test(opener) || commentLine.test(opener)) return undefined;
  const outer = indentationOf(opener);
  if (indentationOf(lines[index] ?? '') <= outer) return undefined;
  let end = index;
  while (end < lines.length && ((lines[end] ?? '').trim() === '' || indentationOf(lines[end] ?? '') > outer))
    end++;
  while ((lines[end - 1] ?? '').trim() === '') end--;
  return end - index <= maxBlockLines ? end - index : undefined;
}

function indentationOf(line: string): number {
  return line.length - line.trimStart().length;
}
