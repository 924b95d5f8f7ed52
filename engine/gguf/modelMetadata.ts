// The entries of a header that say what a model is, by their keys. Pure. Must not know files, nor what follows from them.
import { damaged } from './damaged.ts';
import type { GgufHeader, TensorInfo } from './ggufHeader.ts';
import {
  type MetadataEntry,
  scalarOf,
  textOf,
  textsOf,
  wholeNumberOf,
  wholeNumbersOf,
} from './metadataValues.ts';
import { type ModelMetadata, requireArchitecture } from './modelProfile.ts';

/** Of a text token; the longest of any vocabulary are some hundred spaces. */
const longestToken = 4096;

/** @throws EngineError `modelUnsupported` for another architecture, `modelInvalid` for entries of another type. */
export function modelMetadata({ metadata, tensors }: GgufHeader): ModelMetadata {
  const entries = new Map(metadata.map((entry) => [entry.key, entry]));
  const read = <T>(key: string, as: (entry: MetadataEntry) => T | undefined): T | undefined => {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    const value = as(entry);
    if (value === undefined) throw damaged(`its entry "${key}" has an unexpected type`);
    return value;
  };
  const text = (key: string) => read(key, textOf);
  const count = (key: string) => read(key, countOf);
  const architecture = text('general.architecture');
  // Before all else: of another architecture nothing else need be there.
  requireArchitecture(architecture);
  return {
    general: {
      architecture: architecture ?? '',
      name: text('general.name'),
      fileType: count('general.file_type'),
    },
    architecture: {
      blockCount: count('qwen2.block_count'),
      contextLength: count('qwen2.context_length'),
      embeddingLength: count('qwen2.embedding_length'),
      feedForwardLength: count('qwen2.feed_forward_length'),
      headCount: count('qwen2.attention.head_count'),
      headCountKv: count('qwen2.attention.head_count_kv'),
      ropeFreqBase: read('qwen2.rope.freq_base', finiteOf),
    },
    tokens: read('tokenizer.ggml.tokens', tokensOf) ?? [],
    tokenTypes: read('tokenizer.ggml.token_type', wholeNumbersOf) ?? [],
    endOfSequence: count('tokenizer.ggml.eos_token_id'),
    chatTemplate: text('tokenizer.chat_template'),
    parameters: parametersOf(tensors),
  };
}

/** Some writers give each layer a number of its own where all have the same: the first stands for all. */
function countOf(entry: MetadataEntry): number | undefined {
  const value = wholeNumberOf(entry) ?? wholeNumbersOf(entry)?.[0];
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function finiteOf(entry: MetadataEntry): number | undefined {
  const value = scalarOf(entry);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function tokensOf(entry: MetadataEntry): readonly string[] | undefined {
  const tokens = textsOf(entry);
  if (tokens?.some((token) => token.length > longestToken))
    throw damaged('it has a token of impossible length');
  return tokens;
}

function parametersOf(tensors: readonly TensorInfo[]): number {
  return tensors.reduce(
    (total, { dimensions }) => total + dimensions.reduce((product, size) => product * size, 1),
    0,
  );
}
