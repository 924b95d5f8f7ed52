// Where on a line a name is being written of which a language server can say what it may be. Pure.
// Must not know who is asked, nor what the names are for.

export interface NamePlace {
  /** Characters of the name that stand before the cursor already. */
  readonly typedCharacters: number;
  /** Behind a dot, or what stands for one. */
  readonly isMember: boolean;
}

const name = /[\p{L}_$]?[\p{L}\p{N}_$]*$/u;
/** A number's point, a range or a spread are followed by no member. */
const memberAccess = /(?:[^\s.:-]|[^\s.:-]\s+|^\s*)(?:\?\.|!\.|\.|::|->)$/;
const numberBefore = /(?:^|[^\p{L}\p{N}_$])\d[\d_]*\.$/u;

/** Undefined where no name is begun. */
export function namePlaceAt(lineBefore: string): NamePlace | undefined {
  const typed = name.exec(lineBefore)?.[0] ?? '';
  const start = lineBefore.length - typed.length;
  const receiver = lineBefore.slice(0, start);
  const isMember = memberAccess.test(receiver) && !numberBefore.test(receiver);
  if (!isMember && /[\p{N}#@.'"`]$/u.test(receiver)) return undefined;
  return { typedCharacters: typed.length, isMember };
}
