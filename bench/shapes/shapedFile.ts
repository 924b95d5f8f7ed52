// Writes a model file of a given shape, in Q4_0 with weights of no sense: what a token costs does not depend on them.
// Takes vocabulary and settings from a real file; must not know what is measured with it.
import { randomFillSync } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { encodeHeader } from '../../engine/gguf/encodeHeader.ts';
import { alignUp, byteLengthOf, type GgufHeader, type TensorInfo } from '../../engine/gguf/ggufHeader.ts';
import { tensorTypes } from '../../engine/gguf/ggufTypes.ts';
import { encodeUint32, type MetadataEntry } from '../../engine/gguf/metadataValues.ts';
import { readHeader } from '../../engine/gguf/readHeader.ts';
import type { PublishedShape } from '../../src/models/files/publishedModels.ts';

const [f32, q4, q8] = [0, 2, 8];
const uint32 = 4;
const bytesAtOnce = 1 << 24;
/** 2⁻⁹ as a 16-bit float: a step so small that no layer blows up. */
const stepBits = 0x1800;

export async function writeShapedFile(
  source: string,
  target: string,
  shape: PublishedShape,
  headDimension: number,
) {
  const { metadata, ...header } = await headerOf(source);
  const numbers: Readonly<Record<string, number>> = {
    'qwen2.block_count': shape.layers,
    'qwen2.embedding_length': shape.hiddenSize,
    'qwen2.feed_forward_length': shape.feedForwardSize,
    'qwen2.attention.head_count': shape.hiddenSize / headDimension,
    'qwen2.attention.head_count_kv': shape.keyValueSize / headDimension,
  };
  const changed = metadata.map((entry): MetadataEntry => {
    const number = numbers[entry.key];
    return number === undefined ? entry : { key: entry.key, type: uint32, value: encodeUint32(number) };
  });
  let offset = 0;
  const tensors = tensorsOfShape(shape).map((tensor) => {
    const placed = { ...tensor, offset };
    offset = alignUp(offset + tensor.byteLength, header.alignment);
    return placed;
  });
  const encoded = encodeHeader({ ...header, metadata: changed, tensors });
  const file = await open(target, 'w');
  try {
    await file.write(encoded, 0, encoded.length, 0);
    for (const tensor of tensors) await writeTensor(file, tensor, encoded.length + tensor.offset);
    await file.truncate(encoded.length + offset);
  } finally {
    await file.close();
  }
}

async function headerOf(source: string): Promise<GgufHeader> {
  const file = await open(source);
  try {
    return await readHeader(file);
  } finally {
    await file.close();
  }
}

function tensorsOfShape({
  vocabularySize,
  hiddenSize,
  layers,
  feedForwardSize,
  keyValueSize,
}: PublishedShape) {
  const layer = (index: number): readonly TensorInfo[] => [
    tensorOf(`blk.${index}.attn_norm.weight`, f32, hiddenSize),
    tensorOf(`blk.${index}.attn_q.weight`, q4, hiddenSize, hiddenSize),
    tensorOf(`blk.${index}.attn_q.bias`, f32, hiddenSize),
    tensorOf(`blk.${index}.attn_k.weight`, q8, hiddenSize, keyValueSize),
    tensorOf(`blk.${index}.attn_k.bias`, f32, keyValueSize),
    tensorOf(`blk.${index}.attn_v.weight`, q8, hiddenSize, keyValueSize),
    tensorOf(`blk.${index}.attn_v.bias`, f32, keyValueSize),
    tensorOf(`blk.${index}.attn_output.weight`, q4, hiddenSize, hiddenSize),
    tensorOf(`blk.${index}.ffn_norm.weight`, f32, hiddenSize),
    tensorOf(`blk.${index}.ffn_gate.weight`, q4, hiddenSize, feedForwardSize),
    tensorOf(`blk.${index}.ffn_up.weight`, q4, hiddenSize, feedForwardSize),
    tensorOf(`blk.${index}.ffn_down.weight`, q4, feedForwardSize, hiddenSize),
  ];
  return [
    tensorOf('token_embd.weight', q8, hiddenSize, vocabularySize),
    tensorOf('output_norm.weight', f32, hiddenSize),
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
  ];
}

function tensorOf(name: string, typeNumber: number, ...dimensions: readonly number[]): TensorInfo {
  const type = tensorTypes.get(typeNumber);
  if (type === undefined) throw new Error(`There is no type ${typeNumber}.`);
  return { name, dimensions, typeNumber, type, offset: 0, byteLength: byteLengthOf(name, dimensions, type) };
}

/** Vectors of zeros (norms too: nothing then grows), blocks of random levels with one step. */
async function writeTensor(
  file: FileHandle,
  { type, byteLength }: TensorInfo,
  position: number,
): Promise<void> {
  const { blockBytes } = type;
  const chunk = Buffer.alloc(Math.min(byteLength, Math.floor(bytesAtOnce / blockBytes) * blockBytes));
  if (type.blockValues > 1) {
    randomFillSync(chunk);
    for (let block = 0; block < chunk.length; block += blockBytes) chunk.writeUInt16LE(stepBits, block);
  }
  for (let done = 0; done < byteLength; done += chunk.length)
    await file.write(chunk, 0, Math.min(chunk.length, byteLength - done), position + done);
}
