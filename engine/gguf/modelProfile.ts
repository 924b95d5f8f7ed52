// What a model file says about itself: shape, prompt family, control tokens, exact token bytes. Pure.
// Reads plain metadata; must not know the binding, nor trust a file's name.

import { EngineError } from '../base/engineError.ts';
import type { ModelShape, PromptFamily } from '../protocol/protocol.ts';
import type { ControlTokens } from './controlTokens.ts';

/** The keys of a GGUF file that are read, with `general.` and `tokenizer.ggml.` as nested objects. */
export interface ModelMetadata {
  readonly general: {
    readonly architecture: string;
    readonly name?: string | undefined;
    readonly fileType?: number | undefined;
  };
  readonly architecture: {
    readonly blockCount?: number | undefined;
    readonly contextLength?: number | undefined;
    readonly embeddingLength?: number | undefined;
    readonly feedForwardLength?: number | undefined;
    readonly headCount?: number | undefined;
    readonly headCountKv?: number | undefined;
    readonly ropeFreqBase?: number | undefined;
  };
  readonly tokens: readonly string[];
  /** llama.cpp's token types: 1 normal, 2 unknown, 3 control, 4 user defined, 5 unused, 6 byte. */
  readonly tokenTypes: readonly number[];
  readonly endOfSequence?: number | undefined;
  /** How a conversation is written, as a Jinja template. */
  readonly chatTemplate?: string | undefined;
  /** Parameters, counted over the file's tensors. */
  readonly parameters: number;
}

export interface ModelProfile {
  readonly shape: ModelShape;
  readonly family: PromptFamily;
  readonly canChat: boolean;
  readonly control: ControlTokens;
  readonly tokenBytes: readonly (Uint8Array | undefined)[];
}

const supportedArchitecture = 'qwen2';
const normalToken = 1;
const controlToken = 3;

/** Names of `general.file_type` by number (llama.cpp's `llama_ftype`), those that occur for small models. */
const quantizations: Readonly<Record<number, string>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  7: 'Q8_0',
  8: 'Q5_0',
  9: 'Q5_1',
  10: 'Q2_K',
  12: 'Q3_K_M',
  14: 'Q4_K_S',
  15: 'Q4_K_M',
  16: 'Q5_K_S',
  17: 'Q5_K_M',
  18: 'Q6_K',
  32: 'BF16',
};

/** @throws EngineError `modelUnsupported` for another architecture, `modelInvalid` for missing fields. */
export function profileModel(metadata: ModelMetadata): ModelProfile {
  requireArchitecture(metadata.general.architecture);
  const tokenBytes = metadata.tokens.map((token, id) =>
    metadata.tokenTypes[id] === normalToken ? byteLevelBytes(token) : undefined,
  );
  const control = findControlTokens(metadata);
  return {
    shape: readShape(metadata),
    family: detectFamily(metadata, control),
    canChat: detectChat(metadata, control),
    control,
    tokenBytes,
  };
}

/** @throws EngineError `modelUnsupported` */
export function requireArchitecture(architecture: string | undefined): void {
  if (architecture === supportedArchitecture) return;
  throw new EngineError(
    'modelUnsupported',
    `This model's architecture is "${architecture}". Hearth runs "${supportedArchitecture}" models, such as Qwen2.5-Coder-0.5B.`,
  );
}

/** Published files name a form of quantization that they are not in: what they are in is told beside the name. */
function shownName(name = 'unnamed'): string {
  return name.replace(/[ -](?:AWQ|GPTQ)\b/i, '');
}

function readShape(metadata: ModelMetadata): ModelShape {
  const fields = metadata.architecture;
  const hiddenSize = required(fields.embeddingLength, 'embedding_length');
  const queryHeads = required(fields.headCount, 'attention.head_count');
  const keyValueHeads = fields.headCountKv ?? queryHeads;
  const layers = required(fields.blockCount, 'block_count');
  const headDimension = hiddenSize / queryHeads;
  const f16Bytes = 2;
  return {
    architecture: metadata.general.architecture,
    name: shownName(metadata.general.name),
    quantization: quantizations[metadata.general.fileType ?? -1] ?? 'unknown',
    parameters: metadata.parameters,
    layers,
    hiddenSize,
    feedForwardSize: required(fields.feedForwardLength, 'feed_forward_length'),
    queryHeads,
    keyValueHeads,
    headDimension,
    ropeTheta: fields.ropeFreqBase ?? 10_000,
    trainedContextTokens: required(fields.contextLength, 'context_length'),
    vocabularySize: metadata.tokens.length,
    kvBytesPerToken: 2 * layers * keyValueHeads * headDimension * f16Bytes,
  };
}

function required(value: number | undefined, key: string): number {
  if (value !== undefined && value > 0) return value;
  throw new EngineError(
    'modelInvalid',
    `The model file lacks the field "${key}": it is damaged or incomplete.`,
  );
}

function findControlTokens(metadata: ModelMetadata): ControlTokens {
  const idOf = (text: string): number | undefined => {
    const id = metadata.tokens.indexOf(text);
    return id === -1 ? undefined : id;
  };
  const ends = new Set<number>();
  for (const [id, type] of metadata.tokenTypes.entries()) if (type === controlToken) ends.add(id);
  if (metadata.endOfSequence !== undefined) ends.add(metadata.endOfSequence);
  const documentStart = idOf('<|endoftext|>') ?? metadata.endOfSequence;
  if (documentStart === undefined) {
    throw new EngineError('modelInvalid', 'The model file names no end-of-text token: it is damaged.');
  }
  return {
    fimPrefix: idOf('<|fim_prefix|>'),
    fimSuffix: idOf('<|fim_suffix|>'),
    fimMiddle: idOf('<|fim_middle|>'),
    turnStart: idOf('<|im_start|>'),
    turnEnd: idOf('<|im_end|>'),
    documentStart,
    ends,
  };
}

/**
 * FIM needs the tokens in the vocabulary and training on them. The plain Qwen2.5-0.5B has the tokens but no
 * published claim of such training; a Qwen2-0.5B's rows at those ids are untrained padding with other text.
 */
function detectFamily(metadata: ModelMetadata, control: ControlTokens): PromptFamily {
  const hasTokens = [control.fimPrefix, control.fimSuffix, control.fimMiddle].every((id) => id !== undefined);
  const isCodeModel = /coder/i.test(metadata.general.name ?? '');
  return hasTokens && isCodeModel ? 'fillInTheMiddle' : 'leftContext';
}

/**
 * The base models have the tokens, and often the template too, but were not trained on them. What tells an instruct
 * model is that its text ends where a turn ends.
 */
function detectChat(metadata: ModelMetadata, control: ControlTokens): boolean {
  if (control.turnStart === undefined || control.turnEnd === undefined) return false;
  const { chatTemplate } = metadata;
  if (chatTemplate !== undefined && !chatTemplate.includes('<|im_start|>')) return false;
  return metadata.endOfSequence === control.turnEnd || /instruct|chat/i.test(metadata.general.name ?? '');
}

/** GPT-2's byte-level alphabet: printable Latin-1 stands for itself, the other bytes for U+0100 and up. */
const byteOfCharacter: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, byte) => byte).map((byte) => [
    String.fromCodePoint(codePointOf(byte)),
    byte,
  ]),
);

function codePointOf(byte: number): number {
  if (standsForItself(byte)) return byte;
  let shifted = 0x100;
  for (let other = 0; other < byte; other++) if (!standsForItself(other)) shifted++;
  return shifted;
}

function standsForItself(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
}

/** The bytes that a token's text stands for; undefined when it has characters outside the alphabet. */
export function byteLevelBytes(token: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const character of token) {
    const byte = byteOfCharacter.get(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}
