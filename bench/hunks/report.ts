// Figures of typed hunks as text for a terminal, by language and by kind of place. Pure.
import { addCounts, emptyCounts, type HunkCounts, share } from './hunkCounts.ts';
import { type CountsByKind, placeKinds } from './replayHunk.ts';

/** What became of one hunk. */
export interface HunkResult {
  readonly language: string;
  readonly counts: CountsByKind;
}

const columns: readonly (readonly [title: string, figure: (counts: HunkCounts) => string])[] = [
  ['keys', ({ keys }) => `${keys}`],
  ['offers', ({ offers }) => `${offers}`],
  ['right', ({ rightOffers, offers }) => percent(share(rightOffers, offers))],
  ['saved', ({ savedKeys, keys }) => percent(share(savedKeys, keys))],
  ['pauses', ({ pauses }) => `${pauses}`],
  ['with text', ({ pausesWithText, pauses }) => percent(share(pausesWithText, pauses))],
  ['by waiting', ({ laterOffers }) => `${laterOffers}`],
  ['asked per key', ({ engineAnswers, keys }) => share(engineAnswers, keys).toFixed(2)],
];

const explanation = [
  'right: offers all of which was written next; saved: keys that accepting those stands for; with text: pauses of',
  'a second, at a line’s start and elsewhere, in which ghost text came; by waiting: offers that came only then.',
];

export function hunkReport(results: readonly HunkResult[]): string {
  const languages = [...new Set(results.map(({ language }) => language))].toSorted();
  const rows: (readonly [string, HunkCounts])[] = [
    ...languages.map((language) => [language, totalOf(results, { language })] as const),
    ...placeKinds.map((kind) => [kind, totalOf(results, { kind })] as const),
    ['all', totalOf(results, {})],
  ];
  const cell = (text: string) => text.padStart(14);
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    `${''.padEnd(width)}${columns.map(([title]) => cell(title)).join('')}`,
    ...rows.map(
      ([name, counts]) =>
        `${name.padEnd(width)}${columns.map(([, figure]) => cell(figure(counts))).join('')}`,
    ),
    ...explanation,
  ].join('\n');
}

export function totalOf(
  results: readonly HunkResult[],
  { language, kind }: { readonly language?: string; readonly kind?: string },
): HunkCounts {
  return results
    .filter((result) => language === undefined || result.language === language)
    .flatMap(({ counts }) => placeKinds.filter((one) => one === (kind ?? one)).map((one) => counts[one]))
    .reduce(addCounts, emptyCounts);
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
