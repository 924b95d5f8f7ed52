// A document as it is searched for places: its text, what its syntax says, and when to stop.

import type { TextRange } from '../../base/ranges.ts';
import type { NodeFacts } from '../../context/syntax/nodeFacts.ts';

export interface SearchedText {
  readonly text: string;
  readonly languageId: string;
  /** Undefined where there is no usable tree. */
  readonly factsOf: (range: TextRange) => NodeFacts | undefined;
  /** Asked between places: time is up. */
  readonly isTooLate: () => boolean;
}
