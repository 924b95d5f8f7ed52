// Cleans what the engine answered before it is shown, as an ordered list of named steps. Pure.
// Must not know where the text came from, nor VS Code.
import type { SilentReason } from '../../engine/protocol.ts';
import { cutControlText } from './postprocess/controlText.ts';
import { dropRepeatedLines } from './postprocess/repeatedLines.ts';
import { cutRepetition } from './postprocess/repetition.ts';
import { joinRestOfLine } from './postprocess/restOfLine.ts';

export interface Surroundings {
  readonly lineBefore: string;
  readonly lineAfter: string;
  readonly previousLine: string;
  /** The next line that is not blank. */
  readonly nextLine: string;
}

export interface CleanSuggestion {
  readonly text: string;
  /** Characters right of the cursor that `text` contains in their order and takes the place of. */
  readonly replacedLength: number;
}

export type CleanResult =
  | { readonly kind: 'text'; readonly suggestion: CleanSuggestion }
  | { readonly kind: 'silent'; readonly reason: SilentReason };

type Step = (suggestion: CleanSuggestion, around: Surroundings) => CleanSuggestion | SilentReason;

/** The order matters: cutting first, then what depends on the final text, emptiness last. */
const steps: readonly (readonly [name: string, step: Step])[] = [
  ['control text', cutControlText],
  ['repetition of itself', cutRepetition],
  ['repetition of nearby lines', dropRepeatedLines],
  ['trailing space', cutTrailingSpace],
  ['rest of the line', joinRestOfLine],
  ['empty', dropEmpty],
];

export function postprocess(text: string, around: Surroundings): CleanResult {
  let suggestion: CleanSuggestion = { text, replacedLength: 0 };
  for (const [, step] of steps) {
    const next = step(suggestion, around);
    if (typeof next === 'string') return { kind: 'silent', reason: next };
    suggestion = next;
  }
  return { kind: 'text', suggestion };
}

function cutTrailingSpace(suggestion: CleanSuggestion): CleanSuggestion {
  return { ...suggestion, text: suggestion.text.trimEnd() };
}

function dropEmpty(suggestion: CleanSuggestion): CleanSuggestion | SilentReason {
  return suggestion.text.trim() === '' ? 'emptyAnswer' : suggestion;
}
