// vLLM: `/v1/completions` with token ids, `logprobs` and `allowed_token_ids`, by the protocol of its OpenAI server.
// Must not know prompts, back-off or who asks.
import type { Candidate } from '../llama/backend.ts';
import { field, listField, numberField, textField } from './fields.ts';
import type { ServerConnection } from './serverConnection.ts';
import type { ServerDescription, ServerDialect, Step, StepsRequest } from './serverDialect.ts';
import { withChosen } from './serverDialect.ts';
import { ServerError } from './serverError.ts';

/** `--max-logprobs` of a server that was started without it. */
const maxLogProbabilities = 20;

export class VllmServer implements ServerDialect {
  readonly product = 'vLLM';
  readonly healing = 'allowedTokens';
  private readonly connection: ServerConnection;
  private model = '';

  constructor(connection: ServerConnection) {
    this.connection = connection;
  }

  async describe(): Promise<ServerDescription> {
    const models = await this.connection.json({ path: '/v1/models' });
    const model = textField(models, 'data', 0, 'id');
    const contextTokens = numberField(models, 'data', 0, 'max_model_len');
    if (model === undefined || contextTokens === undefined)
      throw new ServerError('serverNotOne', 'This is no vLLM server.');
    this.model = model;
    return {
      product: this.product,
      version: await this.version(),
      model,
      contextTokens,
      trainedContextTokens: undefined,
      vocabularySize: undefined,
      parameters: undefined,
      quantization: undefined,
      // The protocol does not tell; by the names that models have.
      canChat: /instruct|chat/i.test(`${model} ${textField(models, 'data', 0, 'root') ?? ''}`),
    };
  }

  async identify(): Promise<string> {
    const models = await this.connection.json({ path: '/v1/models' });
    return JSON.stringify([field(models, 'data', 0, 'id'), field(models, 'data', 0, 'root')]);
  }

  /** It always cuts control tokens out of a text: plain texts that are compared hold none. */
  async tokenize(text: string): Promise<readonly number[]> {
    const body = { model: this.model, prompt: text, add_special_tokens: false };
    const answer = await this.connection.json({ path: '/tokenize', body });
    return listField(answer, 'tokens').filter((token) => typeof token === 'number');
  }

  async *steps(request: StepsRequest, signal: AbortSignal): AsyncGenerator<Step> {
    const { allowed } = request;
    if (allowed.length === 0) {
      yield* this.stream(request, signal);
      return;
    }
    // What is allowed would hold for every token of a request.
    let first: number | undefined;
    for await (const step of this.stream({ ...request, maxTokens: 1 }, signal)) {
      first = step.token;
      yield step;
    }
    if (first === undefined || request.maxTokens === 1) return;
    const { tokens, maxTokens } = request;
    yield* this.stream(
      { ...request, tokens: [...tokens, first], allowed: [], maxTokens: maxTokens - 1 },
      signal,
    );
  }

  async evaluate(tokens: readonly number[], session: string, signal: AbortSignal): Promise<void> {
    const body = { model: this.model, prompt: tokens, max_tokens: 1, temperature: 0 };
    await this.connection.json({ path: '/v1/completions', body, signal, headers: headersFor(session) });
  }

  private async version(): Promise<string | undefined> {
    try {
      return textField(await this.connection.json({ path: '/version' }), 'version');
    } catch (error: unknown) {
      // A router in front of it may know no versions.
      if (error instanceof ServerError && error.reason === 'serverUnfit') return undefined;
      throw error;
    }
  }

  private async *stream(request: StepsRequest, signal: AbortSignal): AsyncGenerator<Step> {
    const { tokens, maxTokens, candidates, allowed, session } = request;
    const body = {
      model: this.model,
      prompt: tokens,
      max_tokens: maxTokens,
      temperature: 0,
      logprobs: Math.min(candidates, maxLogProbabilities),
      return_tokens_as_token_ids: true,
      stream: true,
      ...(allowed.length === 0 ? {} : { allowed_token_ids: allowed }),
    };
    const answer = { path: '/v1/completions', body, signal, headers: headersFor(session) };
    for await (const event of this.connection.events(answer)) {
      const choice = field(event, 'choices', 0);
      yield* stepsOf(field(choice, 'logprobs'));
      if (textField(choice, 'finish_reason') !== undefined) return;
    }
    throw new ServerError('serverCutOff', 'The server’s answer ended before it was complete.');
  }
}

function headersFor(session: string) {
  return { 'x-session-id': session };
}

function stepsOf(logProbabilities: unknown): readonly Step[] {
  return listField(logProbabilities, 'tokens').map((name, index) => {
    const token = idOf(name);
    const own = {
      token,
      probability: Math.exp(numberField(logProbabilities, 'token_logprobs', index) ?? -Infinity),
    };
    const top = field(logProbabilities, 'top_logprobs', index);
    const others: readonly Candidate[] = Object.entries(
      typeof top === 'object' && top !== null ? top : {},
    ).map(([other, value]) => ({ token: idOf(other), probability: Math.exp(Number(value)) }));
    return { token, candidates: withChosen(others, own) };
  });
}

/** Of `token_id:123`, as `return_tokens_as_token_ids` has tokens told. */
function idOf(name: unknown): number {
  const digits = typeof name === 'string' ? /^token_id:(\d+)$/.exec(name)?.[1] : undefined;
  if (digits === undefined)
    throw new ServerError('serverUnfit', 'The server tells no token ids with its odds.');
  return Number(digits);
}
