// Which of a document's errors were not there before. Pure. Must not know editors.

/** By their messages, each as often as it was there: lines move. */
export function newErrors<T extends { readonly message: string }>(
  before: readonly string[],
  now: readonly T[],
): readonly T[] {
  const left = new Map<string, number>();
  for (const message of before) left.set(message, (left.get(message) ?? 0) + 1);
  return now.filter(({ message }) => {
    const count = left.get(message) ?? 0;
    left.set(message, count - 1);
    return count <= 0;
  });
}
