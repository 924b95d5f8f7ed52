// The ways in which Hearth answers a keystroke for the bench; a peer’s is `infillLayout.ts`.
// Must not know traces or statistics.

import { CompletionService } from '../engine/completion/completionService.ts';
import { Scheduler } from '../engine/computing/scheduler.ts';
import type { InferenceBackend } from '../engine/llama/backend.ts';
import { budgetFor } from '../src/completion/asking/contextBudget.ts';
import { piecesAround } from '../src/completion/asking/surroundingCode.ts';
import type { ContextSource } from '../src/context/window/contextWindow.ts';
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
