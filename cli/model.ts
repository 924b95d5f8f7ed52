// `hearth model`: what a model file says of itself and what it costs in memory. Arguments in, figures out.
// Must not know how files are read or memory is reckoned.
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { InspectResult } from '../engine/protocol/modelProtocol.ts';
import type { Logger } from '../src/base/log.ts';
import { inspectInOwnEngine } from '../src/client/inspectInOwnEngine.ts';
import { ownEngineParts } from '../src/client/ownEngine.ts';
import { estimateMemory, type MemoryQuestion, quantizations } from '../src/models/memory/memoryEstimate.ts';
import { weightPackingHere } from '../src/models/memory/weightPacking.ts';
import { engineFile, findModel } from './cliSession.ts';

/** Resolves with the exit code. @throws Error with a sentence for the user. */
export async function model(args: readonly string[], log: Logger): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      context: { type: 'string', default: '4096' },
      sequences: { type: 'string', default: '1' },
      quantization: { type: 'string', default: 'file' },
      json: { type: 'boolean', default: false },
    },
  });
  const quantization = quantizations.find((known) => known === values.quantization);
  if (quantization === undefined) throw new Error(`--quantization takes ${quantizations.join(', ')}.`);
  const question: MemoryQuestion = {
    contextTokens: positive(values.context, '--context'),
    sequences: positive(values.sequences, '--sequences'),
    quantization,
    packing: await weightPackingHere(),
  };
  const file = path.resolve(positionals[0] ?? (await findModel()));
  const [inspection] = await inspectInOwnEngine(ownEngineParts(engineFile, log), [file]);
  if (inspection?.kind !== 'usable') {
    console.error(inspection?.reason);
    return 1;
  }
  const report = reportOf(file, inspection.model, question);
  console.log(values.json ? JSON.stringify(report, undefined, 2) : printedLines(report).join('\n'));
  return 0;
}

function positive(text: string, option: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new Error(`"${text}" is not a positive whole number, which ${option} takes.`);
}

/** Shape fields by their GGUF names, every amount in bytes. */
function reportOf(file: string, inspected: InspectResult, question: MemoryQuestion) {
  const { shape, weights, metadata } = inspected;
  const estimate = estimateMemory(inspected, question);
  return {
    file,
    file_bytes: inspected.fileBytes,
    license: inspected.licence ?? null,
    quantization: shape.quantization,
    parameters: shape.parameters,
    fill_in_the_middle: inspected.family === 'fillInTheMiddle',
    chat: inspected.canChat,
    vocab_size: shape.vocabularySize,
    head_dimension: shape.headDimension,
    grouped_query_ratio: shape.queryHeads / shape.keyValueHeads,
    metadata,
    tensors: {
      total_bytes: weights.bytes,
      token_embd_bytes: weights.embedding.bytes,
      output_bytes: weights.outputHead?.bytes ?? 0,
      layer_matrices_bytes: weights.layerMatrices.bytes,
      norms_and_biases_bytes: weights.vectors.bytes,
    },
    memory: {
      context_tokens: question.contextTokens,
      sequences: question.sequences,
      quantization: question.quantization,
      kv_bytes_per_token: shape.kvBytesPerToken,
      weights_bytes: estimate.weightBytes,
      kv_cache_bytes: estimate.kvCacheBytes,
      working_bytes: estimate.workingBytes,
      total_bytes: estimate.totalBytes,
    },
  };
}

function printedLines(values: object, indentation = ''): string[] {
  return Object.entries(values).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? [`${indentation}${key}:`, ...printedLines(value, `${indentation}  `)]
      : [`${indentation}${key}: ${value}`],
  );
}
