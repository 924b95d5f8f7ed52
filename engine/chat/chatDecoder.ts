// The token loop of an answer in a conversation: greedy, several tokens a step where a guess holds.
// Every token is the likeliest of the batch that checked it. Must not know messages or who asked.

import type { KvCache } from '../computing/kvCache.ts';
import type { JobTurn, StopReason } from '../computing/scheduler.ts';
import { isRepeating } from '../decoding/stopRules.ts';
import type { Candidate, Vocabulary } from '../llama/backend.ts';
import type { Hole } from '../protocol/chatProtocol.ts';
import type { FinishReason } from '../protocol/finishProtocol.ts';
import { certainLength, holeEnd } from './holeRules.ts';
import type { InputDrafter } from './inputDrafter.ts';
import { lengthBeforeRepeat, repeatedFrom } from './repeats.ts';
import { StreamedText } from './streamedText.ts';

/** Only the likeliest token is wanted. */
export const greedyRequest = { count: 1, boosted: [] };

export interface ChatDecodeStart {
  readonly sequence: number;
  /** What follows the prompt. */
  readonly candidates: readonly Candidate[];
  /** What the answer is made to begin with; the sequence holds it but for its last token. Nothing if empty. */
  readonly begun?: readonly number[];
  readonly drafter: InputDrafter;
  /** What is written, and where it ends. */
  readonly hole: Hole;
  /** Ends before the first line or sentence that it has had. */
  readonly endsAtRepeat?: boolean;
  /** Tokens that the sequence still holds room for. */
  readonly roomTokens: number;
}

export interface ChatDecodeResult {
  readonly text: string;
  readonly tokens: readonly number[];
  /** How many of them the sequence holds: the last one need not be evaluated. */
  readonly held: number;
  readonly drafts: { readonly proposed: number; readonly accepted: number };
  readonly finish: FinishReason | { readonly stopped: StopReason };
}

export class ChatDecoder {
  private readonly cache: KvCache;
  private readonly vocabulary: Vocabulary;

  constructor(cache: KvCache, vocabulary: Vocabulary) {
    this.cache = cache;
    this.vocabulary = vocabulary;
  }

  /** `onText` hears what came since it was last called. */
  async decode(
    start: ChatDecodeStart,
    turn: JobTurn,
    onText: (delta: string) => void,
  ): Promise<ChatDecodeResult> {
    try {
      return await this.decodeOn(start, turn, onText);
    } finally {
      await this.cache.settle(start.sequence);
    }
  }

  private async decodeOn(
    start: ChatDecodeStart,
    turn: JobTurn,
    onText: (delta: string) => void,
  ): Promise<ChatDecodeResult> {
    const { sequence, drafter, begun = [] } = start;
    const answer = new ChatAnswer(start, this.vocabulary, onText);
    for (const token of begun.slice(0, -1)) answer.begin(token);
    let last = begun.at(-1) ?? argmax(start.candidates);
    let finish = answer.add(last, false);
    while (finish === undefined) {
      answer.tell();
      const stopped = await turn.next();
      if (stopped !== undefined) return answer.end({ stopped });
      const room = Math.min(start.roomTokens, start.hole.maxTokens) - answer.tokens.length - 1;
      const guess = this.cache.checksGuesses ? drafter.draft().slice(0, Math.max(room, 0)) : [];
      const follows = await this.cache.appendEach(sequence, [last, ...guess], greedyRequest);
      if (follows[0]?.length === 0) {
        const interrupted = await turn.next();
        if (interrupted !== undefined) return answer.end({ stopped: interrupted });
      }
      let held = 0;
      answer.proposed += guess.length;
      for (const [index, candidates] of follows.entries()) {
        last = argmax(candidates);
        const isGuessed = guess[index] === last;
        finish = answer.add(last, isGuessed);
        if (!isGuessed || finish !== undefined) break;
        held++;
      }
      await this.cache.dropLast(sequence, guess.length - held);
    }
    return answer.end(finish);
  }
}

function argmax(candidates: readonly Candidate[]): number {
  const best = candidates[0];
  if (best === undefined) throw new Error('The model returned no next token.');
  return best.token;
}

class ChatAnswer {
  readonly tokens: number[] = [];
  proposed = 0;
  private accepted = 0;
  /**
   * Tokens since the last that was guessed and new: what the input has often, the answer may have too, but an answer
   * that comes back to the same piece of the input is caught in a loop.
   */
  private own: number[] = [];
  private told = 0;
  private isCut = false;
  private readonly start: ChatDecodeStart;
  private readonly vocabulary: Vocabulary;
  private readonly stream: StreamedText;
  private readonly onText: (delta: string) => void;

  constructor(start: ChatDecodeStart, vocabulary: Vocabulary, onText: (delta: string) => void) {
    this.start = start;
    this.vocabulary = vocabulary;
    this.stream = new StreamedText(start.hole.stopTexts);
    this.onText = onText;
  }

  /** Nothing ends with a token that is given. */
  begin(token: number): void {
    this.tokens.push(token);
    this.start.drafter.follow(this.tokens);
    this.stream.add(this.vocabulary.tokenBytes[token] ?? new Uint8Array());
  }

  add(token: number, isGuessed: boolean): FinishReason | undefined {
    const bytes = this.vocabulary.tokenBytes[token];
    if (bytes === undefined) return 'endOfText';
    this.tokens.push(token);
    this.start.drafter.follow(this.tokens);
    if (isGuessed) this.accepted++;
    this.own = isGuessed && this.start.drafter.isAhead ? [] : [...this.own, token];
    const isStopped = this.stream.add(bytes);
    const { text } = this.stream;
    const end = holeEnd(text, this.start.hole);
    if (end !== undefined) return this.cut(end, 'stopText');
    if (isStopped) return 'stopText';
    const repeat = this.start.endsAtRepeat === true ? repeatedFrom(text) : undefined;
    if (repeat !== undefined) return this.cut(repeat, 'repetition');
    if (isRepeating(this.own)) return 'repetition';
    if (this.tokens.length >= this.start.hole.maxTokens) return 'maxTokens';
    return this.tokens.length >= this.start.roomTokens ? 'contextFull' : undefined;
  }

  /** Tells what is certain to stay. */
  tell(): void {
    const { text } = this.stream;
    const certain = certainLength(text, this.start.hole);
    this.tellUpTo(this.start.endsAtRepeat === true ? Math.min(certain, lengthBeforeRepeat(text)) : certain);
  }

  end(finish: ChatDecodeResult['finish']): ChatDecodeResult {
    if (finish !== 'stopText' && !this.isCut) this.stream.end();
    this.tellUpTo(this.stream.text.length);
    const { tokens, proposed, accepted } = this;
    const held = finish === 'endOfText' ? tokens.length : Math.max(tokens.length - 1, 0);
    return { text: this.stream.text, tokens, held, drafts: { proposed, accepted }, finish };
  }

  private cut(length: number, reason: FinishReason): FinishReason {
    this.stream.text = this.stream.text.slice(0, length);
    this.isCut = true;
    return reason;
  }

  private tellUpTo(length: number): void {
    if (length <= this.told) return;
    this.onText(this.stream.text.slice(this.told, length));
    this.told = length;
  }
}
