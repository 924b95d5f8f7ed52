// How many tokens code may take. Pure. Must not know what is written.

/** Of dense code; other text has more. */
const charactersPerToken = 2;

export function mostTokensOf(code: string): number {
  return Math.ceil(code.length / charactersPerToken);
}
