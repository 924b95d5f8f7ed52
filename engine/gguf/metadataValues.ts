// Reads and rewrites single metadata values in their encoded form; what is not rewritten stays byte for byte. Pure.
// Must not know which keys mean what.
import { concatBytes } from '../base/bytes.ts';
import { ByteCursor, decodeText } from './byteCursor.ts';
import { damaged } from './damaged.ts';
import { scalarBytes, valueTypes } from './ggufTypes.ts';

export interface MetadataEntry {
  readonly key: string;
  /** One of `valueTypes`. */
  readonly type: number;
  /** The value as it is encoded in the file. */
  readonly value: Uint8Array;
}

const stringLengthBytes = 8;
/** Decimal digits that a 32-bit number carries for sure. */
const float32Digits = 7;

/** The entry's text; undefined when it has another type. */
export function textOf({ type, value }: MetadataEntry): string | undefined {
  return type === valueTypes.string ? elementText(value) : undefined;
}

export function textEntry(key: string, text: string): MetadataEntry {
  return { key, type: valueTypes.string, value: encodeText(text) };
}

export function encodeText(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return concatBytes([encodeUint64(bytes.length), bytes]);
}

/** The text of an element of an array of strings. */
export function elementText(element: Uint8Array): string {
  return decodeText(element.subarray(stringLengthBytes));
}

/** The entry's number; undefined when it has no whole-number type. */
export function wholeNumberOf({ type, value }: MetadataEntry): number | undefined {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  switch (type) {
    case valueTypes.uint8:
      return view.getUint8(0);
    case valueTypes.int8:
      return view.getInt8(0);
    case valueTypes.uint16:
      return view.getUint16(0, true);
    case valueTypes.int16:
      return view.getInt16(0, true);
    case valueTypes.uint32:
      return view.getUint32(0, true);
    case valueTypes.int32:
      return view.getInt32(0, true);
    case valueTypes.uint64:
      return Number(view.getBigUint64(0, true));
    case valueTypes.int64:
      return Number(view.getBigInt64(0, true));
    default:
      return undefined;
  }
}

/** The entry's number or truth value; undefined when it is a text or an array. */
export function scalarOf(entry: MetadataEntry): number | boolean | undefined {
  const view = new DataView(entry.value.buffer, entry.value.byteOffset, entry.value.byteLength);
  switch (entry.type) {
    case valueTypes.float32:
      // Shortest decimal that is this number: 1e-6, not 9.999999974752427e-7.
      return Number(view.getFloat32(0, true).toPrecision(float32Digits));
    case valueTypes.float64:
      return view.getFloat64(0, true);
    case valueTypes.bool:
      return view.getUint8(0) !== 0;
    default:
      return wholeNumberOf(entry);
  }
}

/** The entry with another number in the same type. The number must not be larger than the one before. */
export function withWholeNumber(entry: MetadataEntry, smaller: number): MetadataEntry {
  const value = encodeUint64(smaller).slice(0, entry.value.length);
  return { ...entry, value };
}

/** Four times the largest vocabulary there is; a file of a few megabytes may claim sixteen million bytes as elements. */
const mostElements = 1_000_000;

/**
 * The elements of an array, each as it is encoded; undefined when the entry is no array.
 * @throws EngineError `modelInvalid` for more than any model has
 */
export function elementsOf({ key, type, value }: MetadataEntry): readonly Uint8Array[] | undefined {
  if (type !== valueTypes.array) return undefined;
  const cursor = new ByteCursor(value);
  const elementType = cursor.uint32();
  const count = boundedCount(key, cursor.uint64());
  return Array.from({ length: count }, () => {
    const start = cursor.offset;
    cursor.skip(elementType === valueTypes.string ? cursor.uint64() : (scalarBytes.get(elementType) ?? 0));
    return cursor.since(start);
  });
}

/** The texts of an array of texts; undefined when the entry is none. @throws EngineError `modelInvalid` */
export function textsOf(entry: MetadataEntry): readonly string[] | undefined {
  if (elementTypeOf(entry) !== valueTypes.string) return undefined;
  return elementsOf(entry)?.map(elementText);
}

/** The numbers of an array of whole numbers of any width; undefined when the entry is none. @throws EngineError `modelInvalid` */
export function wholeNumbersOf(entry: MetadataEntry): readonly number[] | undefined {
  const type = elementTypeOf(entry);
  if (type === undefined || wholeNumberOf({ key: entry.key, type, value: widest }) === undefined)
    return undefined;
  // One element at a time through the one reader of numbers: views of a million elements would weigh a hundred megabytes.
  const bytes = scalarBytes.get(type) ?? 0;
  const count = boundedCount(entry.key, new ByteCursor(entry.value.subarray(arrayTypeBytes)).uint64());
  const start = arrayTypeBytes + arrayCountBytes;
  return Array.from({ length: count }, (_, index) => {
    const value = entry.value.subarray(start + index * bytes, start + (index + 1) * bytes);
    return wholeNumberOf({ key: entry.key, type, value }) ?? 0;
  });
}

const widest = new Uint8Array(8);
const arrayTypeBytes = 4;
const arrayCountBytes = 8;

function elementTypeOf({ type, value }: MetadataEntry): number | undefined {
  return type === valueTypes.array ? new ByteCursor(value).uint32() : undefined;
}

function boundedCount(key: string, count: number): number {
  if (count > mostElements) throw damaged(`its entry "${key}" claims ${count} elements`);
  return count;
}

/** The array with other elements of the same type. */
export function withElements(entry: MetadataEntry, elements: readonly Uint8Array[]): MetadataEntry {
  const elementType = entry.value.subarray(0, 4);
  return { ...entry, value: concatBytes([elementType, encodeUint64(elements.length), ...elements]) };
}

export function encodeUint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

export function encodeUint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes;
}
