// The three ways of answering a keystroke that are compared, on the same weights, threads and KV cache.
// Must not know traces or statistics.

import { CompletionService } from '../engine/completion/completionService.ts';
import { KvCache } from '../engine/computing/kvCache.ts';
import { Scheduler } from '../engine/computing/scheduler.ts';
import type { InferenceBackend } from '../engine/llama/backend.ts';
import { budgetFor } from '../src/completion/asking/contextBudget.ts';
import { piecesAround } from '../src/completion/asking/surroundingCode.ts';
import type { ContextSource } from '../src/context/window/contextWindow.ts';
import { PlainPrompt } from './plainPrompt.ts';
import { recordedLanguage as languageId } from './replay/recording.ts';

export interface KeySample {
  readonly evaluatedTokens: number;
  readonly firstTokenMs: number;
  readonly lineMs: number;
  readonly generatedTokens: number;
  readonly text: string;
}

export interface Layout {
  readonly name: 'hearth' | 'peer' | 'uncached';
  /** What is done in idle time, before the keys of a run: no key waits for it. */
  prepare(text: string, offset: number): Promise<void>;
  /** Answers one keystroke: the whole text and the cursor behind the key. */
  answer(text: string, offset: number): Promise<KeySample>;
}

const maxTokens = 64;
const documentUri = 'file:///trace.rs';

/** Hearth as it ships: window, anchored layout, healing, KV reuse. `forget` empties the cache before every key. */
export function hearthLayout(backend: InferenceBackend, context: ContextSource, forget: boolean): Layout {
  const service = newService(backend);
  const budget = budgetFor(undefined);
  let version = 0;
  return {
    name: forget ? 'uncached' : 'hearth',
    async prepare(text, offset) {
      if (!forget) await service.refer('trace', { documentUri, own: piecesAround(text, offset) }).result;
    },
    async answer(text, offset) {
      if (forget) for (let slot = 0; slot < backend.sequences; slot++) await backend.keepFirst(slot, 0);
      // Without a cache every key is the first of a document of its own; making the service is no part of a key.
      const owner = forget ? `${offset}` : 'trace';
      const answering = forget ? newService(backend) : service;
      const startMs = performance.now();
      version++;
      const { before, after } = context.windowAt(
        { uri: documentUri, languageId, version, text },
        offset,
        budget,
      );
      const params = {
        documentUri,
        languageId,
        before,
        after,
        forcedText: '',
        maxLines: 1,
        maxTokens,
        purpose: 'keystroke' as const,
      };
      const outcome = await answering.complete(owner, params).result;
      const lineMs = performance.now() - startMs;
      if (outcome.kind !== 'shown')
        throw new Error(`The engine answered ${outcome.kind}: ${outcome.reason}.`);
      const { counters, timings } = outcome.value;
      return {
        evaluatedTokens: counters.evaluated,
        firstTokenMs: timings.firstTokenMs,
        lineMs,
        generatedTokens: counters.generated,
        text: outcome.value.text,
      };
    },
  };
}

function newService(backend: InferenceBackend): CompletionService {
  return new CompletionService(backend, new Scheduler(), () => performance.now());
}

const peerLinesBefore = 256;
const peerLinesAfter = 64;
/** llama.cpp's server gives an infill prompt's prefix three quarters of its batch and the suffix one. */
const peerBatchTokens = 2048;

/**
 * llama.vscode's request as llama.cpp's `/infill` lays it out: 256 lines before the cursor with what is typed,
 * then the suffix, then `<|fim_middle|>`; the common prefix with the last prompt is reused (`cache_prompt`).
 */
export function peerLayout(backend: InferenceBackend): Layout {
  const plain = new PlainPrompt(backend, new KvCache(backend));
  const { vocabulary } = backend;
  return {
    name: 'peer',
    prepare: () => Promise.resolve(),
    async answer(text, offset) {
      const startMs = performance.now();
      const before = vocabulary.tokenize(lastLines(text.slice(0, offset), peerLinesBefore));
      const after = vocabulary.tokenize(firstLines(text.slice(offset), peerLinesAfter));
      const prefix = before.slice(-(peerBatchTokens * 3) / 4);
      const suffix = after.slice(0, peerBatchTokens / 4);
      const tokenizeMs = performance.now() - startMs;
      const { prefill, decoded, firstTokenMs, totalMs } = await plain.answer(
        'peer',
        prefix,
        suffix,
        maxTokens,
      );
      return {
        evaluatedTokens: prefill.evaluated,
        firstTokenMs: tokenizeMs + firstTokenMs,
        lineMs: tokenizeMs + totalMs,
        generatedTokens: decoded.choices.length,
        text: decoded.text,
      };
    },
  };
}

function lastLines(text: string, count: number): string {
  return text
    .split('\n')
    .slice(-count - 1)
    .join('\n');
}

function firstLines(text: string, count: number): string {
  return text
    .split('\n')
    .slice(0, count + 1)
    .join('\n');
}
