// Hand-made GGUF files of a few kilobytes, written independently of the code that reads them.
// Knows the format; must not know what is done with the files.

type Value =
  | { readonly type: 'uint32'; readonly value: number }
  | { readonly type: 'uint64'; readonly value: number }
  | { readonly type: 'float32'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'uint8s'; readonly value: readonly number[] }
  | { readonly type: 'int32s'; readonly value: readonly number[] }
  | { readonly type: 'float32s'; readonly value: readonly number[] };

export interface TinyTensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly type: number;
  readonly data: Buffer;
}

export interface TinyGguf {
  readonly version?: number;
  readonly metadata: Readonly<Record<string, Value>>;
  readonly tensors: readonly TinyTensor[];
}

const alignment = 32;

export function tinyGguf({ version = 3, metadata, tensors }: TinyGguf): Buffer {
  const infos: Buffer[] = [];
  const data: Buffer[] = [];
  let offset = 0;
  for (const tensor of tensors) {
    infos.push(
      text(tensor.name),
      uint32(tensor.dimensions.length),
      ...tensor.dimensions.map(uint64),
      uint32(tensor.type),
      uint64(offset),
    );
    data.push(padded(tensor.data));
    offset += padded(tensor.data).length;
  }
  const entries = Object.entries(metadata).flatMap(([key, value]) => [text(key), encode(value)]);
  const counts = [uint64(tensors.length), uint64(Object.keys(metadata).length)];
  const header = Buffer.concat([Buffer.from('GGUF'), uint32(version), ...counts, ...entries, ...infos]);
  return Buffer.concat([padded(header), ...data]);
}

function encode(entry: Value): Buffer {
  switch (entry.type) {
    case 'uint32':
      return Buffer.concat([uint32(4), uint32(entry.value)]);
    case 'uint64':
      return Buffer.concat([uint32(10), uint64(entry.value)]);
    case 'float32':
      return Buffer.concat([uint32(6), float32(entry.value)]);
    case 'bool':
      return Buffer.concat([uint32(7), Buffer.of(entry.value ? 1 : 0)]);
    case 'string':
      return Buffer.concat([uint32(8), text(entry.value)]);
    case 'strings':
      return Buffer.concat([uint32(9), uint32(8), uint64(entry.value.length), ...entry.value.map(text)]);
    case 'uint8s':
      return Buffer.concat([uint32(9), uint32(0), uint64(entry.value.length), Buffer.from(entry.value)]);
    case 'int32s':
      return Buffer.concat([uint32(9), uint32(5), uint64(entry.value.length), ...entry.value.map(uint32)]);
    case 'float32s':
      return Buffer.concat([uint32(9), uint32(6), uint64(entry.value.length), ...entry.value.map(float32)]);
  }
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((alignment - (bytes.length % alignment)) % alignment)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}
