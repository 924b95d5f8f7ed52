// Reads the header of a model file that is open. Knows files; must not know what a header holds.
import type { FileHandle } from 'node:fs/promises';
import { damaged } from './damaged.ts';
import { type GgufHeader, parseGgufHeader } from './ggufHeader.ts';

const mebibyte = 1024 * 1024;
/** A vocabulary of 152,000 tokens with its merges takes 6 MiB. */
const firstReadBytes = 8 * mebibyte;
const mostHeaderBytes = 64 * mebibyte;

/** @throws EngineError `modelInvalid` or `modelUnsupported`; the data of all tensors is there when it does not. */
export async function readHeader(file: FileHandle): Promise<GgufHeader> {
  const { size } = await file.stat();
  const header = await readWhole(file, size);
  for (const { name, offset, byteLength } of header.tensors) {
    if (header.dataStart + offset + byteLength > size)
      throw damaged(`it ends before its tensor "${name}" does`);
  }
  return header;
}

async function readWhole(file: FileHandle, fileBytes: number): Promise<GgufHeader> {
  for (let wanted = firstReadBytes; wanted <= mostHeaderBytes; wanted *= 2) {
    const length = Math.min(wanted, fileBytes);
    const header = parseGgufHeader(await readAt(file, 0, length));
    if (header !== 'incomplete') return header;
    if (length === fileBytes) throw damaged('it ends inside its header');
  }
  throw damaged(`its header is larger than ${mostHeaderBytes / mebibyte} MiB`);
}

/** Exactly `length` bytes. @throws EngineError `modelInvalid` when the file ends before. */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) throw damaged('it became shorter while it was read');
    filled += bytesRead;
  }
  return bytes;
}
