// A header as the bytes that begin a file, up to where the tensors' data begins. Pure.
import { concatBytes } from '../base/bytes.ts';
import { alignUp, type GgufHeader } from './ggufHeader.ts';
import { ggufMagic } from './ggufTypes.ts';
import { encodeText, encodeUint32, encodeUint64 } from './metadataValues.ts';

/** The header's own `dataStart` is not looked at: the length of the result is the new one. */
export function encodeHeader(header: Omit<GgufHeader, 'dataStart'>): Uint8Array {
  const { version, metadata, tensors, alignment } = header;
  const parts = [
    encodeUint32(ggufMagic),
    encodeUint32(version),
    encodeUint64(tensors.length),
    encodeUint64(metadata.length),
    ...metadata.flatMap(({ key, type, value }) => [encodeText(key), encodeUint32(type), value]),
    ...tensors.flatMap(({ name, dimensions, typeNumber, offset }) => [
      encodeText(name),
      encodeUint32(dimensions.length),
      ...dimensions.map((size) => encodeUint64(size)),
      encodeUint32(typeNumber),
      encodeUint64(offset),
    ]),
  ];
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concatBytes([...parts, new Uint8Array(alignUp(length, alignment) - length)]);
}
