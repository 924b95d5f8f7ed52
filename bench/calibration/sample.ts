// What is recorded of one thing that could be shown, to learn from and to judge by: numbers only, no text.
import type { ShownText } from '../../src/completion/showing/gate.ts';

export interface Sample extends ShownText {
  /** A language of the evaluation's packages, or the recording. */
  readonly source: string;
  /** Where it would be shown: at a block's start, at a new line, inside a word or elsewhere in a line; where known. */
  readonly place?: string;
  /** The same for all that could be shown of one answer: the whole first, then its beginnings, the longest first. */
  readonly question: number;
  /** Whether the document would have more ERROR and MISSING nodes with it; undefined where the syntax is not known. */
  readonly breaksSyntax: boolean | undefined;
  /** Whether the first line is what was written next. */
  readonly isRight: boolean;
}
