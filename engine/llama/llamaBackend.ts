// With `llamaBinding.ts` all that touches node-llama-cpp: loads a model, evaluates tokens, reads candidates.
// Must not know prompts, documents or protocols beyond the shapes it reports.
import {
  type ControlledEvaluateIndexOutput,
  type Llama,
  type LlamaContext,
  type LlamaContextSequence,
  type LlamaModel,
  type Token,
  TokenBias,
} from 'node-llama-cpp';
import { EngineError } from '../base/engineError.ts';
import type { ModelProfile } from '../gguf/modelProfile.ts';
import type { LoadParams, MeasuredSpeed } from '../protocol/protocol.ts';
import type { Candidate, CandidateRequest, ContextSize, InferenceBackend, Vocabulary } from './backend.ts';
import { collectGarbage } from './collectGarbage.ts';
import type { Device } from './gpuFallback.ts';
import { loadError, startBinding } from './llamaBinding.ts';
import { freeBytes, hasRoomFor } from './memoryCeiling.ts';
import { tokenizePlain } from './plainTokenizer.ts';
import { readProcessorTimes } from './processorTimes.ts';
import { ThreadPolicy } from './threadPolicy.ts';

/** Enough to put any token above any other: logits of this family stay within ±50. */
const boostLogit = 100;
/** Memory that llama.cpp reserves for logits grows with the batch; nothing here sends more than a chunk of 64. */
const batchTokens = 512;
const userDefinedToken = 4;
const maxErrors = 8;

export interface BindingEvents {
  onProgress(fraction: number): void;
  onLog(line: string): void;
}

/** @throws EngineError when the binding cannot run here, the file cannot be loaded or memory is short. */
export async function loadLlamaBackend(
  params: LoadParams,
  profile: ModelProfile,
  userDefined: readonly string[],
  device: Device,
  events: BindingEvents,
): Promise<InferenceBackend> {
  const errors: string[] = [];
  // What llama.cpp prints goes on for as long as the engine lives; a failed load is explained by the first of it.
  const llama = await startBinding(device.kind, params.threads, (line) => {
    if (line.includes('error') && errors.length < maxErrors) errors.push(line);
    events.onLog(line);
  });
  const threads = new Threads(llama, params.threads);
  try {
    const model = await llama.loadModel({
      modelPath: params.modelPath,
      gpuLayers: llama.gpu === false ? 0 : 'max',
      // A processor gets its weights repacked, so that a mapped file is held beside them; load times are the same.
      useMmap: llama.gpu !== false,
      onLoadProgress: (fraction) => events.onProgress(fraction),
    });
    const size = { tokensPerSequence: params.contextTokens, sequences: params.sequences };
    const context = await createContext(model, size, threads);
    const gpuFailure = device.kind === 'cpu' ? device.gpuFailure : undefined;
    const compute = { threads, gpu: llama.gpu === false ? undefined : llama.gpu, gpuFailure };
    return new LlamaBackend(compute, model, context, profile, userDefined, () => llama.dispose());
  } catch (cause: unknown) {
    await llama.dispose();
    throw loadError(cause, errors);
  }
}

async function createContext(
  model: LlamaModel,
  { tokensPerSequence, sequences }: ContextSize,
  threads: Threads,
): Promise<LlamaContext> {
  return await model.createContext({
    contextSize: tokensPerSequence,
    sequences,
    batchSize: batchTokens,
    flashAttention: true,
    threads: { ideal: threads.most, min: 1 },
  });
}

/** The number of compute threads: fixed, or chosen anew for every call. */
class Threads {
  readonly most: number;
  private readonly llama: Llama;
  private readonly policy: ThreadPolicy | undefined;

  constructor(llama: Llama, fixed: number) {
    this.llama = llama;
    this.most = fixed > 0 ? fixed : llama.cpuMathCores;
    const now = () => performance.now();
    this.policy = fixed > 0 ? undefined : new ThreadPolicy(this.most, readProcessorTimes, now);
  }

  /** The binding looks at this limit when a call begins. */
  choose(): void {
    if (this.policy !== undefined) this.llama.maxThreads = this.policy.threads();
  }
}

interface Compute {
  readonly threads: Threads;
  readonly gpu: string | undefined;
  readonly gpuFailure: string | undefined;
}

class LlamaBackend implements InferenceBackend {
  readonly shape;
  readonly family;
  readonly canChat;
  readonly vocabulary: Vocabulary;
  readonly sequences: number;
  readonly tokensPerSequence: number;
  readonly threads: number;
  readonly gpu: string | undefined;
  readonly gpuFailure: string | undefined;
  readonly checksGuesses = true;
  readonly keepsOddsOfBoosted = false;
  readonly runsBeside = false;
  private readonly compute: Compute;
  private readonly model: LlamaModel;
  private readonly profile: ModelProfile;
  private readonly userDefined: readonly string[];
  private readonly free: () => Promise<void>;
  private readonly slots: readonly LlamaContextSequence[];

  constructor(
    compute: Compute,
    model: LlamaModel,
    context: LlamaContext,
    profile: ModelProfile,
    userDefined: readonly string[],
    free: () => Promise<void>,
  ) {
    this.compute = compute;
    this.model = model;
    this.profile = profile;
    this.userDefined = userDefined;
    this.free = free;
    this.threads = compute.threads.most;
    this.gpu = compute.gpu;
    this.gpuFailure = compute.gpuFailure;
    this.shape = profile.shape;
    this.family = profile.family;
    this.canChat = profile.canChat;
    this.sequences = context.totalSequences;
    this.tokensPerSequence = context.contextSize;
    this.slots = Array.from({ length: context.totalSequences }, () => context.getSequence(neverShift));
    this.vocabulary = {
      tokenBytes: profile.tokenBytes,
      control: profile.control,
      tokenize: (text) =>
        tokenizePlain(
          text,
          (part) => model.tokenize(part, false),
          (token) => profile.tokenBytes[token] !== undefined,
          userDefined,
        ),
    };
  }

  async keepFirst(sequence: number, count: number): Promise<void> {
    const slot = this.slot(sequence);
    if (count >= slot.nextTokenIndex) return;
    if (count === 0) await slot.clearHistory();
    else await slot.eraseContextTokenRanges([{ start: count, end: slot.nextTokenIndex }]);
  }

  async evaluate(
    sequence: number,
    tokens: readonly number[],
    request: CandidateRequest | undefined,
  ): Promise<readonly Candidate[]> {
    const input = tokens.map((token) => token as Token);
    const last = input.at(-1);
    if (last === undefined) return [];
    const slot = this.slot(sequence);
    this.compute.threads.choose();
    if (request === undefined) {
      await slot.controlledEvaluate(input);
      return [];
    }
    const generateNext = { probabilities: true, options: this.samplerOptions(request) };
    const results = await slot.controlledEvaluate([...input.slice(0, -1), [last, { generateNext }]]);
    return candidatesOf(results.at(-1));
  }

  async evaluateEach(
    sequence: number,
    tokens: readonly number[],
    request: CandidateRequest,
  ): Promise<readonly (readonly Candidate[])[]> {
    const generateNext = { probabilities: true, options: this.samplerOptions(request) };
    const input = tokens.map((token): [Token, { generateNext: typeof generateNext }] => [
      token as Token,
      { generateNext },
    ]);
    this.compute.threads.choose();
    const results = await this.slot(sequence).controlledEvaluate(input);
    return results.map(candidatesOf);
  }

  /** Every call computes all that it was given. */
  settle(): Promise<number> {
    return Promise.resolve(0);
  }

  /** Nothing stops inside a call of the library. */
  interrupt(): void {}

  async measureSpeed(): Promise<MeasuredSpeed> {
    const text =
      'export function area(width: number, height: number): number {\n  return width * height;\n}\n\n';
    const tokens = this.vocabulary.tokenize(text.repeat(16)).slice(0, 192);
    await this.evaluate(0, tokens.slice(0, 64), undefined);
    const prefillStartMs = performance.now();
    await this.evaluate(0, tokens.slice(64, 128), undefined);
    await this.evaluate(0, tokens.slice(128, 192), undefined);
    const decodeStartMs = performance.now();
    const decodeSteps = 6;
    for (const token of tokens.slice(0, decodeSteps))
      await this.evaluate(0, [token], { count: 1, boosted: [] });
    const endMs = performance.now();
    await this.keepFirst(0, 0);
    return {
      prefillTokensPerSecond: (128 * 1000) / (decodeStartMs - prefillStartMs),
      decodeTokensPerSecond: (decodeSteps * 1000) / (endMs - decodeStartMs),
      charactersPerToken: (text.length * 16) / this.vocabulary.tokenize(text.repeat(16)).length,
    };
  }

  async openContext(size: ContextSize): Promise<InferenceBackend> {
    const { model, profile, userDefined, compute } = this;
    const contextBytes = size.tokensPerSequence * size.sequences * this.shape.kvBytesPerToken;
    if (!hasRoomFor(contextBytes, freeBytes()))
      throw new EngineError('outOfMemory', 'There is not enough free memory for a conversation.');
    try {
      const context = await createContext(model, size, compute.threads);
      const free = async () => {
        await context.dispose();
        collectGarbage();
      };
      return new LlamaBackend(compute, model, context, profile, userDefined, free);
    } catch (cause: unknown) {
      throw new EngineError('outOfMemory', 'There is not enough free memory for a conversation.', { cause });
    }
  }

  async dispose(): Promise<void> {
    await this.free();
  }

  /** Temperature 1 and no cut-off but the count: the probabilities are the model's own. */
  private samplerOptions(request: CandidateRequest) {
    const options = { temperature: 1, topK: request.count, topP: 1 };
    if (request.boosted.length === 0) return options;
    const tokenBias = new TokenBias(this.model.tokenizer);
    tokenBias.set(
      request.boosted.map((token) => token as Token),
      { logit: boostLogit },
    );
    return { ...options, tokenBias };
  }

  private slot(sequence: number): LlamaContextSequence {
    const slot = this.slots[sequence];
    if (slot === undefined) throw new Error(`There is no KV sequence ${sequence}.`);
    return slot;
  }
}

function candidatesOf(item: ControlledEvaluateIndexOutput | undefined): Candidate[] {
  const probabilities = item?.next.probabilities;
  if (probabilities === undefined) throw new Error('llama.cpp returned no candidates.');
  return Array.from(probabilities, ([token, probability]) => ({ token, probability }));
}

/** By default a full sequence silently loses its beginning; here it is a fault, because prompts are planned to fit. */
const neverShift = {
  contextShift: {
    strategy: () => {
      throw new Error('The KV sequence is full: prompt and answer were not planned to fit.');
    },
  },
};

/** Texts of the vocabulary's user-defined tokens, which plain text must not turn into. */
export function userDefinedTexts(tokens: readonly string[], tokenTypes: readonly number[]): string[] {
  return tokens.filter((_, id) => tokenTypes[id] === userDefinedToken);
}
