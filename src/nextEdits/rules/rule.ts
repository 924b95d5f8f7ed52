// What is repeated: which tokens become which, and where else they may. Plain data.

import type { TextRange } from '../../base/ranges.ts';
import type { NodeFacts } from '../../context/syntax/nodeFacts.ts';
import type { Gaps } from '../edits/editUnit.ts';

/** A sequence of tokens that becomes another one wherever the same tokens stand beside it. */
export interface Rewrite {
  readonly removed: readonly string[];
  readonly inserted: readonly string[];
  readonly insertedText: string;
  readonly oldGaps: Gaps;
  readonly newGaps: Gaps;
}

export type Rule =
  /** The same tokens, between the same tokens, in the same kinds of nodes. */
  | {
      readonly kind: 'rewrite';
      readonly key: string;
      readonly rewrite: Rewrite;
      readonly left: readonly string[];
      readonly right: readonly string[];
      /** How many edits lately were this one. */
      readonly examples: number;
      readonly like: readonly (NodeFacts | undefined)[];
    }
  /** Another argument of the same function, whatever the others are. */
  | {
      readonly kind: 'argument';
      readonly key: string;
      readonly rewrite: Rewrite;
      /** The tokens before the bracket. */
      readonly callee: readonly string[];
      /** How many arguments stand before it, and there were in all; undefined when it is the last of any number. */
      readonly index: number | undefined;
      readonly count: number | undefined;
      readonly isBehindSign: boolean;
      /** In brackets of what is declared, not of what is called. */
      readonly isParameter: boolean;
      readonly like: readonly (NodeFacts | undefined)[];
    }
  /** A name that was changed where it is declared. */
  | {
      readonly kind: 'rename';
      readonly key: string;
      readonly rewrite: Rewrite;
      readonly oldName: string;
      readonly newName: string;
      readonly declaration: 'name' | 'member';
      /** Where the name means that; undefined for the whole document. */
      readonly scope: TextRange | undefined;
      readonly declaredAt: TextRange;
    };

/** A place that wants the same, in offsets of the document as it is. */
export interface Site extends TextRange {
  readonly newText: string;
}
