// Decides which KV sequence serves a prompt and how much of it stays. Pure.
// Must not know what the tokens mean, nor the binding that holds them.

/** What one sequence of the KV cache holds. */
export interface LiveSequence {
  readonly tokens: readonly number[];
  /** Who asked for it last; undefined when empty or its document was closed. */
  readonly owner: string | undefined;
  /** Any growing number; the smallest was used longest ago. */
  readonly lastUse: number;
}

export interface KvPlan {
  readonly sequence: number;
  /** Leading tokens of the sequence that stay; everything behind is erased. */
  readonly keep: number;
  /** Owner whose cached prompt is lost by this plan. */
  readonly evicted: string | undefined;
}

/** Another owner's prefix is worth taking only if it saves at least this share of the prompt. */
const minBorrowedShare = 0.5;

/**
 * Keeps at most `wanted.length - 1` tokens: the last one is evaluated again in any case, because its logits
 * are not stored. Kept tokens stand at the same positions as in a cold evaluation, so reuse is exact.
 */
export function planKv(live: readonly LiveSequence[], wanted: readonly number[], owner: string): KvPlan {
  const shared = live.map((sequence) => commonPrefixLength(sequence.tokens, wanted));
  const own = live.findIndex((sequence) => sequence.owner === owner);
  const longest = indexOfMax(shared);
  const sequence = chooseSequence(live, shared, wanted.length, own, longest);
  const previousOwner = live[sequence]?.owner;
  return {
    sequence,
    keep: Math.min(shared[sequence] ?? 0, Math.max(wanted.length - 1, 0)),
    evicted: previousOwner === owner ? undefined : previousOwner,
  };
}

function chooseSequence(
  live: readonly LiveSequence[],
  shared: readonly number[],
  wantedLength: number,
  own: number,
  longest: number,
): number {
  if (own !== -1) return own;
  const borrowed = shared[longest] ?? 0;
  if (borrowed > 0 && borrowed >= minBorrowedShare * wantedLength) return longest;
  const free = live.findIndex((sequence) => sequence.owner === undefined);
  return free === -1 ? leastRecentlyUsed(live) : free;
}

export function commonPrefixLength(a: readonly number[], b: readonly number[]): number {
  const limit = Math.min(a.length, b.length);
  let length = 0;
  while (length < limit && a[length] === b[length]) length++;
  return length;
}

function indexOfMax(values: readonly number[]): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? 0) ? index : best), 0);
}

function leastRecentlyUsed(live: readonly LiveSequence[]): number {
  return live.reduce(
    (oldest, sequence, index) => (sequence.lastUse < (live[oldest]?.lastUse ?? 0) ? index : oldest),
    0,
  );
}
