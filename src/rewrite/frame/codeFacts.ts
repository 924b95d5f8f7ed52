// What a rewrite has to keep of a selection, by its syntax: definitions with heads and bodies, comments, names. Plain data.
// Offsets are those of the code as the model is shown it.
import type { TextRange } from '../../base/ranges.ts';
import type { Guard } from '../asking/guard.ts';

export interface Parameter extends TextRange {
  /** Of a plain name; undefined for patterns. */
  readonly name: string | undefined;
  /** Where a type annotation goes. */
  readonly typeOffset: number;
  readonly hasType: boolean;
  readonly hasDefault: boolean;
  /** `self`, a receiver: no part of what callers pass. */
  readonly isReceiver: boolean;
}

export interface Definition extends TextRange {
  readonly kind: 'function' | 'class';
  readonly name: string | undefined;
  /** Without `export` and decorators. */
  readonly coreOffset: number;
  /** What stands in the body, without its brackets. */
  readonly body: TextRange;
  /** Whether the body is one of statements, with lines of their own. */
  readonly isBlock: boolean;
  readonly parameters: readonly Parameter[];
  /** Where a return type goes; undefined where there is one, or none can be. */
  readonly returnTypeOffset: number | undefined;
  readonly returnType: TextRange | undefined;
  readonly returnsValue: boolean;
  readonly isAsync: boolean;
  /** Where it ends early; none of a class. */
  readonly guards: readonly Guard[];
  /** How many definitions stand around it. */
  readonly depth: number;
}

export interface CodeFacts {
  readonly code: string;
  /** Outer ones before inner ones, in order. */
  readonly definitions: readonly Definition[];
  /** The one definition that the code consists of. */
  readonly only: Definition | undefined;
  /** Comments, and strings that stand for them. */
  readonly comments: readonly TextRange[];
  /** Names that are given to parameters and variables, once each. */
  readonly locals: readonly string[];
  /** Every name that stands for no member of something: another variable must not be called so. */
  readonly variables: readonly string[];
  /** Each place where one of these names stands for the variable. */
  readonly uses: readonly NameUse[];
  /** Each place where a name stands, whatever for. */
  readonly identifiers: readonly NameUse[];
  /** Calls that are statements, assignments to members, errors that are thrown: what the code does, by name. */
  readonly effects: readonly string[];
  /** Calls that a value is had from, as in a condition, but for those that by their names only ask or compute. */
  readonly valuedEffects: readonly string[];
  readonly errorCount: number;
}

export interface NameUse extends TextRange {
  readonly name: string;
  /** Stands for a property too, as in `{ name }`. */
  readonly isShorthand: boolean;
}
