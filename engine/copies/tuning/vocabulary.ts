// Which tokens of a vocabulary a tuned model keeps, and which merges then still make sense. Pure.
// Must not know files.
import { byteLevelBytes } from '../../gguf/modelProfile.ts';
import type { VocabularyRule } from '../../protocol/tuneProtocol.ts';

const normalToken = 1;
const userDefinedToken = 4;
const unusedToken = 5;
const byteValues = 256;
const firstNonAscii = 0x80;

/**
 * llama.cpp's kernels for several rows at once (4 to 16, by type and instruction set; `ggml-cpu/repack.cpp`) take only
 * a matrix whose rows are a multiple of theirs: without them the smaller head could be the slower one.
 */
const rowMultiple = 64;

/**
 * Ids to keep, ascending. All that is no plain text stays (control tokens and the like) except padding, and so do
 * the 256 tokens of single bytes, from which any text can be made. `referenced` ids stay in any case.
 *
 * Of byte-level BPE's tokens each is made of two with lower ids. Every prefix of the vocabulary and every subset by
 * script therefore holds all that its own tokens are made of, and a text whose tokens are all kept is cut into the
 * same tokens as before.
 */
export function chooseVocabulary(
  tokens: readonly string[],
  tokenTypes: readonly number[],
  rule: VocabularyRule,
  referenced: ReadonlySet<number> = new Set(),
): number[] {
  const kept = new Set(referenced);
  const droppedTexts: number[] = [];
  for (const [id, token] of tokens.entries()) {
    if (isPadding(token, tokenTypes[id])) continue;
    if (tokenTypes[id] !== normalToken || isKeptText(id, token, rule)) kept.add(id);
    else droppedTexts.push(id);
  }
  const missing = (rowMultiple - (kept.size % rowMultiple)) % rowMultiple;
  for (const id of droppedTexts.filter((candidate) => !kept.has(candidate)).slice(0, missing)) kept.add(id);
  return [...kept].toSorted((left, right) => left - right);
}

/** Converters before July 2024 wrote padding as user-defined tokens. */
function isPadding(token: string, type: number | undefined): boolean {
  return type === unusedToken || (type === userDefinedToken && /^\[PAD\d+\]$/.test(token));
}

function isKeptText(id: number, token: string, rule: VocabularyRule): boolean {
  const bytes = byteLevelBytes(token);
  if (bytes === undefined) return false;
  if (bytes.length === 1) return true;
  return id < rule.maxId && (!rule.asciiOnly || bytes.every((byte) => byte < firstNonAscii));
}

/** Whether any text can be written with these tokens. */
export function coversAllBytes(tokens: readonly string[]): boolean {
  const bytes = new Set<number>();
  for (const token of tokens) {
    const own = byteLevelBytes(token);
    if (own?.length === 1 && own[0] !== undefined) bytes.add(own[0]);
  }
  return bytes.size === byteValues;
}

/** Whether both parts of a merge (`left right`) and what they become are in the vocabulary. */
export function isKeptMerge(merge: string, keptTokens: ReadonlySet<string>): boolean {
  // A part can itself not hold a space: the byte-level alphabet writes it as Ġ.
  const space = merge.indexOf(' ', 1);
  const left = merge.slice(0, space);
  const right = merge.slice(space + 1);
  return keptTokens.has(left) && keptTokens.has(right) && keptTokens.has(left + right);
}
