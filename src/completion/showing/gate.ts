// Whether a suggestion, or only its beginning, is worth showing. Pure.
// All that is shown is judged, one line or several: each is as good as all of them together. Must not know where
// suggestions come from.
import type { SilentReason } from '../../../engine/protocol/protocol.ts';
import type { SyntaxErrorCounts } from '../../context/window/contextWindow.ts';
import type { Eagerness } from '../../settings/settings.ts';
import {
  type GateFeatures,
  gateFeatures,
  gateIntercept,
  gateWeights,
  leastLikelihoods,
} from './gateModel.ts';

/** What can be seen of the text that is shown. */
export interface ShownText {
  /** Of its tokens; empty when nothing is known. */
  readonly probabilities: readonly number[];
  /** Of the token behind them; undefined when there is none. */
  readonly behind: number | undefined;
  /** The model wrote more on the line, which is not shown. */
  readonly isBeginning: boolean;
  readonly characters: number;
  /** Names in it that stand nowhere else. */
  readonly unknownNames: number;
}

const smallest = 1e-4;
/** Less likely all together is as good as wrong. */
const leastSum = -6;
const mostUnknownNames = 3;

/**
 * That every token is right is as likely as all of them together, so a long line needs surer tokens than a short one;
 * the least one tells of a single guess among certainties. That a line ends there must be as sure as its tokens; of a
 * beginning it only says whether the last word goes on. The mean and the length added nothing to these.
 */
export function featuresOf({ probabilities, behind, isBeginning, unknownNames }: ShownText): GateFeatures {
  const logs = probabilities.map(boundedLog);
  const sum = logs.reduce((total, log) => total + log, 0);
  const end = boundedLog(behind ?? 1);
  return {
    all: Math.max(sum, leastSum),
    least: Math.min(0, ...logs),
    endOfLine: isBeginning ? 0 : end,
    endOfBeginning: isBeginning ? end : 0,
    isBeginning: Number(isBeginning),
    unknownNames: Math.min(unknownNames, mostUnknownNames),
  };
}

function boundedLog(probability: number): number {
  return Math.log(Math.max(probability, smallest));
}

/** How likely it is what someone would have written, 0 to 1, by logistic regression. */
export function likelihoodOf(line: ShownText): number {
  const features = featuresOf(line);
  const score = gateFeatures.reduce((sum, name) => sum + features[name] * gateWeights[name], gateIntercept);
  return 1 / (1 + Math.exp(-score));
}

/**
 * Reading what is wrong costs as much as typing so many characters. By the half of the typed hunks to learn from
 * (docs/QUALITY.md): 250 to 500 are right most often and keep most.
 */
const wrongCostsCharacters = 400;

/** What somebody may expect of what is shown, in characters that need not be typed. */
export function worthOf(line: ShownText): number {
  const likelihood = line.probabilities.length === 0 ? 1 : likelihoodOf(line);
  return likelihood * line.characters - (1 - likelihood) * wrongCostsCharacters;
}

/** Who is to read it. */
export interface Reader {
  readonly eagerness: Eagerness;
  /** Pauses, and so rather reads something unsure than nothing. */
  readonly isWaiting: boolean;
}

/** Without probabilities there is nothing to doubt. */
export function isConfident(line: ShownText, { eagerness, isWaiting }: Reader): boolean {
  const least = leastLikelihoods[eagerness][isWaiting ? 'waiting' : 'typing'];
  return line.probabilities.length === 0 || likelihoodOf(line) >= least;
}

/**
 * Tokens that are less likely all together pass for no reader, whatever follows them: nothing that the gate looks at
 * besides makes a text likelier.
 */
export function leastProbability(eagerness: Eagerness): number {
  const least = Math.min(...Object.values(leastLikelihoods[eagerness]));
  return Math.exp((Math.log(least / (1 - least)) - gateIntercept) / gateWeights.all);
}

/** Where the syntax is not known, it is not broken. */
export function breaksSyntax(errors: SyntaxErrorCounts | 'unknown'): boolean {
  return errors !== 'unknown' && errors.replaced > errors.current;
}

/** @param syntaxErrors is asked last, because it costs a parse */
export function decideShowing(
  line: ShownText,
  reader: Reader,
  syntaxErrors: () => SyntaxErrorCounts | 'unknown',
): SilentReason | undefined {
  if (!isConfident(line, reader)) return 'notConfident';
  return breaksSyntax(syntaxErrors()) ? 'breaksSyntax' : undefined;
}
