// A GGUF file's header as data, every metadata value byte for byte as it stands in the file. Pure.
// The binding's own reader loses exact types; this one reads all and interprets nothing.
import { EngineError } from '../base/engineError.ts';
import { ByteCursor, OutOfBytesError } from './byteCursor.ts';
import { damaged } from './damaged.ts';
import { ggufMagic, scalarBytes, type TensorType, tensorTypes, valueTypes } from './ggufTypes.ts';
import { type MetadataEntry, wholeNumberOf } from './metadataValues.ts';

export interface TensorInfo {
  readonly name: string;
  /** Sizes with the row's first: `[values of a row, rows]`. */
  readonly dimensions: readonly number[];
  readonly typeNumber: number;
  readonly type: TensorType;
  /** From the start of the data. */
  readonly offset: number;
  readonly byteLength: number;
}

export interface GgufHeader {
  readonly version: number;
  readonly metadata: readonly MetadataEntry[];
  /** In the file's order, which need not be that of their data. */
  readonly tensors: readonly TensorInfo[];
  readonly alignment: number;
  /** Where the tensors' data begins in the file. */
  readonly dataStart: number;
}

/** Version 2 brought the 64-bit lengths; 3 the big-endian variant, whose number reads as another version here. */
const supportedVersions: readonly number[] = [2, 3];
const mostEntries = 10_000;
const mostDimensions = 4;
const defaultAlignment = 32;

/**
 * @param bytes the file's beginning
 * @returns `incomplete` when the header goes on behind `bytes`
 * @throws EngineError `modelInvalid` or `modelUnsupported`
 */
export function parseGgufHeader(bytes: Uint8Array): GgufHeader | 'incomplete' {
  try {
    return readHeader(new ByteCursor(bytes));
  } catch (error: unknown) {
    if (error instanceof OutOfBytesError) return 'incomplete';
    throw error;
  }
}

function readHeader(cursor: ByteCursor): GgufHeader {
  if (cursor.uint32() !== ggufMagic) {
    throw new EngineError('modelInvalid', 'This is not a GGUF model file. Choose another one.');
  }
  const version = cursor.uint32();
  if (!supportedVersions.includes(version)) {
    throw new EngineError(
      'modelUnsupported',
      `The model file has GGUF version ${version}; versions ${supportedVersions.join(' and ')} can be read.`,
    );
  }
  const tensorCount = entryCount(cursor, 'tensors');
  const metadataCount = entryCount(cursor, 'metadata entries');
  const metadata = Array.from({ length: metadataCount }, () => readEntry(cursor));
  const tensors = Array.from({ length: tensorCount }, () => readTensorInfo(cursor));
  const alignment = alignmentOf(metadata);
  for (const { name, offset } of tensors) {
    if (offset % alignment !== 0) throw damaged(`tensor "${name}" is not aligned`);
  }
  return { version, metadata, tensors, alignment, dataStart: alignUp(cursor.offset, alignment) };
}

function entryCount(cursor: ByteCursor, what: string): number {
  const count = cursor.uint64();
  if (count > mostEntries) throw damaged(`it claims ${count} ${what}`);
  return count;
}

function readEntry(cursor: ByteCursor): MetadataEntry {
  const key = cursor.string();
  const type = cursor.uint32();
  const start = cursor.offset;
  skipValue(cursor, type, key);
  return { key, type, value: cursor.since(start) };
}

function skipValue(cursor: ByteCursor, type: number, key: string): void {
  if (type === valueTypes.string) {
    cursor.skip(cursor.uint64());
  } else if (type === valueTypes.array) {
    skipArray(cursor, key);
  } else {
    cursor.skip(sizeOf(type, key));
  }
}

function skipArray(cursor: ByteCursor, key: string): void {
  const elementType = cursor.uint32();
  const count = cursor.uint64();
  if (elementType === valueTypes.string) {
    for (let index = 0; index < count; index++) cursor.skip(cursor.uint64());
  } else {
    // Arrays of arrays are in the format's description but not in llama.cpp.
    cursor.skip(count * sizeOf(elementType, key));
  }
}

function sizeOf(type: number, key: string): number {
  const size = scalarBytes.get(type);
  if (size === undefined) throw damaged(`its entry "${key}" has the unknown type ${type}`);
  return size;
}

function readTensorInfo(cursor: ByteCursor): TensorInfo {
  const name = cursor.string();
  const dimensionCount = cursor.uint32();
  if (dimensionCount > mostDimensions) throw damaged(`tensor "${name}" has ${dimensionCount} dimensions`);
  const dimensions = Array.from({ length: dimensionCount }, () => cursor.uint64());
  const typeNumber = cursor.uint32();
  const offset = cursor.uint64();
  const type = tensorTypes.get(typeNumber);
  if (type === undefined) {
    throw new EngineError(
      'modelUnsupported',
      `Tensor "${name}" of the model file has the type ${typeNumber}, whose size is not known here.`,
    );
  }
  return { name, dimensions, typeNumber, type, offset, byteLength: byteLengthOf(name, dimensions, type) };
}

/** @throws EngineError `modelInvalid` when a row is not made of whole blocks. */
export function byteLengthOf(name: string, dimensions: readonly number[], type: TensorType): number {
  const [rowValues = 1, ...others] = dimensions;
  if (rowValues % type.blockValues !== 0) {
    throw damaged(
      `rows of tensor "${name}" have ${rowValues} values, which are no whole blocks of ${type.name} (${type.blockValues} values)`,
    );
  }
  const rows = others.reduce((product, size) => product * size, 1);
  return (rowValues / type.blockValues) * type.blockBytes * rows;
}

function alignmentOf(metadata: readonly MetadataEntry[]): number {
  const entry = metadata.find(({ key }) => key === 'general.alignment');
  if (entry === undefined) return defaultAlignment;
  const alignment = wholeNumberOf(entry) ?? 0;
  const isPowerOfTwo = alignment > 0 && (alignment & (alignment - 1)) === 0;
  if (!isPowerOfTwo) throw damaged('it names an impossible alignment');
  return alignment;
}

export function alignUp(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}
