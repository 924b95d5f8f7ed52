// From the model's text to what is shown: named steps in order. Pure.
// Must not know where the text came from, nor VS Code.
import type { SilentReason } from '../../engine/protocol.ts';

export interface Surroundings {
  readonly lineBefore: string;
  readonly lineAfter: string;
  readonly previousLine: string;
  readonly nextLine: string;
}

export interface CleanSuggestion {
  readonly text: string;
  /** Characters right of the cursor that `text` contains and takes the place of. */
  readonly replacedLength: number;
}

export type CleanResult =
  | { readonly kind: 'text'; readonly suggestion: CleanSuggestion }
  | { readonly kind: 'silent'; readonly reason: SilentReason };

type Step = (suggestion: CleanSuggestion, around: Surroundings) => CleanSuggestion | SilentReason;

/** The order matters: cutting first, then what depends on the final text, emptiness last. */
const steps: readonly (readonly [name: string, step: Step])[] = [
  ['stop text', cutStopText],
  ['trailing space', cutTrailingSpace],
  ['repeats a neighbouring line', dropRepeatedLine],
  ['overlap with the rest of the line', joinRestOfLine],
  ['empty', dropEmpty],
];

export const stepNames: readonly string[] = steps.map(([name]) => name);

export function postprocess(text: string, around: Surroundings): CleanResult {
  let suggestion: CleanSuggestion = { text, replacedLength: 0 };
  for (const [, step] of steps) {
    const next = step(suggestion, around);
    if (typeof next === 'string') return { kind: 'silent', reason: next };
    suggestion = next;
  }
  return { kind: 'text', suggestion };
}

/** Control tokens written out as text: models quote their own format now and then. */
const stopText = /<\|(?:fim_|file_sep|repo_name|im_start|im_end|endoftext)|<\/?tool_call>/;

function cutStopText(suggestion: CleanSuggestion): CleanSuggestion {
  const at = suggestion.text.search(stopText);
  return at === -1 ? suggestion : { ...suggestion, text: suggestion.text.slice(0, at) };
}

function cutTrailingSpace(suggestion: CleanSuggestion): CleanSuggestion {
  return { ...suggestion, text: suggestion.text.trimEnd() };
}

/** Lines of this length and less, such as `}` or `);`, repeat legitimately. */
const shortLine = 3;

function dropRepeatedLine(suggestion: CleanSuggestion, around: Surroundings): CleanSuggestion | SilentReason {
  const line = (around.lineBefore + suggestion.text).split('\n')[0]?.trim() ?? '';
  if (line.length <= shortLine || suggestion.text === '') return suggestion;
  const repeats = line === around.nextLine.trim() || line === around.previousLine.trim();
  return repeats ? 'repeatsNearbyText' : suggestion;
}

const onlyClosers = /^[)\]}>"'`;,:]+$/;

/**
 * Text right of the cursor that the suggestion brings along is not doubled. Closers that the editor put there
 * are replaced by a suggestion that contains them in order; other text is cut from the suggestion's end.
 */
function joinRestOfLine(suggestion: CleanSuggestion, around: Surroundings): CleanSuggestion | SilentReason {
  const rest = around.lineAfter.trimEnd();
  if (rest === '' || suggestion.text === '') return suggestion;
  if (suggestion.text === rest) return 'alreadyThere';
  if (onlyClosers.test(rest) && !suggestion.text.includes('\n') && containsInOrder(suggestion.text, rest)) {
    return { ...suggestion, replacedLength: rest.length };
  }
  return { ...suggestion, text: withoutOverlap(suggestion.text, rest) };
}

function containsInOrder(text: string, characters: string): boolean {
  let at = -1;
  return Array.from(characters).every((character) => {
    at = text.indexOf(character, at + 1);
    return at !== -1;
  });
}

/** Cuts the longest end of `text` that `rest` begins with. */
function withoutOverlap(text: string, rest: string): string {
  const longest = Math.min(text.length, rest.length);
  for (let length = longest; length > 0; length--) {
    if (text.endsWith(rest.slice(0, length))) return text.slice(0, -length);
  }
  return text;
}

function dropEmpty(suggestion: CleanSuggestion): CleanSuggestion | SilentReason {
  return suggestion.text.trim() === '' ? 'emptyAnswer' : suggestion;
}
