// Rewrites a task's code with and without drafts from the input, on the same evaluated prompt, and compares the two.
// Must not know how results are judged or printed.

import { type ChatDecodeResult, ChatDecoder, greedyRequest } from '../../engine/chat/chatDecoder.ts';
import { chatPrompt } from '../../engine/chat/chatTemplate.ts';
import { InputDrafter } from '../../engine/chat/inputDrafter.ts';
import { KvCache } from '../../engine/computing/kvCache.ts';
import type { InferenceBackend } from '../../engine/llama/backend.ts';
import type { FinishReason } from '../../engine/protocol/protocol.ts';
import { asksForRemoval } from '../../src/rewrite/answers/answeredPart.ts';
import { type CleanRewrite, cleanRewrite } from '../../src/rewrite/answers/cleanRewrite.ts';
import type { Prompt } from '../../src/rewrite/asking/prompt.ts';
import { rewriteMessages } from '../../src/rewrite/asking/rewritePrompt.ts';
import type { RewriteTask } from './task.ts';
import { Witness } from './witness.ts';

export interface Decoded {
  readonly decodeMs: number;
  /** Of the processor, over all threads: with one thread what other programs do matters less to it. */
  readonly processorMs: number;
  readonly result: ChatDecodeResult;
  /** Whether each token was the likeliest of the batch that checked it. */
  readonly isConfirmed: boolean;
}

/** Where two answers part: what separates the two tokens, by the model's own odds. */
export interface Parting {
  readonly index: number;
  /** Difference of the two logits, as the batch of one token has them. */
  readonly logitGap: number;
}

const alwaysGo = { next: () => Promise.resolve(undefined) };
/** Both tokens of a close call are among so many. */
const comparedCandidates = 50;

export class Rewriter {
  private readonly backend: InferenceBackend;
  private readonly witness: Witness;
  private readonly cache: KvCache;
  private readonly decoder: ChatDecoder;

  constructor(backend: InferenceBackend) {
    this.backend = backend;
    this.witness = new Witness(backend);
    this.cache = new KvCache(this.witness.backend);
    this.decoder = new ChatDecoder(this.cache, backend.vocabulary);
  }

  prompt(task: RewriteTask): Prompt {
    const { languageId, name, code, instruction } = task;
    return rewriteMessages({ languageId, path: name, before: '', selection: code, after: '', instruction });
  }

  async decode(prompt: Prompt, isDrafting: boolean): Promise<Decoded> {
    const { vocabulary, tokensPerSequence } = this.backend;
    const tokens = this.tokens(prompt);
    const { sequence, candidates } = await this.cache.prefill('bench', tokens, greedyRequest, alwaysGo);
    const source = isDrafting ? vocabulary.tokenize(prompt.draftFrom ?? '') : [];
    const startUsage = process.cpuUsage();
    const startMs = performance.now();
    const { stopTexts, maxTokens } = prompt;
    const drafter = new InputDrafter(source, isDrafting);
    const roomTokens = tokensPerSequence - tokens.length;
    const start = { sequence, candidates, drafter, stopTexts, maxTokens, roomTokens };
    const result = await this.decoder.decode(start, alwaysGo, () => {});
    const decodeMs = performance.now() - startMs;
    const { user, system } = process.cpuUsage(startUsage);
    const isConfirmed = this.witness.confirms(sequence, tokens.length, result.tokens);
    return { decodeMs, processorMs: (user + system) / 1000, result, isConfirmed };
  }

  /** Undefined when both chose the same tokens, as far as no rule ended one of them. */
  async parting(
    prompt: Prompt,
    { tokens: plain, finish: plainFinish }: ChatDecodeResult,
    { tokens: drafted, finish: draftedFinish }: ChatDecodeResult,
  ): Promise<Parting | undefined> {
    const length = Math.max(plain.length, drafted.length);
    let index = 0;
    while (index < length && plain[index] === drafted[index]) index++;
    if (index === length) return undefined;
    if (index === plain.length && plainFinish !== 'endOfText') return undefined;
    if (index === drafted.length && draftedFinish !== 'endOfText') return undefined;
    const upTo = [...this.tokens(prompt), ...plain.slice(0, index)];
    const request = { count: comparedCandidates, boosted: [] };
    const { candidates } = await this.cache.prefill('bench', upTo, request, alwaysGo);
    // Where one answer ended, its choice was a token that is no text: the likeliest of those.
    const odds = (token: number | undefined) =>
      candidates.find((candidate) =>
        token === undefined
          ? this.backend.vocabulary.tokenBytes[candidate.token] === undefined
          : candidate.token === token,
      )?.probability ?? 0;
    return { index, logitGap: Math.abs(Math.log(odds(plain[index]) / odds(drafted[index]))) };
  }

  clean(task: RewriteTask, { result }: Decoded): CleanRewrite {
    if (typeof result.finish === 'object') throw new Error('Nobody stops a bench.');
    const finish: FinishReason = result.finish;
    const mayRemove = asksForRemoval(task.instruction);
    return cleanRewrite(result.text, finish, { before: '', selection: task.code, mayRemove });
  }

  private tokens(prompt: Prompt): number[] {
    const tokens = chatPrompt(this.backend.vocabulary, prompt.messages, prompt.answerStart ?? '');
    if (tokens === undefined) throw new Error('This model cannot follow instructions.');
    return tokens;
  }
}
