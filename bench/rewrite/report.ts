// What the rewrite bench prints: one line a task, then the sums. Pure.
import type { Judgement } from './judge.ts';
import type { Decoded } from './promptRunner.ts';
import type { Rewritten } from './rewriter.ts';
import { lineCount, type RewriteTask } from './task.ts';

export interface TaskReport {
  readonly task: RewriteTask;
  readonly rewritten: Rewritten;
  /** One token after the other; undefined when that was not asked for, or no model was needed. */
  readonly plain: Decoded | undefined;
  /** Undefined when there is no rewrite. */
  readonly judgement: Judgement | undefined;
}

export function summary(reports: readonly TaskReport[]): string[] {
  return [...speedLines(reports), ...usefulLines(reports)];
}

/** What the frame promises, whatever the model says: such a run is not to be reported. */
export function faults(reports: readonly TaskReport[]): string[] {
  return reports.flatMap(({ task, judgement, rewritten }) => [
    ...(judgement?.parses === false ? [`${task.name}: does not parse.`] : []),
    ...(judgement?.keepsSignature === false ? [`${task.name}: loses its head.`] : []),
    ...(judgement?.keepsLines === false ? [`${task.name}: loses a line.`] : []),
    ...(rewritten.clean.kind === 'tooLong' ? [`${task.name}: came to no end.`] : []),
  ]);
}

export function taskLine({ task, rewritten, plain, judgement }: TaskReport): string {
  const { decoded, clean } = rewritten;
  const tokens = decoded.reduce((sum, { result }) => sum + result.tokens.length, 0);
  const speed =
    decoded.length === 0
      ? 'no model'
      : `${rate(decoded).toFixed(0)}${plain ? ` against ${rate([plain]).toFixed(0)}` : ''} tokens/s`;
  const judged =
    judgement === undefined
      ? `${clean.kind}${clean.kind === 'notAsked' ? ` (${clean.complaint.kind} ${clean.complaint.names.join(', ')})` : ''}`
      : [
          judgement.parses ? '' : 'DOES NOT PARSE',
          judgement.keepsSignature === false ? 'LOSES ITS HEAD' : '',
          judgement.keepsLines === false ? 'LOSES A LINE' : '',
          judgement.isUseful ? 'useful' : judgement.passes ? 'passes, BUT DOES NOT DO IT' : 'FAILS',
        ]
          .filter((word) => word !== '')
          .join(', ');
  return `${task.name.padEnd(24)} ${task.languageId.padEnd(11)} ${String(lineCount(task)).padStart(3)} lines, ${tokens} tokens, ${decoded.length} tries, ${speed}; ${judged}`;
}

function speedLines(reports: readonly TaskReport[]): string[] {
  const compared = reports.filter(({ plain }) => plain !== undefined);
  if (compared.length === 0) return [];
  const drafted = compared.flatMap(({ rewritten }) => rewritten.decoded);
  const plain = compared.flatMap((each) => each.plain ?? []);
  const ratio = (cost: 'decodeMs' | 'processorMs') =>
    `${rate(drafted, cost).toFixed(1)} tokens/s, ${rate(plain, cost).toFixed(1)} one by one: ${(rate(drafted, cost) / rate(plain, cost)).toFixed(2)} ×`;
  return [
    `speed: ${ratio('decodeMs')}`,
    `by processor time: ${ratio('processorMs')}`,
    codeSpeedLine(compared),
  ];
}

/** What is given is no token of the model's, but of the code that comes: plain decoding would write all of it. */
function codeSpeedLine(compared: readonly TaskReport[]): string {
  const proposed = compared.filter(({ rewritten }) => rewritten.proposedTokens > 0);
  const tokens = proposed.reduce((sum, { rewritten }) => sum + rewritten.proposedTokens, 0);
  const decoded = proposed.flatMap(({ rewritten }) => rewritten.decoded);
  const perSecond = (tokens * 1000) / decoded.reduce((sum, { decodeMs }) => sum + decodeMs, 0);
  const plain = rate(proposed.flatMap((each) => each.plain ?? []));
  return `proposed code, given parts included: ${perSecond.toFixed(1)} tokens/s, ${(perSecond / plain).toFixed(2)} × one by one`;
}

function rate(all: readonly Decoded[], cost: 'decodeMs' | 'processorMs' = 'decodeMs'): number {
  const tokens = all.reduce((sum, { result }) => sum + result.tokens.length, 0);
  return (tokens * 1000) / all.reduce((sum, each) => sum + each[cost], 0);
}

function usefulLines(reports: readonly TaskReport[]): string[] {
  const judged = reports.flatMap(({ judgement }) => judgement ?? []);
  const share = (of: readonly unknown[], count: number) =>
    `${count} of ${of.length} (${((100 * count) / Math.max(of.length, 1)).toFixed(0)} %)`;
  const heads = judged.filter(({ keepsSignature }) => keepsSignature !== undefined);
  const lines = judged.filter(({ keepsLines }) => keepsLines !== undefined);
  const ends = reports.filter(({ rewritten }) => rewritten.clean.kind !== 'tooLong');
  const useful = judged.filter(({ isUseful }) => isUseful).length;
  return [
    `useful: ${share(reports, useful)}, ± ${(98 * Math.sqrt((useful * (reports.length - useful)) / reports.length ** 3) * 2).toFixed(0)}`,
    `came to an end: ${share(reports, ends.length)}; proposed as a change: ${share(reports, judged.length)}`,
    `of what is proposed, parses: ${share(judged, judged.filter(({ parses }) => parses).length)}; keeps its head: ${share(heads, heads.filter(({ keepsSignature }) => keepsSignature).length)}; keeps every line where it may only add: ${share(lines, lines.filter(({ keepsLines }) => keepsLines).length)}`,
  ];
}
