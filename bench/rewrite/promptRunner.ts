// Answers a prompt with a model in this process as the engine does, and measures the decoding.
// Must not know what is asked, or what becomes of the answer.
import { chatPrompt } from '../../engine/chat/chatTemplate.ts';
import { dividedForm, FormDecoder, type FormResult, firstRequest } from '../../engine/chat/formDecoder.ts';
import { KvCache } from '../../engine/computing/kvCache.ts';
import type { InferenceBackend } from '../../engine/llama/backend.ts';
import { formOf } from '../../engine/protocol/chatProtocol.ts';
import type { Prompt } from '../../src/rewrite/asking/prompt.ts';

export interface Decoded {
  readonly decodeMs: number;
  /** Of the processor, over all threads: with one thread what other programs do matters less to it. */
  readonly processorMs: number;
  readonly result: FormResult;
}

/** An answer; `text` with what was forced before the first hole. */
export interface PromptAnswer {
  readonly text: string;
  readonly decoded: Decoded;
}

const alwaysGo = { next: () => Promise.resolve(undefined) };

export class PromptRunner {
  private readonly backend: InferenceBackend;
  private readonly cache: KvCache;
  private readonly decoder: FormDecoder;

  constructor(backend: InferenceBackend) {
    this.backend = backend;
    this.cache = new KvCache(backend);
    this.decoder = new FormDecoder(this.cache, backend.vocabulary);
  }

  tokenCount(text: string): number {
    return this.backend.vocabulary.tokenize(text).length;
  }

  async answer(prompt: Prompt): Promise<PromptAnswer> {
    const { endsAtRepeat = false } = prompt;
    const { lead, rest } = dividedForm(formOf(prompt));
    const tokens = chatPrompt(this.backend.vocabulary, prompt.messages, (prompt.answerStart ?? '') + lead);
    if (tokens === undefined) throw new Error('This model cannot follow instructions.');
    const { sequence, candidates } = await this.cache.prefill('bench', tokens, firstRequest(rest), alwaysGo);
    const startUsage = process.cpuUsage();
    const startMs = performance.now();
    const roomTokens = this.backend.tokensPerSequence - tokens.length;
    const result = await this.decoder.decode(
      { sequence, candidates, form: rest, endsAtRepeat, roomTokens },
      alwaysGo,
      () => {},
    );
    const decodeMs = performance.now() - startMs;
    const { user, system } = process.cpuUsage(startUsage);
    return {
      text: lead + result.text,
      decoded: { decodeMs, processorMs: (user + system) / 1000, result },
    };
  }
}
