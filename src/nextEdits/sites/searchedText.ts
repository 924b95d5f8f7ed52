// A document as it is searched for places: its text, what its syntax says, and when to stop.

import type { TextRange } from '../../base/ranges.ts';
import type { NodeFacts } from '../../context/syntax/nodeFacts.ts';

export interface SearchedText {
  readonly text: string;
  readonly languageId: string;
  /** Undefined where there is no usable tree. */
  readonly factsOf: (range: TextRange) => NodeFacts | undefined;
  /** Where an old name is left, as a language server told it before the name was changed; undefined when none did. */
  readonly usesOf?: (oldName: string, declaredAt: TextRange) => readonly TextRange[] | undefined;
  /** Asked between places: time is up. */
  readonly isTooLate: () => boolean;
}
