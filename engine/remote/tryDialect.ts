// What a server really does of what Hearth asks for, by asking it for a token or two. Must not know products.
import type { Vocabulary } from '../llama/backend.ts';
import { stepForced } from '../prompt/healing.ts';
import type { ServerFacts } from '../protocol/serverProtocol.ts';
import type { ServerDialect, Step } from './serverDialect.ts';
import { ServerError } from './serverError.ts';

type Tried = Pick<ServerFacts, 'takesTokens' | 'tellsProbabilities' | 'healing'>;

/** An unlikely word, so that it comes only where it is forced. */
const unlikely = 'qzx';

/** @throws ServerError for trouble that says nothing of what the server can do */
export async function tryDialect(dialect: ServerDialect, vocabulary: Vocabulary): Promise<Tried> {
  const tokens = vocabulary.tokenize('const a =');
  const plain = await stepOf(dialect, { tokens });
  if (plain === undefined) return { takesTokens: false, tellsProbabilities: false, healing: 'none' };
  const tellsProbabilities = plain.candidates.some(({ probability }) => probability > 0);
  const [allowed = 0] = vocabulary.tokenize(unlikely);
  const forced =
    dialect.healing === 'grammar'
      ? { tokens, forced: new TextEncoder().encode(unlikely) }
      : { tokens, allowed: [allowed] };
  const step = await stepOf(dialect, forced);
  const bytes = vocabulary.tokenBytes[step?.token ?? -1] ?? new Uint8Array();
  const isForced = stepForced(new TextEncoder().encode(unlikely), bytes) !== undefined;
  return { takesTokens: true, tellsProbabilities, healing: isForced ? dialect.healing : 'none' };
}

async function stepOf(
  dialect: ServerDialect,
  asked: {
    readonly tokens: readonly number[];
    readonly forced?: Uint8Array;
    readonly allowed?: readonly number[];
  },
): Promise<Step | undefined> {
  const abort = new AbortController();
  const request = { maxTokens: 1, candidates: 2, allowed: [], session: 'check', ...asked };
  try {
    for await (const step of dialect.steps(request, abort.signal)) return step;
    return undefined;
  } catch (error: unknown) {
    if (error instanceof ServerError && error.reason === 'serverUnfit') return undefined;
    throw error;
  } finally {
    abort.abort();
  }
}
