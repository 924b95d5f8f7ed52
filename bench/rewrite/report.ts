// What the rewrite bench prints: one line a task, then the sums. Pure.
import type { CleanRewrite } from '../../src/rewrite/answers/cleanRewrite.ts';
import type { Judgement } from './judge.ts';
import type { Decoded, Parting } from './rewriter.ts';
import { lineCount, type RewriteTask } from './task.ts';

/** Batches of other shapes move a logit by some hundredths; what parts by more is no close call. */
const maxLogitGap = 0.1;

export interface TaskReport {
  readonly task: RewriteTask;
  readonly drafted: Decoded;
  /** Without drafts; undefined when that was not asked for. */
  readonly plain: Decoded | undefined;
  readonly parting: Parting | undefined;
  readonly clean: CleanRewrite;
  /** Undefined when there is no rewrite. */
  readonly judgement: Judgement | undefined;
}

export function summary(reports: readonly TaskReport[]): string[] {
  return [...speedLines(reports), usefulLine(reports)];
}

/** What must not be, whatever the machine: such a run is not to be reported. */
export function faults(reports: readonly TaskReport[]): string[] {
  return reports.flatMap(({ task, drafted, plain, parting }) => [
    ...[drafted, plain]
      .filter((each) => each?.isConfirmed === false)
      .map(() => `${task.name}: a token was not the likeliest of the batch that checked it.`),
    ...(parting === undefined || parting.logitGap < maxLogitGap
      ? []
      : [`${task.name}: drafts change a token that was ${parting.logitGap.toFixed(3)} ahead.`]),
  ]);
}

export function taskLine({ task, drafted, plain, parting, clean, judgement }: TaskReport): string {
  const { proposed, accepted } = drafted.result.drafts;
  const speed = `${perSecond(drafted).toFixed(0)}${plain ? ` against ${perSecond(plain).toFixed(0)}` : ''} tokens/s`;
  const parted =
    plain === undefined
      ? ''
      : parting === undefined
        ? ', same tokens'
        : `, part at token ${parting.index} by ${parting.logitGap.toFixed(3)}`;
  const judged =
    judgement === undefined
      ? clean.kind
      : [
          judgement.parses ? 'parses' : 'DOES NOT PARSE',
          judgement.keepsSignature === false ? 'LOSES ITS SIGNATURE' : '',
          judgement.isUseful ? 'useful' : judgement.passes ? 'passes, BUT DOES NOT DO IT' : 'FAILS',
        ]
          .filter((word) => word !== '')
          .join(', ');
  return `${task.name.padEnd(22)} ${String(lineCount(task)).padStart(3)} lines, ${drafted.result.tokens.length} tokens, ${speed}, ${accepted} of ${proposed} drafts${parted}; ${judged}`;
}

function speedLines(reports: readonly TaskReport[]): string[] {
  const compared = reports.filter(({ plain }) => plain !== undefined);
  if (compared.length === 0) return [];
  const ratio = (cost: 'decodeMs' | 'processorMs') => {
    const drafted = rate(
      compared.map((each) => each.drafted),
      cost,
    );
    const plain = rate(
      compared.map((each) => each.plain),
      cost,
    );
    return `${drafted.toFixed(1)} tokens/s with drafts, ${plain.toFixed(1)} without: ${(drafted / plain).toFixed(2)} ×`;
  };
  const gaps = compared.flatMap(({ parting }) => parting?.logitGap ?? []);
  const parted =
    gaps.length === 0 ? '' : `, others part at a logit gap of at most ${Math.max(...gaps).toFixed(3)}`;
  return [
    `speed: ${ratio('decodeMs')}`,
    `by processor time: ${ratio('processorMs')}`,
    `same tokens as without drafts: ${compared.length - gaps.length} of ${compared.length}${parted}`,
  ];
}

function rate(all: readonly (Decoded | undefined)[], cost: 'decodeMs' | 'processorMs'): number {
  const decoded = all.filter((each) => each !== undefined);
  const tokens = decoded.reduce((sum, { result }) => sum + result.tokens.length, 0);
  return (tokens * 1000) / decoded.reduce((sum, each) => sum + each[cost], 0);
}

function usefulLine(reports: readonly TaskReport[]): string {
  const count = (holds: (judgement: Judgement) => boolean) =>
    reports.filter(({ judgement }) => judgement !== undefined && holds(judgement)).length;
  const withSignature = reports.filter(({ task }) => task.signature !== undefined).length;
  return (
    `of ${reports.length} results ${count(({ parses }) => parses)} parse, ` +
    `${count(({ keepsSignature }) => keepsSignature === true)} of ${withSignature} keep the signature, ` +
    `${count(({ passes }) => passes)} pass their test, ` +
    `${count(({ isUseful }) => isUseful)} do what was asked as well`
  );
}

function perSecond({ decodeMs, result }: Decoded): number {
  return (result.tokens.length * 1000) / decodeMs;
}
