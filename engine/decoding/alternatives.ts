// Other answers to a question that was answered: by taking the second likeliest token where the first was least
// certain, and how well each fits the text that follows. Must not know documents, layouts or who asked.

import type { KvCache } from '../computing/kvCache.ts';
import type { JobTurn, StopReason } from '../computing/scheduler.ts';
import type { Vocabulary } from '../llama/backend.ts';
import type { PlannedPrompt } from '../prompt/promptPlanner.ts';
import { candidateRequest, type Decoder, type DecodeStart } from './decoder.ts';
import type { DecodedToken, DecodeResult, Fork } from './growingAnswer.ts';

export interface AnsweredQuestion {
  readonly prompt: PlannedPrompt;
  readonly start: DecodeStart;
  readonly first: DecodeResult;
}

/** A token that is not among the candidates read is at most this likely. */
const leastProbability = 1e-6;
/** Enough of the next line to tell whether it follows. */
const judgedTokens = 12;
const noForcedBytes = new Uint8Array(0);

export class Alternatives {
  private readonly cache: KvCache;
  private readonly decoder: Decoder;
  private readonly vocabulary: Vocabulary;

  constructor(cache: KvCache, decoder: Decoder, vocabulary: Vocabulary) {
    this.cache = cache;
    this.decoder = decoder;
    this.vocabulary = vocabulary;
  }

  /** Up to `count` answers with other texts, the likeliest fork first; why not when stopped: some would look like all. */
  async decode(
    { prompt, start, first }: AnsweredQuestion,
    count: number,
    turn: JobTurn,
  ): Promise<readonly DecodeResult[] | StopReason> {
    const found: DecodeResult[] = [];
    const texts = new Set([first.text]);
    for (const fork of forksByUse(first)) {
      if (found.length === count) break;
      const made = [...first.choices.slice(0, fork.at), fork.runnerUp];
      const madeTokens = made.map(({ token }) => token);
      const forced = fork.runnerUp.remaining;
      const tokens = [...prompt.tokens, ...madeTokens];
      const prefill = await this.cache.prefill(prompt.owner, tokens, candidateRequest(forced), turn);
      if (prefill.stopped !== undefined) return prefill.stopped;
      const { sequence, candidates } = prefill;
      const tail = [...start.tail, ...madeTokens];
      const forkStart = { ...start, sequence, candidates, forced, tail, made };
      const result = await this.decoder.decode(forkStart, turn, () => {});
      if (typeof result.finish === 'object') return result.finish.stopped;
      if (!texts.has(result.text)) found.push(result);
      texts.add(result.text);
    }
    return found;
  }

  /** By how likely each is together with the text that follows; in the given order when stopped. */
  async ranked(
    prompt: PlannedPrompt,
    answers: readonly DecodeResult[],
    after: string,
    turn: JobTurn,
  ): Promise<readonly DecodeResult[]> {
    const following = /^[^\S\n]*\n\s*[^\n]+\n?/.exec(after)?.[0];
    if (following === undefined || answers.length < 2) return answers;
    const judged: { readonly answer: DecodeResult; readonly score: number }[] = [];
    for (const answer of answers) {
      const fit = await this.fit(prompt, answer.text, following, turn);
      if (fit === undefined) return answers;
      judged.push({ answer, score: fit + logLikelihood(answer) });
    }
    return judged.toSorted((a, b) => b.score - a.score).map(({ answer }) => answer);
  }

  /**
   * Log-likelihood of what follows the cursor's line, a dozen tokens of it, behind an answer: how InCoder's authors
   * let a left-to-right model fill in (arXiv 2204.05999). Undefined when stopped.
   */
  private async fit(
    prompt: PlannedPrompt,
    text: string,
    following: string,
    turn: JobTurn,
  ): Promise<number | undefined> {
    const forcedText = new TextDecoder().decode(prompt.forced);
    const answerBytes = new TextEncoder().encode(forcedText + text).length;
    const tokens = this.vocabulary.tokenize(forcedText + text + following);
    let bytes = 0;
    let answered = 0;
    while (answered < tokens.length - 1 && bytes < answerBytes) {
      bytes += this.vocabulary.tokenBytes[tokens[answered] ?? -1]?.length ?? 0;
      answered++;
    }
    const judged = tokens.slice(answered, answered + judgedTokens);
    const request = candidateRequest(noForcedBytes);
    const given = [...prompt.tokens, ...tokens.slice(0, answered)];
    const prefill = await this.cache.prefill(prompt.owner, given, request, turn);
    if (prefill.stopped !== undefined) return undefined;
    const behind =
      judged.length > 1 ? await this.cache.appendEach(prefill.sequence, judged.slice(0, -1), request) : [];
    return [prefill.candidates, ...behind].reduce((sum, candidates, index) => {
      const found = candidates.find(({ token }) => token === judged[index]);
      return sum + Math.log(Math.max(found?.probability ?? 0, leastProbability));
    }, 0);
  }
}

/** A reader looks at the first line, so what differs there comes before what differs further down. */
function forksByUse({ forks, choices }: DecodeResult): readonly Fork[] {
  const lineEnd = lengthOfFirstLine(choices);
  const isEarly = ({ at }: Fork) => Number(at < lineEnd);
  return forks.toSorted((a, b) => isEarly(b) - isEarly(a) || b.odds - a.odds);
}

/** In choices, that of its line end included. */
function lengthOfFirstLine(choices: readonly DecodedToken[]): number {
  let hasText = false;
  for (const [index, { added }] of choices.entries()) {
    const text = new TextDecoder().decode(added);
    const lineEnd = (hasText ? text : text.trimStart()).lastIndexOf('\n');
    if (lineEnd !== -1) return index + 1;
    hasText ||= text.trim() !== '';
  }
  return choices.length;
}

function logLikelihood({ tokens }: DecodeResult): number {
  return tokens.reduce((sum, { probability }) => sum + Math.log(Math.max(probability, leastProbability)), 0);
}
