// Scores of several models on the same lines as text: what each says of them, and paired differences to the first. Pure.
// Must not know how scores are made.
import { bootstrap, mean } from '../metrics.ts';
import type { LineScore } from './teacherForcer.ts';
import { divergence } from './trueLine.ts';

/** By the name of the model file. */
export type LineScores = Readonly<Record<string, readonly LineScore[]>>;

export interface ModelFigures {
  readonly natsPerLine: number;
  /** Share of lines whose every token is the likeliest. */
  readonly allLikeliest: number;
  readonly prefillTokensPerSecond: number;
  readonly decodeMsPerToken: number;
}

export function figuresOf(scores: readonly LineScore[]): ModelFigures {
  const promptTokens = scores.reduce((sum, score) => sum + score.promptTokens, 0);
  const prefillMs = scores.reduce((sum, score) => sum + score.prefillMs, 0);
  return {
    natsPerLine: mean(scores.map(natsOf)),
    allLikeliest: mean(scores.map((score) => Number(score.tokens.every(({ isLikeliest }) => isLikeliest)))),
    prefillTokensPerSecond: (promptTokens * 1000) / prefillMs,
    decodeMsPerToken: median(scores.map((score) => score.decodeMsPerToken)),
  };
}

export function natsOf({ tokens }: LineScore): number {
  return tokens.reduce((sum, { nats }) => sum + nats, 0);
}

/** Lines in rounds of the four kinds, in turns: what is chosen on the one half is reported on the other. */
export function halvesOf(scores: readonly LineScore[]) {
  const isChoosing = (index: number) => Math.floor(index / 4) % 2 === 0;
  return {
    choosing: scores.filter((_, index) => isChoosing(index)),
    reporting: scores.filter((_, index) => !isChoosing(index)),
  };
}

export function scoreReport(all: LineScores): string {
  const entries = Object.entries(all);
  const [base] = entries;
  if (base === undefined) return 'There are no scores.';
  return entries
    .flatMap(([name, scores]) => {
      const { choosing, reporting } = halvesOf(scores);
      return [
        `${name}: ${scores.length} lines`,
        partLine('to choose on', choosing, base[1], name !== base[0]),
        partLine('to report', reporting, base[1], name !== base[0]),
        partLine('all', scores, base[1], name !== base[0]),
      ];
    })
    .join('\n');
}

function partLine(
  part: string,
  scores: readonly LineScore[],
  base: readonly LineScore[],
  isCompared: boolean,
): string {
  const { natsPerLine, allLikeliest, prefillTokensPerSecond, decodeMsPerToken } = figuresOf(scores);
  const figures =
    `  ${part.padEnd(13)} ${natsPerLine.toFixed(3)} nats a line  all likeliest ${(100 * allLikeliest).toFixed(1)} %` +
    `  prefill ${prefillTokensPerSecond.toFixed(0)} tok/s  decode ${decodeMsPerToken.toFixed(1)} ms`;
  return isCompared ? `${figures}  ${comparison(scores, base)}` : figures;
}

function comparison(scores: readonly LineScore[], base: readonly LineScore[]): string {
  const byId = new Map(base.map((score) => [score.id, score]));
  const pairs = scores.flatMap((score) => {
    const other = byId.get(score.id);
    return other === undefined ? [] : [{ score, other }];
  });
  const {
    mean: middle,
    low,
    high,
  } = bootstrap(pairs.map(({ score, other }) => natsOf(score) - natsOf(other)));
  const distances = pairs.flatMap(({ score, other }) =>
    score.tokens.map(({ likeliest }, index) => divergence(other.tokens[index]?.likeliest ?? [], likeliest)),
  );
  const ratio = (of: (score: LineScore) => number) =>
    pairs.reduce((sum, { other }) => sum + of(other), 0) /
    pairs.reduce((sum, { score }) => sum + of(score), 0);
  return (
    `against the first ${signed(middle)} (${signed(low)} … ${signed(high)}) nats,` +
    ` divergence ${mean(distances).toFixed(4)} nats a token,` +
    ` prefill × ${ratio(({ prefillMs }) => prefillMs).toFixed(2)},` +
    ` decode × ${ratio(({ decodeMsPerToken }) => decodeMsPerToken).toFixed(2)}`
  );
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
