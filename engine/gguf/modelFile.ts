// Reads what a GGUF file says about itself, without loading weights.
// Knows the file format through the binding's reader; must not know prompts or the KV cache.
import { stat } from 'node:fs/promises';
import { type GgufFileInfo, readGgufFileInfo } from 'node-llama-cpp';
import { EngineError } from '../base/engineError.ts';
import type { ModelMetadata } from './modelProfile.ts';

/** @throws EngineError `modelMissing` or `modelInvalid`. */
export async function readModelFile(path: string): Promise<ModelMetadata> {
  await requireFile(path);
  try {
    return toMetadata(await readGgufFileInfo(path, { sourceType: 'filesystem', logWarnings: false }));
  } catch (cause: unknown) {
    throw new EngineError(
      'modelInvalid',
      `This is not a complete GGUF model file: ${path}. Choose another file, or fetch it again.`,
      { cause },
    );
  }
}

async function requireFile(path: string): Promise<void> {
  const problem = await stat(path).then(
    (found) => (found.isFile() ? undefined : new Error('It is not a file.')),
    (cause: unknown) => cause,
  );
  if (problem === undefined) return;
  throw new EngineError(
    'modelMissing',
    `There is no model file at ${path}. Choose one in Hearth's settings.`,
    {
      cause: problem,
    },
  );
}

function toMetadata(info: GgufFileInfo): ModelMetadata {
  const { general } = info.metadata;
  const tokenizer = info.metadata.tokenizer.ggml;
  const fields = info.architectureMetadata;
  const { head_count: headCount, head_count_kv: headCountKv } = fields.attention ?? {};
  return {
    general: { architecture: general.architecture, name: general.name, fileType: general.file_type },
    architecture: {
      blockCount: fields.block_count,
      contextLength: fields.context_length,
      embeddingLength: fields.embedding_length,
      feedForwardLength: fields.feed_forward_length,
      headCount,
      headCountKv: Array.isArray(headCountKv) ? headCountKv[0] : headCountKv,
      ropeFreqBase: fields.rope?.freq_base,
    },
    tokens: tokenizer.tokens,
    tokenTypes: tokenizer.token_type ?? [],
    endOfSequence: tokenizer.eos_token_id,
    chatTemplate: info.metadata.tokenizer.chat_template,
    parameters: countParameters(info),
  };
}

function countParameters(info: GgufFileInfo): number {
  let total = 0;
  for (const tensor of info.fullTensorInfo ?? []) {
    total += tensor.dimensions.reduce<number>((product, size) => product * Number(size), 1);
  }
  return total;
}
