// A qwen2 model file without sense or layers: a byte-level vocabulary and matrices whose rows say which they are.
// Must not know how it is tuned.
import { type TinyGguf, type TinyTensor, tinyGguf } from './tinyGguf.ts';

const normal = 1;
const control = 3;
const userDefined = 4;
const unused = 5;

/** Bytes of a row of 32 values by `ggml_type`: one block of each quantized kind. */
export const rowBytesByType = {
  F32: { type: 0, bytes: 128 },
  F16: { type: 1, bytes: 64 },
  Q4_0: { type: 2, bytes: 18 },
  Q4_1: { type: 3, bytes: 20 },
  Q5_0: { type: 6, bytes: 22 },
  Q5_1: { type: 7, bytes: 24 },
  Q8_0: { type: 8, bytes: 34 },
  IQ4_NL: { type: 20, bytes: 18 },
  BF16: { type: 30, bytes: 64 },
} as const;

export type RowType = keyof typeof rowBytesByType;

/** The 256 characters of the byte-level alphabet, by byte. */
const byteTokens: readonly string[] = (() => {
  let shifted = 0x100;
  return Array.from({ length: 256 }, (_, byte) => {
    const isItself = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
    return String.fromCodePoint(isItself ? byte : shifted++);
  });
})();

/** Merges in order; each makes the token with the next id. */
const merges = ['Ã ©', 'Ġ l', 'e t', 'Ġl et', 'æ Ĺ', 'æĹ ¥', 'i n'];
/** More text, so that not everything dropped comes back to fill up the rows. */
const longTail = Array.from({ length: 200 }, (_, index) => `æ${byteTokens[index] ?? ''}æ`);
const text = [...byteTokens, ...merges.map((merge) => merge.replace(' ', '')), ...longTail];

export const tinyVocabulary = {
  tokens: [...text, '<|endoftext|>', '<tool_call>', '[PAD465]', '[PAD466]'],
  types: [...text.map(() => normal), control, userDefined, unused, userDefined],
  merges,
  endOfText: text.length,
  toolCall: text.length + 1,
  firstPadding: text.length + 2,
};

export interface TinyModelOptions {
  readonly rowType?: RowType;
  readonly hasOutput?: boolean;
  readonly metadata?: TinyGguf['metadata'];
  readonly tensors?: readonly TinyTensor[];
  readonly version?: number;
}

/** Rows of `token_embd` begin with their number, rows of `output` with 0x80000000 and their number. */
export function tinyModel(options: TinyModelOptions = {}): Buffer {
  const { rowType = 'Q8_0', hasOutput = true, metadata = {}, version = 3 } = options;
  const { tokens, types, endOfText, firstPadding } = tinyVocabulary;
  const tensors = options.tensors ?? [
    ...(hasOutput ? [matrix('output.weight', rowType, 0x8000_0000)] : []),
    { name: 'output_norm.weight', dimensions: [32], type: 0, data: Buffer.alloc(128, 7) },
    matrix('token_embd.weight', rowType, 0),
    { name: 'blk.0.attn_q.weight', dimensions: [32, 3], type: 8, data: Buffer.alloc(102, 9) },
  ];
  return tinyGguf({
    version,
    tensors,
    metadata: {
      'general.architecture': { type: 'string', value: 'qwen2' },
      'general.name': { type: 'string', value: 'tiny coder' },
      'qwen2.vocab_size': { type: 'uint64', value: tokens.length },
      'qwen2.attention.layer_norm_rms_epsilon': { type: 'float32', value: 1e-6 },
      'tokenizer.ggml.model': { type: 'string', value: 'gpt2' },
      'tokenizer.ggml.pre': { type: 'string', value: 'qwen2' },
      'tokenizer.ggml.tokens': { type: 'strings', value: tokens },
      'tokenizer.ggml.token_type': { type: 'int32s', value: types },
      'tokenizer.ggml.scores': { type: 'float32s', value: tokens.map((_, id) => id / 2) },
      'tokenizer.ggml.merges': { type: 'strings', value: merges },
      'tokenizer.ggml.eos_token_id': { type: 'uint32', value: endOfText },
      'tokenizer.ggml.padding_token_id': { type: 'uint64', value: firstPadding },
      'tokenizer.ggml.unknown_token_id': { type: 'uint32', value: 0xffff_ffff },
      'tokenizer.ggml.add_bos_token': { type: 'bool', value: false },
      ...metadata,
    },
  });
}

export function matrix(name: string, rowType: RowType, firstNumber: number, rows?: number): TinyTensor {
  const { type, bytes } = rowBytesByType[rowType];
  const count = rows ?? tinyVocabulary.tokens.length;
  const data = Buffer.alloc(count * bytes, 0x55);
  for (let row = 0; row < count; row++) data.writeUInt32LE(firstNumber + row, row * bytes);
  return { name, dimensions: [32, count], type, data };
}
