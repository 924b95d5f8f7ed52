// Gives a model the prompt of a case and then the line that really came next, and reads how likely it found it.
// Must not know how cases are cut or what becomes of the scores.
import { prefillChunkTokens } from '../../../engine/computing/kvCache.ts';
import type { Candidate, InferenceBackend } from '../../../engine/llama/backend.ts';
import { layOut } from '../../../engine/prompt/layout.ts';
import { PromptBuilder } from '../../../engine/prompt/promptBuilder.ts';
import type { ScopeContext } from '../../../src/context/scopeContext.ts';
import type { EvaluationCase } from '../cases.ts';
import { windowOf } from '../caseWindow.ts';
import type { Configuration } from '../configuration.ts';
import { forcedBefore, scoreToken, type TokenScore } from './trueLine.ts';

/** Listing so many costs nothing that can be measured; what is likelier than one in 10,000 is among them. */
const candidateCount = 2000;
/** Single tokens evaluated behind each line, to know how long a decoded one takes. */
const decodedTokens = 3;

export interface LineScore {
  readonly id: string;
  readonly kind: string;
  readonly tokens: readonly TokenScore[];
  readonly promptTokens: number;
  readonly prefillMs: number;
  readonly decodeMsPerToken: number;
}

export class TeacherForcer {
  private readonly backend: InferenceBackend;
  private readonly context: ScopeContext;

  constructor(backend: InferenceBackend, context: ScopeContext) {
    this.backend = backend;
    this.context = context;
  }

  async score(question: EvaluationCase, configuration: Configuration): Promise<LineScore> {
    await this.context.prepare(question.file.languageId);
    const { prompt, truth, forced } = this.promptOf(question, configuration);
    await this.backend.keepFirst(0, 0);
    const startMs = performance.now();
    const first = await this.prefill(prompt);
    const prefillMs = performance.now() - startMs;
    const request = { count: candidateCount, boosted: [] };
    const others = truth.length > 1 ? await this.backend.evaluateEach(0, truth.slice(0, -1), request) : [];
    const bytesOf = (token: number) => this.backend.vocabulary.tokenBytes[token];
    const stillForced = forcedBefore(truth, forced, bytesOf);
    const tokens = [first, ...others].map((candidates, index) =>
      scoreToken(
        candidates,
        truth[index] ?? -1,
        stillForced[index] ?? new Uint8Array(0),
        bytesOf,
        index === truth.length - 1,
      ),
    );
    return {
      id: question.id,
      kind: question.kind,
      tokens,
      promptTokens: prompt.length,
      prefillMs,
      decodeMsPerToken: await this.decodeMsPerToken(truth.at(-1) ?? 0),
    };
  }

  /** As the product lays it out, and the true line tokenized from where healing begins. */
  private promptOf(question: EvaluationCase, configuration: Configuration) {
    const { rules, layout } = configuration;
    const family = layout === 'leftContext' ? 'leftContext' : this.backend.family;
    const { vocabulary, tokensPerSequence } = this.backend;
    const slice = windowOf(this.context, question, configuration);
    const laidOut = layOut(undefined, slice, family, rules);
    const builder = new PromptBuilder(vocabulary, rules.healing);
    const { tokens, forced } = builder.build(laidOut, '', tokensPerSequence / 2);
    const truth = vocabulary.tokenize(new TextDecoder().decode(forced) + question.restOfLine.trimEnd());
    return { prompt: tokens, truth, forced };
  }

  private async prefill(prompt: readonly number[]): Promise<readonly Candidate[]> {
    let candidates: readonly Candidate[] = [];
    for (let start = 0; start < prompt.length; start += prefillChunkTokens) {
      const isLast = start + prefillChunkTokens >= prompt.length;
      const request = isLast ? { count: candidateCount, boosted: [] } : undefined;
      candidates = await this.backend.evaluate(0, prompt.slice(start, start + prefillChunkTokens), request);
    }
    return candidates;
  }

  private async decodeMsPerToken(token: number): Promise<number> {
    const startMs = performance.now();
    for (let index = 0; index < decodedTokens; index++)
      await this.backend.evaluate(0, [token], { count: 1, boosted: [] });
    return (performance.now() - startMs) / decodedTokens;
  }
}
