// A model on a server, behind the interface of an inference library. A stream runs ahead of what is asked for; it goes
// on while the decoder takes the tokens that the server chose, and is closed at the first that it does not.
// Must not know prompts, documents, products or scheduling.
import type {
  Candidate,
  CandidateRequest,
  ContextSize,
  InferenceBackend,
  Vocabulary,
} from '../llama/backend.ts';
import type { MeasuredSpeed, ModelShape, PromptFamily } from '../protocol/protocol.ts';
import { measureServer } from './measureServer.ts';
import { SequenceRun } from './sequenceRun.ts';
import type { ServerDialect, Step } from './serverDialect.ts';
import type { ServerHealth } from './serverHealth.ts';

/** What of the odds is worth its way over a network. */
const maxCandidates = 40;
/** A stream ends by itself after so many tokens; whoever wants more asks again. */
const aheadTokens = 48;
/** Of a prompt that is evaluated while nobody waits. */
const pieceTokens = 128;

export interface RemoteModel {
  readonly shape: ModelShape;
  readonly family: PromptFamily;
  readonly canChat: boolean;
  readonly vocabulary: Vocabulary;
}

export interface RemoteParts {
  readonly model: RemoteModel;
  readonly dialect: ServerDialect;
  readonly health: ServerHealth;
  readonly size: ContextSize;
  /** Not to be guessed, and nothing of this machine: what requests on one document are known by at routers. */
  readonly sessionPrefix: string;
  readonly now: () => number;
  /** Frees what is held beside the sequences. */
  readonly free: () => Promise<void>;
}

interface Lane {
  held: number[];
  /** How many of these the server has been given. */
  given: number;
  run: SequenceRun | undefined;
}

export class RemoteBackend implements InferenceBackend {
  readonly shape;
  readonly family;
  readonly canChat;
  readonly vocabulary;
  readonly sequences: number;
  readonly tokensPerSequence: number;
  /** Those of this machine. */
  readonly threads = 0;
  readonly checksGuesses = false;
  readonly keepsOddsOfBoosted = true;
  readonly runsBeside = true;
  private readonly parts: RemoteParts;
  private readonly lanes: readonly Lane[];
  private underWay: AbortController | undefined;

  constructor(parts: RemoteParts) {
    this.parts = parts;
    ({
      shape: this.shape,
      family: this.family,
      canChat: this.canChat,
      vocabulary: this.vocabulary,
    } = parts.model);
    this.sequences = parts.size.sequences;
    this.tokensPerSequence = parts.size.tokensPerSequence;
    this.lanes = Array.from({ length: this.sequences }, () => ({ held: [], given: 0, run: undefined }));
  }

  keepFirst(sequence: number, count: number): Promise<void> {
    const lane = this.lane(sequence);
    if (count < lane.held.length) {
      this.endRun(lane);
      lane.held = lane.held.slice(0, count);
      lane.given = Math.min(lane.given, count);
    }
    return Promise.resolve();
  }

  async evaluate(
    sequence: number,
    tokens: readonly number[],
    request: CandidateRequest | undefined,
  ): Promise<readonly Candidate[]> {
    const lane = this.lane(sequence);
    const isChosen = tokens.length === 1 && tokens[0] === lane.run?.chosen && request?.boosted.length === 0;
    lane.held.push(...tokens);
    if (lane.held.length > this.tokensPerSequence)
      throw new Error('The server’s context is full: prompt and answer were not planned to fit.');
    if (!isChosen) this.endRun(lane);
    // What nobody asks about yet is given with what follows, or by `settle`.
    if (request === undefined || tokens.length === 0) return [];
    lane.given = lane.held.length;
    const ahead = lane.run === undefined ? undefined : await this.step(lane.run);
    if (ahead !== undefined) return ahead.candidates;
    if (lane.run?.isInterrupted === true) return [];
    lane.run = this.begin(sequence, lane.held, request);
    return (await this.step(lane.run))?.candidates ?? [];
  }

  /** Guesses cost a step each here: callers make none. */
  async evaluateEach(
    sequence: number,
    tokens: readonly number[],
    request: CandidateRequest,
  ): Promise<readonly (readonly Candidate[])[]> {
    const each: (readonly Candidate[])[] = [];
    for (const token of tokens) each.push(await this.evaluate(sequence, [token], request));
    return each;
  }

  /** In pieces: whoever interrupts keeps those that are there, and other people's requests find their turn between them. */
  async settle(sequence: number): Promise<number> {
    const lane = this.lane(sequence);
    this.endRun(lane);
    const { held } = lane;
    while (lane.given < held.length) {
      const given = Math.min(lane.given + pieceTokens, held.length);
      const isWhole = await this.interruptible(async (signal) => {
        const { dialect, health } = this.parts;
        await health.asking(() => dialect.evaluate(held.slice(0, given), this.sessionOf(sequence), signal));
      });
      if (!isWhole) break;
      lane.given = given;
    }
    return held.length - lane.given;
  }

  /** Whether the same server with the same model answers. @throws ServerError */
  async probe(): Promise<void> {
    await this.parts.health.probe();
  }

  interrupt(): void {
    this.underWay?.abort();
  }

  async measureSpeed(): Promise<MeasuredSpeed> {
    return await measureServer(this.parts.dialect, this.vocabulary, this.parts.sessionPrefix, this.parts.now);
  }

  /** On the same server, whose contexts are as large as they are. */
  openContext({ sequences, tokensPerSequence }: ContextSize): Promise<InferenceBackend> {
    const size = {
      sequences,
      tokensPerSequence: Math.min(tokensPerSequence, this.parts.size.tokensPerSequence),
    };
    const sessionPrefix = `${this.parts.sessionPrefix}-chat`;
    return Promise.resolve(
      new RemoteBackend({ ...this.parts, size, sessionPrefix, free: () => Promise.resolve() }),
    );
  }

  async dispose(): Promise<void> {
    this.interrupt();
    for (const lane of this.lanes) lane.run?.end();
    await this.parts.free();
  }

  private begin(sequence: number, held: readonly number[], request: CandidateRequest): SequenceRun {
    const { dialect } = this.parts;
    const abort = new AbortController();
    const steps = dialect.steps(
      {
        tokens: [...held],
        maxTokens: Math.max(1, Math.min(aheadTokens, this.tokensPerSequence - held.length)),
        candidates: Math.min(request.count, maxCandidates),
        forced: dialect.healing === 'grammar' ? request.forced : undefined,
        allowed: request.boosted,
        session: this.sessionOf(sequence),
      },
      abort.signal,
    );
    return new SequenceRun(steps, abort);
  }

  /** Undefined when the run has come to its end or was interrupted. */
  private async step(run: SequenceRun): Promise<Step | undefined> {
    this.underWay = run.abort;
    try {
      return await this.parts.health.asking(() => run.next());
    } finally {
      this.underWay = undefined;
    }
  }

  /** Whether the work was done. */
  private async interruptible(work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    const abort = new AbortController();
    this.underWay = abort;
    try {
      await work(abort.signal);
      return true;
    } catch (error: unknown) {
      if (!abort.signal.aborted) throw error;
      return false;
    } finally {
      this.underWay = undefined;
    }
  }

  /** The next request finds a connection that is open, and a server that was looked at. */
  private endRun(lane: Lane): void {
    const { run } = lane;
    lane.run = undefined;
    if (run?.end() === true) void this.parts.health.prepare();
  }

  private sessionOf(sequence: number): string {
    return `${this.parts.sessionPrefix}-${sequence}`;
  }

  private lane(sequence: number): Lane {
    const lane = this.lanes[sequence];
    if (lane === undefined) throw new Error(`There is no sequence ${sequence} for the server.`);
    return lane;
  }
}
