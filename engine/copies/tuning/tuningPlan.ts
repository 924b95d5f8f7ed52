// What a tuned file is: its header, and which bytes of the original's data go where. Pure.
// Must not know how bytes are moved.
import { EngineError } from '../../base/engineError.ts';
import { damaged } from '../../gguf/damaged.ts';
import { encodeHeader } from '../../gguf/encodeHeader.ts';
import { alignUp, byteLengthOf, type GgufHeader, type TensorInfo } from '../../gguf/ggufHeader.ts';
import { type MetadataEntry, textEntry, textOf } from '../../gguf/metadataValues.ts';
import { requireArchitecture } from '../../gguf/modelProfile.ts';
import { tuningVersion, type VocabularyRule } from '../../protocol/tuneProtocol.ts';
import { readVocabulary, tuneMetadata } from './tunedMetadata.ts';
import { chooseVocabulary, coversAllBytes } from './vocabulary.ts';

/** Present in every tuned file; says by which rule. */
const tunedKey = 'hearth.tuned';
/** The tensors with one row a token: the embedding and, where it is not the same one, the output head. */
const vocabularyTensors: readonly string[] = ['token_embd.weight', 'output.weight'];

/** One tensor's way from the original file to the tuned one; offsets are the files' own. */
export interface TensorCopy {
  readonly sourceOffset: number;
  readonly targetOffset: number;
  readonly rowBytes: number;
  readonly rows: number;
  /** Rows to keep, ascending; undefined for all. */
  readonly keptRows: readonly number[] | undefined;
}

export interface TuningPlan {
  readonly header: Uint8Array;
  readonly copies: readonly TensorCopy[];
  readonly totalBytes: number;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
}

export function isTuned(header: GgufHeader): boolean {
  return header.metadata.some(({ key }) => key === tunedKey);
}

/** @throws EngineError `modelUnsupported` or `modelInvalid`, saying what stands in the way. */
export function planTuning(header: GgufHeader, rule: VocabularyRule): TuningPlan {
  requireArchitecture(textAt(header.metadata, 'general.architecture'));
  const vocabulary = readVocabulary(header.metadata);
  const tokensBefore = vocabulary.tokens.length;
  const kept = chooseVocabulary(vocabulary.tokens, vocabulary.tokenTypes, rule, vocabulary.referenced);
  if (!coversAllBytes(kept.map((id) => vocabulary.tokens[id] ?? ''))) {
    throw new EngineError('modelUnsupported', 'The model’s vocabulary lacks tokens for single bytes.');
  }
  if (kept.length === tokensBefore) {
    throw new EngineError('modelUnsupported', 'The model’s vocabulary has no tokens to drop.');
  }
  const metadata = [
    ...tuneMetadata(header.metadata, vocabulary, kept),
    textEntry(tunedKey, JSON.stringify({ version: tuningVersion, ...rule })),
  ];
  return { ...layOut(header, metadata, kept, tokensBefore), tokensBefore, tokensAfter: kept.length };
}

function layOut(
  header: GgufHeader,
  metadata: readonly MetadataEntry[],
  kept: readonly number[],
  tokensBefore: number,
): Pick<TuningPlan, 'header' | 'copies' | 'totalBytes'> {
  const moved = moveTensors(header, kept, tokensBefore);
  const tensors = header.tensors.map((tensor) => moved.tensors.get(tensor) ?? tensor);
  const encoded = encodeHeader({ ...header, metadata, tensors });
  const copies = [...moved.tensors].map(([before, after]): TensorCopy => {
    const rows = before.dimensions.slice(1).reduce((product, size) => product * size, 1);
    return {
      sourceOffset: header.dataStart + before.offset,
      targetOffset: encoded.length + after.offset,
      rowBytes: rows === 0 ? 0 : before.byteLength / rows,
      rows,
      keptRows: isVocabularyTensor(before) ? kept : undefined,
    };
  });
  return { header: encoded, copies, totalBytes: encoded.length + moved.dataBytes };
}

/** Keeps the order of the data and closes the gaps. The map is in that order. */
function moveTensors(header: GgufHeader, kept: readonly number[], tokensBefore: number) {
  const tensors = new Map<TensorInfo, TensorInfo>();
  let dataBytes = 0;
  for (const tensor of header.tensors.toSorted((left, right) => left.offset - right.offset)) {
    const after = isVocabularyTensor(tensor) ? withRows(tensor, kept.length, tokensBefore) : tensor;
    tensors.set(tensor, { ...after, offset: dataBytes });
    dataBytes = alignUp(dataBytes + after.byteLength, header.alignment);
  }
  if (![...tensors.keys()].some(({ name }) => name === vocabularyTensors[0])) {
    throw new EngineError(
      'modelUnsupported',
      `The model file holds no tensor "${vocabularyTensors[0]}"; it may be one part of several.`,
    );
  }
  return { tensors, dataBytes };
}

function isVocabularyTensor({ name }: TensorInfo): boolean {
  return vocabularyTensors.includes(name);
}

function withRows(tensor: TensorInfo, rows: number, rowsBefore: number): TensorInfo {
  const { name, type } = tensor;
  const [rowValues = 0, rowCount, ...others] = tensor.dimensions;
  if (rowCount !== rowsBefore || others.length > 0)
    throw damaged(`tensor "${name}" has not one row for each of ${rowsBefore} tokens`);
  const dimensions = [rowValues, rows];
  return { ...tensor, dimensions, byteLength: byteLengthOf(name, dimensions, type) };
}

function textAt(metadata: readonly MetadataEntry[], wanted: string): string | undefined {
  const entry = metadata.find(({ key }) => key === wanted);
  return entry === undefined ? undefined : textOf(entry);
}
