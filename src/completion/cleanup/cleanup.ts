// Makes of what the engine answered what is shown, as two ordered lists of named steps. Pure.
// Must not know where the text came from, nor VS Code.

import type { SilentReason } from '../../../engine/protocol/protocol.ts';
import type { CleanSuggestion, Editing, Surroundings } from '../place/surroundings.ts';
import { balanceBrackets } from './bracketBalance.ts';
import { cutChatter } from './chatter.ts';
import { cutControlText } from './controlText.ts';
import { fitIndentation } from './indentation.ts';
import { dropDoubledSpace } from './leadingSpace.ts';
import { type Lexis, lexisOf } from './lexis.ts';
import { dropCopyOfAbove, dropRepeatedLines } from './repeatedLines.ts';
import { cutRepetition } from './repetition.ts';
import { joinRestOfLine } from './restOfLine.ts';

export type CleanResult =
  | { readonly kind: 'text'; readonly suggestion: CleanSuggestion }
  | { readonly kind: 'silent'; readonly reason: SilentReason };

type Adoption = (text: string, around: Surroundings, lexis: Lexis, editing: Editing) => string;

/** Cutting first, so that the others see only what is meant. */
const adoptions: readonly (readonly [name: string, adopt: Adoption])[] = [
  ['line ends', (text) => text.replaceAll('\r', '')],
  ['control text', cutControlText],
  ['fences and chatter', cutChatter],
  ['repetition of itself', cutRepetition],
  ['copy of the lines above', dropCopyOfAbove],
  ['doubled leading space', dropDoubledSpace],
  [
    'indentation',
    (text, around, _, { indentation }) =>
      indentation === undefined ? text : fitIndentation(text, around, indentation),
  ],
];

type Step = (
  suggestion: CleanSuggestion,
  around: Surroundings,
  lexis: Lexis,
) => CleanSuggestion | SilentReason;

/** The order matters: cutting first, then what depends on the final text, emptiness last. */
const steps: readonly (readonly [name: string, step: Step])[] = [
  ['repetition of nearby lines', dropRepeatedLines],
  ['trailing space', cutTrailingSpace],
  ['rest of the line', joinRestOfLine],
  ['bracket balance', balanceBrackets],
  ['comma behind the last element', dropLastComma],
  ['empty', dropEmpty],
];

/**
 * Writes an answer as the document would: once, when it arrives and before it is remembered, so that what is
 * remembered is what people type along with.
 */
export function adoptAnswer(text: string, around: Surroundings, editing: Editing = {}): string {
  const lexis = lexisOf(editing.languageId);
  return adoptions.reduce((adopted, [, adopt]) => adopt(adopted, around, lexis, editing), text);
}

/** What of an adopted answer, or of its first piece, is shown: always a beginning of it. */
export function fitAnswer(text: string, around: Surroundings, { languageId }: Editing = {}): CleanResult {
  const lexis = lexisOf(languageId);
  let suggestion: CleanSuggestion = { text, replacedLength: 0 };
  for (const [, step] of steps) {
    const next = step(suggestion, around, lexis);
    if (typeof next === 'string') return { kind: 'silent', reason: next };
    suggestion = next;
  }
  return { kind: 'text', suggestion };
}

function cutTrailingSpace(suggestion: CleanSuggestion): CleanSuggestion {
  return { ...suggestion, text: suggestion.text.trimEnd() };
}

/** Where the language allows none before a closing bracket. */
function dropLastComma(
  suggestion: CleanSuggestion,
  { lineAfter, nextLine }: Surroundings,
  lexis: Lexis,
): CleanSuggestion {
  const isLast = lineAfter.slice(suggestion.replacedLength).trim() === '' && /^\s*[)\]}]/.test(nextLine);
  if (lexis.hasTrailingCommas || !isLast || !suggestion.text.endsWith(',')) return suggestion;
  return { ...suggestion, text: suggestion.text.slice(0, -1) };
}

function dropEmpty(suggestion: CleanSuggestion): CleanSuggestion | SilentReason {
  return suggestion.text.trim() === '' ? 'emptyAnswer' : suggestion;
}
