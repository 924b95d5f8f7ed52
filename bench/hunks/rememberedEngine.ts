// An engine whose answers are kept, so that rules can be replayed over the same answers without a model. What a model
// had computed before an answer that is asked for anew is computed first.
// Must not know what is asked, nor what becomes of the answers.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { unsureEnd } from '../../engine/decoding/unsureEnd.ts';
import type { GenerateResult } from '../../engine/protocol/chatProtocol.ts';
import type {
  CompleteParams,
  CompleteResult,
  LoadResult,
  ReferenceParams,
  ReferenceResult,
  WarmParams,
  WarmResult,
} from '../../engine/protocol/protocol.ts';
import type { Cancellation } from '../../src/base/cancellation.ts';
import type { ClientStatus } from '../../src/client/engineClient.ts';
import { type EngineInProcess, latencyMsOf } from '../replay/engineInProcess.ts';
import type { CountingEngine } from '../replay/hearthSuggester.ts';

interface Kept {
  loaded: LoadResult | undefined;
  readonly answers: Record<string, CompleteResult>;
}

const answersBetweenWrites = 20;

export class RememberedEngine implements CountingEngine {
  readonly status: ClientStatus = { state: 'ready' };
  asked = 0;
  latencyMs = 0;
  /** Over all answers to keys, remembered ones included. */
  generatedTokens = 0;
  /** Answers that the model had to give. */
  misses = 0;
  private readonly file: string;
  private readonly kept: Kept;
  private readonly load: () => Promise<EngineInProcess>;
  private engine: Promise<EngineInProcess> | undefined;
  private warmed: WarmParams | undefined;
  private reference: ReferenceParams | undefined;
  private isPrepared = true;
  private running: Promise<unknown> = Promise.resolve();

  private constructor(file: string, kept: Kept, load: () => Promise<EngineInProcess>) {
    this.file = file;
    this.kept = kept;
    this.load = load;
  }

  /** @param isFresh what was kept before is not used */
  static async open(
    file: string,
    load: () => Promise<EngineInProcess>,
    isFresh: boolean,
  ): Promise<RememberedEngine> {
    const kept: Kept = isFresh ? { loaded: undefined, answers: {} } : await readKept(file);
    const engine = new RememberedEngine(file, kept, load);
    kept.loaded ??= (await engine.engineOf()).loaded;
    return engine;
  }

  get loaded(): LoadResult | undefined {
    return this.kept.loaded;
  }

  onStatus(): { dispose(): void } {
    return { dispose: () => {} };
  }

  async complete(params: CompleteParams, cancellation: Cancellation): Promise<CompleteResult> {
    const { leastProbability, ...question } = params;
    const pending = this.answer(question, cancellation).then((answer) => decodedTo(leastProbability, answer));
    this.running = pending;
    const result = await pending;
    if (params.purpose === 'keystroke') {
      this.asked++;
      if (result.kind === 'shown') {
        this.latencyMs = latencyMsOf(result.value.counters);
        this.generatedTokens += result.value.counters.generated;
      }
    }
    return result;
  }

  warm(params: WarmParams): Promise<WarmResult> {
    this.warmed = params;
    this.isPrepared = false;
    return Promise.resolve({ kind: 'warm', counters: { reused: 0, evaluated: 0, generated: 0 } });
  }

  refer(params: ReferenceParams): Promise<ReferenceResult> {
    this.reference = params;
    this.isPrepared = false;
    return Promise.resolve({ kind: 'indexed' });
  }

  generate(): Promise<GenerateResult> {
    return Promise.resolve({ kind: 'unavailable', reason: 'noChat' });
  }

  tellNames(): void {}
  closeDocument(): void {}

  restart(): Promise<void> {
    return Promise.resolve();
  }

  reload(): Promise<void> {
    return Promise.resolve();
  }

  async dispose(): Promise<void> {
    this.write();
    await (await this.engine)?.dispose();
  }

  async settled(): Promise<void> {
    await this.running;
    await (await this.engine)?.settled();
    await new Promise<void>((resolve) => setImmediate(resolve));
  }

  private async answer(params: CompleteParams, cancellation: Cancellation): Promise<CompleteResult> {
    const key = createHash('sha256')
      .update(JSON.stringify([params, this.reference]))
      .digest('base64');
    const known = this.kept.answers[key];
    if (known !== undefined) return known;
    this.misses++;
    const engine = await this.engineOf();
    await this.prepare(engine, cancellation);
    const result = await engine.complete(params, cancellation);
    this.kept.answers[key] = result;
    if (this.misses % answersBetweenWrites === 0) this.write();
    return result;
  }

  private async prepare(engine: EngineInProcess, cancellation: Cancellation): Promise<void> {
    if (this.isPrepared) return;
    this.isPrepared = true;
    if (this.warmed !== undefined) await engine.warm(this.warmed, cancellation);
    if (this.reference !== undefined) await engine.refer(this.reference, cancellation);
  }

  private engineOf(): Promise<EngineInProcess> {
    this.engine ??= this.load();
    return this.engine;
  }

  private write(): void {
    if (this.misses === 0) return;
    mkdirSync(path.dirname(this.file), { recursive: true });
    writeFileSync(this.file, gzipSync(JSON.stringify(this.kept)));
  }
}

/** As the engine would have ended the answer: all are kept as far as they go. */
function decodedTo(leastProbability: number | undefined, result: CompleteResult): CompleteResult {
  if (leastProbability === undefined || result.kind !== 'shown') return result;
  const { tokens, counters } = result.value;
  const count = unsureEnd(tokens, { leastProbability, typedCharacters: 0 });
  if (count === undefined || count === tokens.length) return result;
  const kept = tokens.slice(0, count);
  const generated = counters.generated - (tokens.length - count);
  const value = {
    ...result.value,
    text: kept.map(({ text }) => text).join(''),
    tokens: kept,
    finishReason: 'unsure' as const,
    counters: { ...counters, generated },
  };
  return { kind: 'shown', value };
}

async function readKept(file: string): Promise<Kept> {
  try {
    return JSON.parse(gunzipSync(await readFile(file)).toString('utf8')) as Kept;
  } catch (error: unknown) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { loaded: undefined, answers: {} };
    throw new Error(`The answers in ${file} cannot be read.`, { cause: error });
  }
}
