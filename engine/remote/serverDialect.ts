// What one kind of server is asked, and what is read from its answers: token ids in, tokens with their odds out.
// Shapes only; must not know prompts or who asks.
import type { Candidate } from '../llama/backend.ts';
import type { ServerFacts } from '../protocol/serverProtocol.ts';

export interface StepsRequest {
  /** Evaluated, and gone on from. */
  readonly tokens: readonly number[];
  readonly maxTokens: number;
  /** How many of the likeliest tokens are told at each step. */
  readonly candidates: number;
  /** What the text must begin with. */
  readonly forced?: Uint8Array | undefined;
  /** Of these the first token is chosen; any where empty. */
  readonly allowed: readonly number[];
  /** The same for every request on one document, and nothing that could be read from: routers keep it on one server. */
  readonly session: string;
}

/** One token that the server chose: the likeliest that it might. */
export interface Step {
  readonly token: number;
  /** Likeliest first, the chosen one among them; probabilities as the model has them, not normalised over these. */
  readonly candidates: readonly Candidate[];
}

/** What a server says of itself without being asked to compute. */
export interface ServerDescription {
  readonly product: ServerFacts['product'];
  readonly version: string | undefined;
  readonly model: string;
  readonly contextTokens: number;
  readonly trainedContextTokens: number | undefined;
  readonly vocabularySize: number | undefined;
  readonly parameters: number | undefined;
  readonly quantization: string | undefined;
  readonly canChat: boolean;
}

export interface ServerDialect {
  readonly product: ServerFacts['product'];
  /** How a choice is constrained; a grammar goes on to hold for what follows. */
  readonly healing: ServerFacts['healing'];
  /** @throws ServerError where this is another product, or none */
  describe(): Promise<ServerDescription>;
  /** A name for the model that is run: another one, another model. */
  identify(): Promise<string>;
  /** Ids of a text's tokens; control tokens among them where asked. */
  tokenize(text: string, withControl: boolean): Promise<readonly number[]>;
  /** Ends by itself after `maxTokens` or an end token; returned early, it closes the request. */
  steps(request: StepsRequest, signal: AbortSignal): AsyncGenerator<Step>;
  /** Has the tokens evaluated and kept. */
  evaluate(tokens: readonly number[], session: string, signal: AbortSignal): Promise<void>;
}

/** The chosen token among the candidates, likeliest first. */
export function withChosen(candidates: readonly Candidate[], chosen: Candidate): readonly Candidate[] {
  const all = candidates.some(({ token }) => token === chosen.token) ? candidates : [...candidates, chosen];
  return all.toSorted((a, b) => b.probability - a.probability);
}
