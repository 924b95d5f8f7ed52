// Decodes an answer with the names that are known of its beginning, and once more where names came while it was written
// that say it begins with one that does not exist: nobody waits for names, and nobody is shown such an answer.
// Must not know who lists names, documents or who asked.
import type { KvCache } from '../computing/kvCache.ts';
import type { JobTurn } from '../computing/scheduler.ts';
import type { Decoder, DecodeStart } from './decoder.ts';
import type { DecodeResult } from './growingAnswer.ts';
import type { NameGuide } from './nameGuide.ts';

export interface NamedResult {
  /** With the names that the answer was written by. */
  readonly start: DecodeStart;
  readonly first: DecodeResult;
}

export class NamedDecoder {
  private readonly cache: KvCache;
  private readonly decoder: Decoder;

  constructor(cache: KvCache, decoder: Decoder) {
    this.cache = cache;
    this.decoder = decoder;
  }

  /** @param guide what is known of the name by now */
  async decode(
    start: DecodeStart,
    guide: () => NameGuide | undefined,
    turn: JobTurn,
    onText: (text: string) => void,
  ): Promise<NamedResult> {
    const promptTokens = this.cache.held(start.sequence);
    const known = guide();
    const guided = { ...start, guide: known };
    const first = await this.decoder.decode(guided, turn, onText);
    const late = known === undefined && typeof first.finish !== 'object' ? guide() : undefined;
    const isOpen = first.finish === 'unsure' || first.finish === 'maxTokens';
    if (late?.isContradictedBy(first.text, isOpen) !== true) return { start: guided, first };
    await this.cache.dropLast(start.sequence, this.cache.held(start.sequence) - promptTokens);
    const again = { ...start, guide: late };
    return { start: again, first: await this.decoder.decode(again, turn, onText) };
  }
}
