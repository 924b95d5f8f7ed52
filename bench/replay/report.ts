// A replay's figures as text for a terminal. Pure.
import type { Eagerness } from '../../src/settings/settings.ts';
import type { ReplayFigures } from './tally.ts';

const columns: readonly (readonly [title: string, figure: (figures: ReplayFigures) => string])[] = [
  ['keys', ({ keys }) => `${keys}`],
  ['offers', ({ offers }) => `${offers}`],
  ['right', ({ rightShare }) => percent(rightShare)],
  ['saved', ({ savedShare }) => percent(savedShare)],
  ['says twice', ({ duplicateShare }) => percent(duplicateShare)],
  ['more errors', ({ moreErrorsShare }) => percent(moreErrorsShare)],
  ['from memory', ({ insideFromMemoryShare }) => percent(insideFromMemoryShare)],
  ['asked per key', ({ engineAnswersPerKey }) => engineAnswersPerKey.toFixed(2)],
  ['tokens/char', ({ generatedTokensPerShownCharacter }) => generatedTokensPerShownCharacter.toFixed(2)],
  ['processor, s', ({ processorSecondsPerKey }) => processorSecondsPerKey.toFixed(3)],
];

const explanation = [
  'right: offers whose whole first line is what was written next; saved: keys that accepting those stands for;',
  'says twice: offers that repeat what follows; more errors: offers with which the document has more ERROR or MISSING',
  'nodes; from memory: keys inside runs that were answered without the engine; tokens/char: decoded for each character',
  'that is shown; processor: time of all threads for each key, the first window of a run left out.',
];

export function replayReport(results: Readonly<Record<string, ReplayFigures>>, eagerness: Eagerness): string {
  const nameWidth = Math.max(...Object.keys(results).map((name) => name.length));
  const cell = (text: string) => text.padStart(14);
  return [
    `${`eagerness: ${eagerness}`.padEnd(nameWidth)}${columns.map(([title]) => cell(title)).join('')}`,
    ...Object.entries(results).map(
      ([name, figures]) =>
        `${name.padEnd(nameWidth)}${columns.map(([, figure]) => cell(figure(figures))).join('')}`,
    ),
    ...explanation,
  ].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
