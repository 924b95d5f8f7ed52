// Reads numbers and strings one after the other from bytes. Knows GGUF's byte order and no more of the format.
import { damaged } from './damaged.ts';

/** The bytes end before what is read does. */
export class OutOfBytesError extends Error {}

export class ByteCursor {
  offset = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Moves on by `count` bytes. @throws OutOfBytesError */
  skip(count: number): number {
    const start = this.offset;
    if (count > this.bytes.length - start) throw new OutOfBytesError();
    this.offset = start + count;
    return start;
  }

  uint32(): number {
    return this.view.getUint32(this.skip(4), true);
  }

  /** @throws EngineError `modelInvalid` for a number that no real file holds. */
  uint64(): number {
    const value = Number(this.view.getBigUint64(this.skip(8), true));
    if (!Number.isSafeInteger(value)) throw damaged('it holds an impossible number');
    return value;
  }

  string(): string {
    const length = this.uint64();
    const start = this.skip(length);
    return decodeText(this.bytes.subarray(start, this.offset));
  }

  /** All bytes from `start` to here, not copied. */
  since(start: number): Uint8Array {
    return this.bytes.subarray(start, this.offset);
  }
}

// Lossless: what is no UTF-8 is refused, and a byte order mark stays.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws EngineError `modelInvalid` when the bytes are no UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause: unknown) {
    throw damaged('it holds text that is not UTF-8', { cause });
  }
}
