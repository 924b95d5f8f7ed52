// As much of several files' changes as fits, so that big ones do not push out the others. Pure.
// Must not know version control or prompts.

/** As much of each text as fits when all get the same; what small ones leave is for the larger. */
export function withinLimit(texts: readonly string[], maxCharacters: number): string {
  let left = maxCharacters;
  const bySize = [...texts.keys()].toSorted((a, b) => (texts[a]?.length ?? 0) - (texts[b]?.length ?? 0));
  const kept = new Map<number, string>();
  for (const [rank, index] of bySize.entries()) {
    const whole = texts[index] ?? '';
    const share = Math.floor(left / (bySize.length - rank));
    const text = whole.length <= share ? whole : wholeLines(whole, share);
    kept.set(index, text);
    left -= text.length;
  }
  return texts.map((_, index) => kept.get(index) ?? '').join('');
}

function wholeLines(text: string, maxCharacters: number): string {
  return text.slice(0, text.lastIndexOf('\n', maxCharacters - 1) + 1);
}
