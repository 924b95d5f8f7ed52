// What an episode of edits is: a file, what was edited in it, and what was edited after that. Plain data.

/** Tokens of one file that became others in the next release, with both files' offsets. */
export interface AtomicEdit {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
  readonly removed: readonly string[];
  readonly inserted: readonly string[];
}

/** Lines that were written anew: which token became which is not known. */
export interface RewrittenPassage {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newText: string;
}

export interface FileDifference {
  readonly edits: readonly AtomicEdit[];
  readonly rewritten: readonly RewrittenPassage[];
}

/** One replacement of the episode's text, in its offsets at that moment. */
export interface Replacement {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly newText: string;
}

/** The old name in comments or strings; the old tokens in code that stays; nothing left to do. */
export const negativeKinds = ['literal', 'nearMiss', 'done'] as const;
export type NegativeKind = (typeof negativeKinds)[number];

export const shapes = ['rename', 'name', 'insertion', 'deletion', 'other'] as const;
export type Shape = (typeof shapes)[number];

export interface Episode {
  readonly id: string;
  readonly languageId: string;
  readonly shape: Shape;
  readonly text: string;
  /** Made one after the other; each in the offsets of the text before it. */
  readonly history: readonly Replacement[];
  /** What was done after that, in the offsets of the text after the history; none for negatives. */
  readonly truth: FileDifference;
  readonly negative: NegativeKind | undefined;
  readonly half: 'choosing' | 'reporting';
}
