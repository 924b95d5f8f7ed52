// llama.cpp's own server: `/completion` with token ids, `n_probs` and a grammar. As of build 11549, July 2026's README.
// Must not know prompts, back-off or who asks.
import path from 'node:path';
import type { Candidate } from '../llama/backend.ts';
import { stepForced } from '../prompt/healing.ts';
import { field, listField, numberField, textField } from './fields.ts';
import { startingWith } from './grammar.ts';
import { LlamaSlots } from './llamaSlots.ts';
import type { ServerConnection } from './serverConnection.ts';
import type { ServerDescription, ServerDialect, Step, StepsRequest } from './serverDialect.ts';
import { withChosen } from './serverDialect.ts';
import { ServerError } from './serverError.ts';

/** Puts tokens above all others: logits stay within ±50. */
const allowedBias = 100;

export class LlamaServer implements ServerDialect {
  readonly product = 'llama.cpp';
  readonly healing = 'grammar';
  private readonly connection: ServerConnection;
  private readonly bytesOf: (token: number) => Uint8Array | undefined;
  private readonly slots: LlamaSlots;

  constructor(
    connection: ServerConnection,
    bytesOf: (token: number) => Uint8Array | undefined,
    now: () => number,
  ) {
    this.connection = connection;
    this.bytesOf = bytesOf;
    this.slots = new LlamaSlots(now);
  }

  async describe(): Promise<ServerDescription> {
    const props = await this.connection.json({ path: '/props' });
    const contextTokens = numberField(props, 'default_generation_settings', 'n_ctx');
    if (contextTokens === undefined) throw new ServerError('serverNotOne', 'This is no llama.cpp server.');
    const models = await this.connection.json({ path: '/v1/models' });
    const meta = field(models, 'data', 0, 'meta');
    const name = textField(models, 'data', 0, 'id') ?? textField(props, 'model_path') ?? '';
    return {
      product: this.product,
      version: textField(props, 'build_info'),
      model: path.posix.basename(name.replaceAll('\\', '/')),
      contextTokens,
      trainedContextTokens: numberField(meta, 'n_ctx_train'),
      vocabularySize: numberField(meta, 'n_vocab'),
      parameters: numberField(meta, 'n_params'),
      quantization: textField(meta, 'ftype'),
      canChat: textField(props, 'chat_template')?.includes('<|im_start|>') === true,
    };
  }

  async identify(): Promise<string> {
    const models = await this.connection.json({ path: '/v1/models' });
    return JSON.stringify([field(models, 'data', 0, 'id'), field(models, 'data', 0, 'meta', 'n_vocab')]);
  }

  async tokenize(text: string, withControl: boolean): Promise<readonly number[]> {
    const body = { content: text, add_special: false, parse_special: withControl };
    return tokensOf(listField(await this.connection.json({ path: '/tokenize', body }), 'tokens'));
  }

  async *steps(request: StepsRequest, signal: AbortSignal): AsyncGenerator<Step> {
    let { tokens, forced, allowed, maxTokens } = request;
    while (maxTokens > 0) {
      const left = yield* this.stream({ ...request, tokens, forced, allowed, maxTokens }, signal);
      if (left === undefined) return;
      const token = await this.single({ ...request, ...left, maxTokens: 1 }, signal);
      if (token === undefined) return;
      yield { token, candidates: [{ token, probability: 1 }] };
      tokens = [...left.tokens, token];
      forced = this.rest(left.forced, token);
      allowed = [];
      maxTokens -= tokens.length - request.tokens.length;
    }
  }

  async evaluate(tokens: readonly number[], session: string, signal: AbortSignal): Promise<void> {
    const body = { prompt: tokens, n_predict: 0, cache_prompt: true, ...this.slotFor(session) };
    await this.answer(body, session, signal);
  }

  /**
   * A token that ends inside a character is not told before the character is whole, and then without its odds: returns
   * where the stream stood before such a token; undefined where it came to its end.
   */
  private async *stream(
    request: StepsRequest,
    signal: AbortSignal,
  ): AsyncGenerator<Step, Pick<StepsRequest, 'tokens' | 'forced' | 'allowed'> | undefined> {
    let { tokens, forced, allowed } = request;
    const body = { ...this.body(request), stream: true, n_probs: request.candidates };
    const answer = { path: '/completion', body, signal, headers: headersFor(request.session) };
    const cut = this.cutBy(request.session, signal);
    for await (const event of this.connection.events(answer)) {
      if (event['stop'] === true) {
        cut.dispose();
        this.slots.ended(request.session, numberField(event, 'id_slot'));
        if (numberField(event, 'tokens_predicted') === tokens.length - request.tokens.length)
          return undefined;
        return { tokens, forced, allowed };
      }
      const told = listField(event, 'completion_probabilities').map(stepOf);
      const predicted = numberField(event, 'tokens_predicted');
      if (predicted !== tokens.length - request.tokens.length + told.length)
        return { tokens, forced, allowed };
      for (const step of told) {
        yield step;
        tokens = [...tokens, step.token];
        forced = this.rest(forced, step.token);
        allowed = [];
      }
    }
    throw new ServerError('serverCutOff', 'The server’s answer ended before it was complete.');
  }

  private async single(request: StepsRequest, signal: AbortSignal): Promise<number | undefined> {
    const answer = await this.answer(this.body(request), request.session, signal);
    return tokensOf(listField(answer, 'tokens'))[0];
  }

  private async answer(body: object, session: string, signal: AbortSignal): Promise<unknown> {
    const cut = this.cutBy(session, signal);
    const answer = await this.connection.json({
      path: '/completion',
      body,
      signal,
      headers: headersFor(session),
    });
    cut.dispose();
    this.slots.ended(session, numberField(answer, 'id_slot'));
    return answer;
  }

  /** Remembers when the request is closed, until it has come to its end. */
  private cutBy(session: string, signal: AbortSignal): { dispose(): void } {
    const onAbort = () => this.slots.cut(session);
    signal.addEventListener('abort', onAbort, { once: true });
    return { dispose: () => signal.removeEventListener('abort', onAbort) };
  }

  private slotFor(session: string) {
    const slot = this.slots.named(session);
    return slot === undefined ? {} : { id_slot: slot };
  }

  /** The likeliest token, by the model's own odds: no penalty, no temperature. */
  private body({ tokens, maxTokens, forced, allowed, session }: StepsRequest) {
    const grammar = forced === undefined ? undefined : startingWith(forced);
    return {
      prompt: tokens,
      n_predict: maxTokens,
      temperature: 0,
      samplers: ['temperature'],
      cache_prompt: true,
      return_tokens: true,
      ...this.slotFor(session),
      ...(grammar === undefined ? {} : { grammar }),
      ...(allowed.length === 0 ? {} : { logit_bias: allowed.map((token) => [token, allowedBias]) }),
    };
  }

  private rest(forced: Uint8Array | undefined, token: number): Uint8Array | undefined {
    if (forced === undefined) return undefined;
    const left = stepForced(forced, this.bytesOf(token) ?? new Uint8Array())?.remaining;
    return left === undefined || left.length === 0 ? undefined : left;
  }
}

function headersFor(session: string) {
  return { 'x-session-id': session };
}

function stepOf(entry: unknown): Step {
  const chosen = candidateOf(entry);
  return {
    token: chosen.token,
    candidates: withChosen(listField(entry, 'top_logprobs').map(candidateOf), chosen),
  };
}

function candidateOf(entry: unknown): Candidate {
  const token = numberField(entry, 'id');
  if (token === undefined)
    throw new ServerError('serverUnfit', 'The server tells no token ids with its odds.');
  // What is impossible comes as null.
  const logProbability = numberField(entry, 'logprob');
  return { token, probability: logProbability === undefined ? 0 : Math.exp(logProbability) };
}

function tokensOf(list: readonly unknown[]): readonly number[] {
  return list.map((entry) => (typeof entry === 'number' ? entry : (numberField(entry, 'id') ?? -1)));
}
