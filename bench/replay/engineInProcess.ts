// The engine in this process, as a client sees it, counting what it is asked and how long that would have taken.
// Must not know what is asked of it.

import { CompletionService } from '../../engine/completion/completionService.ts';
import { Scheduler } from '../../engine/computing/scheduler.ts';
import type { InferenceBackend } from '../../engine/llama/backend.ts';
import type {
  CompleteParams,
  CompleteResult,
  MeasuredSpeed,
  TokenCounters,
} from '../../engine/protocol/protocol.ts';
import type { Cancellation } from '../../src/base/cancellation.ts';
import { ServiceClient } from './serviceClient.ts';

/**
 * Two idle cores with the tuned Q4_0 model. Latency is counted, not measured, so that a busy machine gives the same
 * figures.
 */
const statedSpeed: MeasuredSpeed = {
  prefillTokensPerSecond: 400,
  decodeTokensPerSecond: 50,
  charactersPerToken: 3.3,
};

export function latencyMsOf({ evaluated, generated }: TokenCounters): number {
  return (
    (1000 * evaluated) / statedSpeed.prefillTokensPerSecond +
    (1000 * generated) / statedSpeed.decodeTokensPerSecond
  );
}

export class EngineInProcess extends ServiceClient {
  /** Answers to keys, since the start. */
  asked = 0;
  /** Of the last answer to a key. */
  latencyMs = 0;
  /** In answers to keys, since the start. */
  generatedTokens = 0;

  constructor(backend: InferenceBackend) {
    const service = new CompletionService(backend, new Scheduler(), () => performance.now());
    super(service, backend, statedSpeed);
  }

  override async complete(params: CompleteParams, cancellation: Cancellation): Promise<CompleteResult> {
    const result = await super.complete(params, cancellation);
    if (params.purpose === 'keystroke') this.asked++;
    if (result.kind !== 'shown') return result;
    const { counters, timings } = result.value;
    const totalMs = latencyMsOf(counters);
    if (params.purpose === 'keystroke') {
      this.latencyMs = totalMs;
      this.generatedTokens += counters.generated;
    }
    const firstTokenMs = latencyMsOf({ ...counters, generated: 1 });
    return { kind: 'shown', value: { ...result.value, timings: { ...timings, firstTokenMs, totalMs } } };
  }
}
