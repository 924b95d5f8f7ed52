// From an address to a backend: what answers there, whether it suits the vocabulary here, and what will be missed.
// Joins connection, products and backend; must not know when a server is asked.
import { randomUUID } from 'node:crypto';
import type { LoadedVocabulary } from '../llama/loadVocabulary.ts';
import type { LoadParams, ModelShape } from '../protocol/protocol.ts';
import type {
  CheckServerParams,
  ServerCheck,
  ServerFacts,
  ServerParams,
} from '../protocol/serverProtocol.ts';
import { LlamaServer } from './llamaServer.ts';
import { RemoteBackend } from './remoteBackend.ts';
import { hasSameFimTokens, isSameVocabulary } from './sameVocabulary.ts';
import { ServerConnection } from './serverConnection.ts';
import type { ServerDescription, ServerDialect } from './serverDialect.ts';
import { ServerError } from './serverError.ts';
import { ServerHealth } from './serverHealth.ts';
import { tryDialect } from './tryDialect.ts';
import { VllmServer } from './vllmServer.ts';

/** Documents whose prompts are known to be on the server: remembering costs nothing here. */
const remoteSequences = 16;

export interface ConnectParts {
  readonly loadVocabulary: (modelPath: string) => Promise<LoadedVocabulary>;
  readonly now: () => number;
  readonly onTrouble: (error: ServerError) => void;
  readonly onWell: () => void;
  /** How long a server may say nothing; as the connection has it when absent. */
  readonly silenceMs?: number;
}

interface Met {
  readonly connection: ServerConnection;
  readonly dialect: ServerDialect;
  readonly description: ServerDescription;
  readonly facts: ServerFacts;
}

/**
 * @throws ServerError for every way in which a server does not answer or does not suit
 * @throws EngineError for a model file that is unfit
 */
export async function connectServer(
  server: ServerParams,
  load: Pick<LoadParams, 'modelPath' | 'contextTokens'>,
  parts: ConnectParts,
): Promise<RemoteBackend> {
  const loaded = await parts.loadVocabulary(load.modelPath);
  try {
    const { now, silenceMs } = parts;
    const { connection, dialect, description, facts } = await meet(server, loaded, now, silenceMs);
    requireFit(facts);
    const known = await dialect.identify();
    let verified = connection.opened;
    const health = new ServerHealth({
      now,
      isNew: () => connection.opened !== verified,
      verify: async () => {
        await requireSame(dialect, known);
        verified = connection.opened;
      },
      onTrouble: parts.onTrouble,
      onWell: parts.onWell,
    });
    return new RemoteBackend({
      model: {
        shape: shapeOf(description, loaded.vocabulary.tokenBytes.length),
        family: facts.hasFimTokens ? 'fillInTheMiddle' : 'leftContext',
        canChat: facts.canChat,
        vocabulary: loaded.vocabulary,
      },
      dialect,
      health,
      size: {
        tokensPerSequence: Math.min(load.contextTokens, description.contextTokens),
        sequences: remoteSequences,
      },
      sessionPrefix: randomUUID(),
      now,
      free: async () => {
        connection.dispose();
        await loaded.dispose();
      },
    });
  } catch (error: unknown) {
    await loaded.dispose();
    throw error;
  }
}

/** What answers at an address, or why nothing does. @throws EngineError for a model file that is unfit */
export async function checkServer(
  { modelPath, ...server }: CheckServerParams,
  load: ConnectParts['loadVocabulary'],
): Promise<ServerCheck> {
  const loaded = await load(modelPath);
  try {
    const { connection, facts } = await meet(server, loaded, () => 0);
    connection.dispose();
    return { kind: 'answered', facts };
  } catch (error: unknown) {
    if (error instanceof ServerError)
      return { kind: 'failed', trouble: error.reason, message: error.message };
    throw error;
  } finally {
    await loaded.dispose();
  }
}

async function meet(
  server: ServerParams,
  { vocabulary }: LoadedVocabulary,
  now: () => number,
  silenceMs?: number,
): Promise<Met> {
  const connection = new ServerConnection(server, silenceMs);
  try {
    const dialects = [
      new LlamaServer(connection, (token) => vocabulary.tokenBytes[token], now),
      new VllmServer(connection),
    ];
    const [dialect, description] = await recognized(dialects);
    const isSame = await isSameVocabulary(dialect, vocabulary);
    const facts: ServerFacts = {
      product: description.product,
      version: description.version,
      model: description.model,
      contextTokens: description.contextTokens,
      isSameVocabulary: isSame,
      hasFimTokens: isSame && (await hasSameFimTokens(dialect, vocabulary)),
      canChat: description.canChat && isSame,
      ...(await tryDialect(dialect, vocabulary)),
    };
    return { connection, dialect, description, facts };
  } catch (error: unknown) {
    connection.dispose();
    throw error;
  }
}

/** The first product that the server is. What says that it is none of ours is not the end before all were tried. */
async function recognized(
  dialects: readonly ServerDialect[],
): Promise<readonly [ServerDialect, ServerDescription]> {
  let refusal: unknown;
  for (const dialect of dialects) {
    try {
      return [dialect, await dialect.describe()];
    } catch (error: unknown) {
      const isOther = error instanceof ServerError && ['serverNotOne', 'serverUnfit'].includes(error.reason);
      if (!isOther) throw error;
      refusal ??= error;
    }
  }
  throw new ServerError('serverNotOne', 'Neither llama.cpp’s server nor vLLM answers there.', {
    cause: refusal,
  });
}

function requireFit({ isSameVocabulary: isSame, takesTokens, tellsProbabilities, model }: ServerFacts): void {
  if (!isSame)
    throw new ServerError(
      'serverUnfit',
      `“${model}” cuts text into other tokens than the model file on this machine: it is of another family.`,
    );
  if (!takesTokens || !tellsProbabilities)
    throw new ServerError('serverUnfit', 'The server takes no token ids, or tells no probabilities.');
}

/** A server that was restarted may run another model, whose cached prompts and tokens are others. */
async function requireSame(dialect: ServerDialect, known: string): Promise<void> {
  const now = await dialect.identify();
  if (now !== known)
    throw new ServerError('serverModel', `The server runs another model now: ${now}, not ${known}.`);
}

/** What a server does not tell of its model counts as nothing here: it takes no memory of this machine. */
function shapeOf(description: ServerDescription, vocabularySize: number): ModelShape {
  return {
    architecture: 'server',
    name: description.model,
    quantization: description.quantization ?? 'unknown',
    parameters: description.parameters ?? 0,
    layers: 0,
    hiddenSize: 0,
    feedForwardSize: 0,
    queryHeads: 0,
    keyValueHeads: 0,
    headDimension: 0,
    ropeTheta: 0,
    trainedContextTokens: description.contextTokens,
    vocabularySize: description.vocabularySize ?? vocabularySize,
    kvBytesPerToken: 0,
  };
}
