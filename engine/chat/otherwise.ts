// Where an answer that may not be this one most likely goes another way: the model's second choices along it. Pure.
// Must not know sequences or who asked.
import type { Candidate } from '../llama/backend.ts';

/** An answer's first tokens up to the one that differs, which is the last. */
export interface OtherBeginning {
  readonly tokens: readonly number[];
  readonly logProbability: number;
}

export interface Written {
  readonly tokens: readonly number[];
  /** For each of them, what the model would have written in its place. */
  readonly candidates: readonly (readonly Candidate[])[];
}

/** How the answer is set, not what it says: what is the same but for this is the same. */
const setting = /[\s;]+/g;

export function saysTheSame(text: string, other: string): boolean {
  return text.replaceAll(setting, '') === other.replaceAll(setting, '');
}

/**
 * The likeliest `count`, likeliest first. A second choice under which the answer may still become the same is none: another
 * division of the same text into tokens, another line break.
 */
export function otherBeginnings(
  { tokens, candidates }: Written,
  bytesOf: (token: number) => Uint8Array | undefined,
  count: number,
): readonly OtherBeginning[] {
  const plain = tokens.map((token) => plainBytes(bytesOf(token)));
  const same = plain.join('');
  const turns: { readonly index: number; readonly other: number; readonly logProbability: number }[] = [];
  let before = 0;
  let logProbability = 0;
  for (const [index, token] of tokens.entries()) {
    for (const { token: other, probability } of candidates[index] ?? []) {
      const bytes = bytesOf(other);
      // The answer's end would leave a beginning of it: that mends nothing.
      if (other === token || bytes === undefined || probability === 0) continue;
      if (same.startsWith(plainBytes(bytes), before)) continue;
      turns.push({ index, other, logProbability: logProbability + Math.log(probability) });
    }
    const chosen = candidates[index]?.find((candidate) => candidate.token === token);
    logProbability += Math.log(Math.max(chosen?.probability ?? 0, Number.MIN_VALUE));
    before += plain[index]?.length ?? 0;
  }
  return turns
    .toSorted((a, b) => b.logProbability - a.logProbability)
    .slice(0, count)
    .map(({ index, other, ...turn }) => ({ ...turn, tokens: [...tokens.slice(0, index), other] }));
}

/** A character for each byte but those that set the answer: tokens share characters. */
function plainBytes(bytes: Uint8Array = new Uint8Array()): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[ \t\r\n;]+/g, '');
}
