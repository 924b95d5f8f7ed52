// Answers a prompt as peers lay it out: everything typed stands before `<|fim_suffix|>`, nothing is healed and nothing
// of the code at hand is mixed in. Must not know which text goes into the prompt.

import type { KvCache } from '../engine/computing/kvCache.ts';
import { ByteTrie } from '../engine/decoding/byteTrie.ts';
import { noCopySources } from '../engine/decoding/copyModel.ts';
import { candidateRequest, Decoder } from '../engine/decoding/decoder.ts';
import type { InferenceBackend } from '../engine/llama/backend.ts';

const noForcedBytes = new Uint8Array(0);
const alwaysGo = { next: () => Promise.resolve(undefined) };

export class PlainPrompt {
  private readonly backend: InferenceBackend;
  private readonly cache: KvCache;
  private readonly decoder: Decoder;

  constructor(backend: InferenceBackend, cache: KvCache) {
    this.backend = backend;
    this.cache = cache;
    // Nothing is forced, so no token is looked up by its bytes.
    this.decoder = new Decoder(cache, backend.vocabulary, new ByteTrie([]));
  }

  /** One line. Reuses what the owner's last prompt began with. */
  async answer(owner: string, prefix: readonly number[], suffix: readonly number[], maxTokens: number) {
    const { fimPrefix = 0, fimSuffix = 0, fimMiddle = 0 } = this.backend.vocabulary.control;
    const prompt = [fimPrefix, ...prefix, fimSuffix, ...suffix, fimMiddle];
    const startMs = performance.now();
    const prefill = await this.cache.prefill(owner, prompt, candidateRequest(noForcedBytes), alwaysGo);
    const prefillMs = performance.now() - startMs;
    const { sequence, candidates } = prefill;
    let firstTokenMs: number | undefined;
    const start = {
      sequence,
      candidates,
      forced: noForcedBytes,
      limits: () => ({ maxLines: 1, maxTokens }),
      roomTokens: maxTokens + 1,
      tail: [],
      copySources: noCopySources,
      made: [],
    };
    const decoded = await this.decoder.decode(start, alwaysGo, () => {
      firstTokenMs ??= performance.now() - startMs;
    });
    const totalMs = performance.now() - startMs;
    return { prefill, decoded, prefillMs, firstTokenMs: firstTokenMs ?? totalMs, totalMs };
  }
}
