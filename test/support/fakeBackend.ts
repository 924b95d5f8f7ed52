// A deterministic inference backend for unit tests: every byte is a token, the next token is a function of all
// tokens before it, or follows a script. Records calls.

import { EngineError } from '../../engine/base/engineError.ts';
import type {
  Candidate,
  CandidateRequest,
  ContextSize,
  InferenceBackend,
  Vocabulary,
} from '../../engine/llama/backend.ts';

const control = {
  fimPrefix: 256,
  fimSuffix: 257,
  fimMiddle: 258,
  documentStart: 259,
  turnStart: 261,
  turnEnd: 262,
};

export class FakeBackend implements InferenceBackend {
  readonly shape = {
    architecture: 'qwen2',
    name: 'fake',
    quantization: 'none',
    parameters: 0,
    layers: 1,
    hiddenSize: 1,
    feedForwardSize: 1,
    queryHeads: 1,
    keyValueHeads: 1,
    headDimension: 1,
    ropeTheta: 1,
    trainedContextTokens: 32_768,
    vocabularySize: 263,
    kvBytesPerToken: 1,
  };
  readonly family;
  canChat = true;
  gpu: string | undefined;
  checksGuesses = true;
  keepsOddsOfBoosted = false;
  runsBeside = false;
  /** Awaited calls that somebody gave up. */
  interrupts = 0;
  readonly settled: number[] = [];
  readonly sequences = 2;
  tokensPerSequence = 2048;
  readonly threads = 1;
  readonly vocabulary: Vocabulary = {
    tokenBytes: Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte)),
    control: { ...control, ends: new Set(Object.values(control)) },
    tokenize: (text) => Array.from(new TextEncoder().encode(text)),
  };
  readonly held: number[][] = [[], []];
  calls = 0;
  /** Tokens of each evaluate call. */
  readonly sizes: number[] = [];
  /** Text that every answer goes on with; by default a hash of the prompt decides. */
  script: string | undefined;
  /** The one place of its script where it holds something else for possible. */
  doubtAt: number | undefined;
  /** Awaited by every evaluate call, to interleave other work. */
  beforeEvaluate: () => Promise<void> = () => Promise.resolve();
  /** What `openContext` gave out, and whether it was disposed of. */
  readonly contexts: FakeBackend[] = [];
  isDisposed = false;
  /** What there is memory for. */
  memoryTokens = Number.POSITIVE_INFINITY;
  /** Its script begins where a turn is opened; otherwise where a prompt ends that was changed. */
  private isChat = false;
  private scriptedFrom: number | undefined;

  constructor(family: InferenceBackend['family'] = 'fillInTheMiddle') {
    this.family = family;
  }

  /** Calls `then` before the given evaluate call from now on. */
  atCall(wanted: number, then: () => void): void {
    let calls = 0;
    this.beforeEvaluate = () => {
      calls++;
      if (calls === wanted) then();
      return Promise.resolve();
    };
  }

  keepFirst(sequence: number, count: number): Promise<void> {
    this.held[sequence] = this.at(sequence).slice(0, count);
    if (!this.isChat) this.scriptedFrom = undefined;
    return Promise.resolve();
  }

  async evaluate(
    sequence: number,
    tokens: readonly number[],
    request: CandidateRequest | undefined,
  ): Promise<readonly Candidate[]> {
    this.calls++;
    this.sizes.push(tokens.length);
    await this.beforeEvaluate();
    const held = [...this.at(sequence), ...tokens];
    if (held.length > this.tokensPerSequence) throw new Error('The fake KV sequence is full.');
    this.held[sequence] = held;
    if (this.isChat && tokens.includes(control.turnStart)) this.scriptedFrom = undefined;
    if (request === undefined) return [];
    return this.next(held, request.count);
  }

  async evaluateEach(sequence: number, tokens: readonly number[], request: CandidateRequest) {
    const each: (readonly Candidate[])[] = [];
    for (const token of tokens) {
      each.push(await this.evaluate(sequence, [token], request));
      this.calls--;
    }
    this.calls++;
    return each;
  }

  settle(sequence: number): Promise<number> {
    this.settled.push(sequence);
    return Promise.resolve(0);
  }

  interrupt(): void {
    this.interrupts++;
  }

  measureSpeed() {
    return Promise.resolve({ prefillTokensPerSecond: 500, decodeTokensPerSecond: 50, charactersPerToken: 3 });
  }

  openContext({ tokensPerSequence }: ContextSize): Promise<FakeBackend> {
    if (tokensPerSequence > this.memoryTokens)
      return Promise.reject(new EngineError('outOfMemory', 'no memory for the fake'));
    const context = new FakeBackend(this.family);
    context.tokensPerSequence = tokensPerSequence;
    context.isChat = true;
    context.script = this.script;
    context.doubtAt = this.doubtAt;
    context.checksGuesses = this.checksGuesses;
    context.beforeEvaluate = () => this.beforeEvaluate();
    this.contexts.push(context);
    return Promise.resolve(context);
  }

  dispose(): Promise<void> {
    this.isDisposed = true;
    return Promise.resolve();
  }

  /** All bytes are candidates, so that any forced byte finds its token. */
  private next(held: readonly number[], count: number): readonly Candidate[] {
    const first = this.script === undefined ? hashOf(held) : this.scripted(held, this.script);
    if (count === 1) return [{ token: first, probability: 1 }];
    const others = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== first);
    if (this.doubtAt !== undefined) {
      const isInDoubt = held.length - (this.scriptedFrom ?? 0) === this.doubtAt;
      return [first, ...others].map((token, rank) => ({
        token,
        probability: +(rank <= (isInDoubt ? 1 : 0)),
      }));
    }
    return [first, ...others].map((token, rank) => ({ token, probability: rank === 0 ? 0.5 : 0.5 / 255 }));
  }

  private scripted(held: readonly number[], script: string): number {
    this.scriptedFrom ??= held.length;
    return new TextEncoder().encode(script)[held.length - this.scriptedFrom] ?? control.documentStart;
  }

  private at(sequence: number): number[] {
    const held = this.held[sequence];
    if (held === undefined) throw new Error(`There is no fake sequence ${sequence}.`);
    return held;
  }
}

/** A printable character; a line end now and then. */
function hashOf(tokens: readonly number[]): number {
  const hash = tokens.reduce((sum, token) => (sum * 31 + token) % 65_521, 7);
  return hash % 9 === 0 ? 10 : 97 + (hash % 26);
}
