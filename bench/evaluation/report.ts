// Results as text for a terminal. Pure.
import { bootstrap, type CaseResult, type Interval, mean } from './metrics.ts';

const percent = (value: number) => (100 * value).toFixed(1);
const interval = ({ mean: middle, low, high }: Interval) =>
  `${percent(middle)} (${percent(low)} … ${percent(high)})`;

export function summaryText(name: string, results: readonly CaseResult[]): string {
  const lines = [`${name}: ${results.length} cases`];
  for (const [group, members] of groups(results)) {
    const exact = bootstrap(members.map(({ isExact }) => Number(isExact)));
    const tokens = mean(members.map(({ evaluatedTokens }) => evaluatedTokens));
    const saved =
      members.reduce((sum, { savedCharacters }) => sum + savedCharacters, 0) /
      members.reduce((sum, { expectedCharacters }) => sum + expectedCharacters, 0);
    lines.push(
      `  ${group.padEnd(28)} n ${String(members.length).padStart(4)}  right ${interval(exact)} %` +
        `  similarity ${percent(mean(members.map((result) => result.similarity)))}  saved ${percent(saved)} %` +
        `  prompt ${tokens.toFixed(0)} tokens  generated ${mean(members.map(({ generatedTokens }) => generatedTokens)).toFixed(1)}`,
    );
  }
  return [...lines, ...nameLines(results)].join('\n');
}

/** Paired: over the cases that both have. */
export function compareText(
  baseName: string,
  base: readonly CaseResult[],
  name: string,
  results: readonly CaseResult[],
): string {
  const lines = [`${name} against ${baseName}, points, paired:`];
  const baseById = new Map(base.map((result) => [result.id, result]));
  for (const [group, members] of groups(results.filter(({ id }) => baseById.has(id)))) {
    const differences = members.map(
      ({ id, isExact }) => Number(isExact) - Number(baseById.get(id)?.isExact ?? false),
    );
    lines.push(`  ${group.padEnd(28)} ${interval(bootstrap(differences))}`);
  }
  return lines.join('\n');
}

/** Of the cases where a language server listed names. */
function nameLines(results: readonly CaseResult[]): readonly string[] {
  const names = results.flatMap(({ name }) => (name === undefined ? [] : [name]));
  if (names.length === 0) return [];
  const offers = names.flatMap(({ offer }) => (offer === undefined ? [] : [offer]));
  const share = (values: readonly boolean[]) => percent(mean(values.map(Number)));
  const line = (what: string, list: readonly { readonly isRight: boolean; readonly isInvented: boolean }[]) =>
    `  ${what} ${list.length}: right ${share(list.map(({ isRight }) => isRight))} %,` +
    ` names invented ${share(list.map(({ isInvented }) => isInvented))} %`;
  return [line('names listed in', names), line('offers', offers)];
}

/** By language, each whole and by kind. */
function groups(results: readonly CaseResult[]): [string, readonly CaseResult[]][] {
  const names = new Set(results.flatMap(({ language, kind }) => [language, `${language} ${kind}`]));
  return [...names]
    .toSorted()
    .map((name) => [
      name,
      results.filter(({ language, kind }) => name === language || name === `${language} ${kind}`),
    ]);
}
