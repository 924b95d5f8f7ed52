// What a model file converted to Q4_0 with 8-bit keys and values is: its header, and which tensor becomes what. Pure.
// Must not know how values are read or bytes are moved.
import { EngineError } from '../../base/engineError.ts';
import { encodeHeader } from '../../gguf/encodeHeader.ts';
import { alignUp, byteLengthOf, type GgufHeader, type TensorInfo } from '../../gguf/ggufHeader.ts';
import { tensorTypes, valueTypes } from '../../gguf/ggufTypes.ts';
import { encodeUint32, type MetadataEntry, textOf } from '../../gguf/metadataValues.ts';
import { requireArchitecture } from '../../gguf/modelProfile.ts';
import { blockReaders } from './dequantize.ts';
import { valuesPerBlock } from './quantize.ts';

export interface TensorConversion {
  readonly source: TensorInfo;
  readonly target: TensorInfo;
  /** From the file's start. */
  readonly sourceOffset: number;
  readonly targetOffset: number;
}

export interface ConversionPlan {
  readonly header: Uint8Array;
  /** In the order of their data. */
  readonly tensors: readonly TensorConversion[];
  readonly totalBytes: number;
}

const typeNumbers = { Q4_0: 2, Q8_0: 8 } as const;
/** `general.file_type` of Q4_0 files. */
const fileType = 2;
const fileTypeKey = 'general.file_type';
const embeddingName = 'token_embd.weight';
const outputHeadName = 'output.weight';
/**
 * Of a layer's matrices the smallest two, 2 × 896 × 128 in a model of half a billion parameters. In eight bits they
 * cost 3 MB, no speed, and win back most of what four bits lose (docs/QUALITY.md).
 */
const keysAndValues = /^blk\.\d+\.attn_[kv]\.weight$/;

/** @throws EngineError `modelUnsupported`, saying what stands in the way. */
export function planConversion(header: GgufHeader): ConversionPlan {
  const architecture = header.metadata.find(({ key }) => key === 'general.architecture');
  requireArchitecture(architecture === undefined ? undefined : textOf(architecture));
  const hasHead = header.tensors.some(({ name }) => name === outputHeadName);
  let dataBytes = 0;
  const placed = new Map<TensorInfo, TensorInfo>();
  for (const source of header.tensors.toSorted((left, right) => left.offset - right.offset)) {
    const target = { ...converted(source, hasHead), offset: dataBytes };
    placed.set(source, target);
    dataBytes = alignUp(dataBytes + target.byteLength, header.alignment);
  }
  if ([...placed].every(([source, target]) => source.typeNumber === target.typeNumber))
    throw unsupported('it is in Q4_0 already');
  const tensors = header.tensors.map((tensor) => placed.get(tensor) ?? tensor);
  const encoded = encodeHeader({ ...header, metadata: withFileType(header.metadata), tensors });
  return {
    header: encoded,
    totalBytes: encoded.length + dataBytes,
    tensors: [...placed].map(([source, target]) => ({
      source,
      target,
      sourceOffset: header.dataStart + source.offset,
      targetOffset: encoded.length + target.offset,
    })),
  };
}

/**
 * Vectors stay, and what yields the logits is Q8_0, because it costs most when it is coarse: as llama.cpp converts. So
 * are keys and values, unless they have four bits already.
 */
function converted(tensor: TensorInfo, hasHead: boolean): TensorInfo {
  const { name, dimensions } = tensor;
  if (dimensions.length < 2) return tensor;
  const isHead = name === (hasHead ? outputHeadName : embeddingName);
  const isFine = isHead || (keysAndValues.test(name) && tensor.typeNumber !== typeNumbers.Q4_0);
  const typeNumber = isFine ? typeNumbers.Q8_0 : typeNumbers.Q4_0;
  if (tensor.typeNumber === typeNumber) return tensor;
  if (!blockReaders.has(tensor.type.name))
    throw unsupported(`its tensor "${name}" is in ${tensor.type.name}`);
  if ((dimensions[0] ?? 0) % valuesPerBlock !== 0)
    throw unsupported(`the rows of its tensor "${name}" are no whole blocks`);
  const type = tensorTypes.get(typeNumber) ?? tensor.type;
  return { ...tensor, typeNumber, type, byteLength: byteLengthOf(name, dimensions, type) };
}

function withFileType(metadata: readonly MetadataEntry[]): readonly MetadataEntry[] {
  const entry = { key: fileTypeKey, type: valueTypes.uint32, value: encodeUint32(fileType) };
  return [...metadata.filter(({ key }) => key !== fileTypeKey), entry];
}

function unsupported(why: string): EngineError {
  return new EngineError('modelUnsupported', `The model cannot be converted to Q4_0: ${why}.`);
}
