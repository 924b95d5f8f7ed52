// A model file's vocabulary as its metadata holds it, and that metadata with some tokens only. Pure.
// Must not know which tokens are kept, nor tensors.
import { EngineError } from '../../base/engineError.ts';
import { damaged } from '../../gguf/damaged.ts';
import {
  elementsOf,
  elementText,
  type MetadataEntry,
  textOf,
  textsOf,
  wholeNumberOf,
  wholeNumbersOf,
  withElements,
  withWholeNumber,
} from '../../gguf/metadataValues.ts';
import { isKeptMerge } from './vocabulary.ts';

const tokenizerPrefix = 'tokenizer.ggml.';
const mergesKey = `${tokenizerPrefix}merges`;

export interface FileVocabulary {
  readonly tokens: readonly string[];
  readonly tokenTypes: readonly number[];
  /** Ids that other entries name, such as the end of text. */
  readonly referenced: ReadonlySet<number>;
}

/** @throws EngineError `modelUnsupported` for another kind of tokenizer, `modelInvalid` for missing parts. */
export function readVocabulary(metadata: readonly MetadataEntry[]): FileVocabulary {
  const find = (name: string) => metadata.find(({ key }) => key === tokenizerPrefix + name);
  const model = find('model');
  const modelName = model === undefined ? undefined : textOf(model);
  if (modelName !== 'gpt2') {
    throw new EngineError(
      'modelUnsupported',
      `The model's tokenizer is "${modelName ?? 'unnamed'}"; only byte-level BPE ("gpt2") can be tuned.`,
    );
  }
  const list = <T>(name: string, as: (entry: MetadataEntry) => readonly T[] | undefined): readonly T[] => {
    const entry = find(name);
    const found = entry === undefined ? undefined : as(entry);
    if (found === undefined) throw damaged(`it has no list "${tokenizerPrefix}${name}"`);
    return found;
  };
  const tokens = list('tokens', textsOf);
  const tokenTypes = list('token_type', wholeNumbersOf);
  if (tokenTypes.length !== tokens.length) throw damaged('its tokens and their types differ in number');
  // Asked for only to be missed here: llama.cpp cannot tokenize without them.
  list('merges', elementsOf);
  const referenced = metadata
    .filter(({ key }) => isTokenReference(key))
    .map((entry) => wholeNumberOf(entry))
    .filter((id) => id !== undefined && id >= 0 && id < tokens.length);
  return { tokens, tokenTypes, referenced: new Set(referenced as number[]) };
}

/** The same entries in the same order, with the lists filtered and the ids renumbered. */
export function tuneMetadata(
  metadata: readonly MetadataEntry[],
  { tokens }: FileVocabulary,
  kept: readonly number[],
): MetadataEntry[] {
  const keptTexts = new Set(kept.map((id) => tokens[id] ?? ''));
  const newIds = new Map(kept.map((id, newId) => [id, newId]));
  return metadata.map((entry) => {
    if (entry.key.endsWith('.vocab_size') && wholeNumberOf(entry) !== undefined)
      return withWholeNumber(entry, kept.length);
    if (isTokenReference(entry.key)) return renumber(entry, newIds);
    if (!entry.key.startsWith(tokenizerPrefix)) return entry;
    const elements = elementsOf(entry);
    if (elements === undefined) return entry;
    if (entry.key === mergesKey) {
      return withElements(
        entry,
        elements.filter((merge) => isKeptMerge(elementText(merge), keptTexts)),
      );
    }
    // Tokens, their types, and their scores where there are some.
    if (elements.length !== tokens.length) return entry;
    return withElements(
      entry,
      elements.filter((_, id) => newIds.has(id)),
    );
  });
}

function isTokenReference(key: string): boolean {
  return key.startsWith(tokenizerPrefix) && key.endsWith('_token_id');
}

/** An id outside the vocabulary, by which some files say "none", stays. */
function renumber(entry: MetadataEntry, newIds: ReadonlyMap<number, number>): MetadataEntry {
  const newId = newIds.get(wholeNumberOf(entry) ?? -1);
  return newId === undefined ? entry : withWholeNumber(entry, newId);
}
