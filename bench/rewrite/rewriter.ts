// Rewrites a task's code as the editor does, with a second try where the first is not what was asked for, and measures
// plain decoding of the same prompt beside it. Must not know how results are judged or printed.
import { chatPrompt } from '../../engine/chat/chatTemplate.ts';
import { dividedForm, FormDecoder, type FormResult, firstRequest } from '../../engine/chat/formDecoder.ts';
import { KvCache } from '../../engine/computing/kvCache.ts';
import type { InferenceBackend } from '../../engine/llama/backend.ts';
import type { FormPart } from '../../engine/protocol/chatProtocol.ts';
import type { Grammar } from '../../src/context/syntax/grammars.ts';
import type { Prompt } from '../../src/rewrite/asking/prompt.ts';
import type { Answered } from '../../src/rewrite/frame/frame.ts';
import {
  type CleanRewrite,
  type FramedRewrite,
  framedRewrite,
} from '../../src/rewrite/frame/framedRewrite.ts';
import type { RewriteTask } from './task.ts';

export interface Decoded {
  readonly decodeMs: number;
  /** Of the processor, over all threads: with one thread what other programs do matters less to it. */
  readonly processorMs: number;
  readonly result: FormResult;
}

export interface Rewritten {
  readonly clean: CleanRewrite;
  /** Of each try; none where no model is needed. */
  readonly decoded: readonly Decoded[];
  /** What the model wrote last. */
  readonly answer: string;
}

const alwaysGo = { next: () => Promise.resolve(undefined) };
/** Enough to know how fast tokens come one by one. */
const plainTokens = 48;
const nothingAnswered: Answered = { text: '', holes: [], finishReason: 'endOfText' };

export class Rewriter {
  private readonly backend: InferenceBackend;
  private readonly cache: KvCache;
  private readonly decoder: FormDecoder;

  constructor(backend: InferenceBackend) {
    this.backend = backend;
    this.cache = new KvCache(backend);
    this.decoder = new FormDecoder(this.cache, backend.vocabulary);
  }

  framed(
    { languageId, name, before, code, after, instruction }: RewriteTask,
    grammar: Grammar | undefined,
  ): FramedRewrite {
    return framedRewrite({ languageId, path: name, before, selection: code, after }, instruction, grammar);
  }

  async rewrite(first: FramedRewrite): Promise<Rewritten> {
    const decoded: Decoded[] = [];
    let attempt = first;
    for (;;) {
      const { prompt, clean, again } = attempt;
      if (prompt === undefined) return { clean: clean(nothingAnswered), decoded, answer: '' };
      const { lead, done } = await this.decode(prompt);
      decoded.push(done);
      const { text, holes, finish } = done.result;
      if (typeof finish === 'object') throw new Error('Nobody stops a bench.');
      const answer = lead + text;
      const cleaned = clean({ text: answer, holes, finishReason: finish });
      const next = cleaned.kind === 'notAsked' ? again(answer, cleaned.complaint) : undefined;
      if (next === undefined) return { clean: cleaned, decoded, answer };
      attempt = next;
    }
  }

  /** The same prompt, one token after the other. */
  async plain(prompt: Prompt): Promise<Decoded> {
    const hole = { stopTexts: [], maxTokens: plainTokens };
    return (await this.decode({ ...prompt, form: [{ hole }] })).done;
  }

  private async decode(prompt: Prompt): Promise<{ readonly lead: string; readonly done: Decoded }> {
    const { stopTexts, draftFrom, maxTokens } = prompt;
    const whole: readonly FormPart[] = prompt.form ?? [
      { hole: { stopTexts, maxTokens, ...(draftFrom === undefined ? {} : { draftFrom }) } },
    ];
    const { lead, rest } = dividedForm(whole);
    const tokens = chatPrompt(this.backend.vocabulary, prompt.messages, (prompt.answerStart ?? '') + lead);
    if (tokens === undefined) throw new Error('This model cannot follow instructions.');
    const { sequence, candidates } = await this.cache.prefill('bench', tokens, firstRequest(rest), alwaysGo);
    const startUsage = process.cpuUsage();
    const startMs = performance.now();
    const roomTokens = this.backend.tokensPerSequence - tokens.length;
    const result = await this.decoder.decode(
      { sequence, candidates, form: rest, roomTokens },
      alwaysGo,
      () => {},
    );
    const decodeMs = performance.now() - startMs;
    const { user, system } = process.cpuUsage(startUsage);
    return { lead, done: { decodeMs, processorMs: (user + system) / 1000, result } };
  }
}
