// A rewrite from its place to the text that replaces it, within its frame: what is asked, how far an answer has come,
// what came of it. Pure; shared by the editor, the command line and the bench. Must not know editors or engines.
import type { FilledHole } from '../../../engine/protocol/chatProtocol.ts';
import type { Grammar } from '../../context/syntax/grammars.ts';
import { asksForRemoval } from '../answers/answeredPart.ts';
import {
  type CleanRewrite as CleanAnswer,
  cleanRewrite,
  endOf,
  isSame,
  placeCode,
  placeRewrite,
  unfinished,
} from '../answers/cleanRewrite.ts';
import { endsBare } from '../answers/statementEnds.ts';
import type { CodePlace, Prompt } from '../asking/prompt.ts';
import { selectedCode } from '../asking/rewritePrompt.ts';
import type { Complaint } from './checks.ts';
import { type Answered, type Frame, frameOf } from './frame.ts';
import type { Renaming } from './renameForm.ts';
import { parsesWhereItStands } from './standing.ts';

export type CleanRewrite =
  | Exclude<CleanAnswer, { readonly kind: 'rewrite' }>
  /** `isCut`: the answer came to no end, and this is what of it is whole. */
  | { readonly kind: 'rewrite'; readonly text: string; readonly isCut?: boolean }
  /** It does something else than what was asked for. */
  | { readonly kind: 'notAsked'; readonly text: string; readonly complaint: Complaint };

export interface FramedRewrite {
  /** Undefined where no model is needed. */
  readonly prompt: Prompt | undefined;
  /** What stands in the place of the selection as far as the answer has come; empty while nothing settles. */
  readonly place: (answer: string) => string;
  readonly clean: (answered: Answered) => CleanRewrite;
  /** Names that the rewrite replaces by others, and nothing else; undefined where it does more. */
  readonly renamings: ((answered: Answered) => readonly Renaming[]) | undefined;
  readonly again: (answer: string, complaint: Complaint) => FramedRewrite | undefined;
}

/** Where no model is needed. */
export const nothingAnswered: Answered = { text: '', holes: [], finishReason: 'endOfText' };

export function framedRewrite(
  place: CodePlace,
  instruction: string,
  grammar: Grammar | undefined,
): FramedRewrite {
  const { languageId, before, selection } = place;
  const frame = frameOf({ languageId, code: selectedCode(before, selection), instruction, grammar });
  return inPlace(frame, place, asksForRemoval(instruction), grammar);
}

/** What comes of a frame stands in its place. */
export function inPlace(
  frame: Frame,
  place: CodePlace,
  mayRemove: boolean,
  grammar: Grammar | undefined,
): FramedRewrite {
  const { selection, before } = place;
  const here = { before, selection, mayRemove, endsBare: frame.keepsEnds !== true && endsBare(place) };
  const { growing, codeOf } = frame;
  return {
    prompt: frame.prompt,
    place: (answer) => {
      if (codeOf === undefined) return placeRewrite(answer, here);
      return growing === undefined ? '' : placeCode(growing(answer), here);
    },
    clean: (answered) => {
      const clean =
        codeOf === undefined ? cleanOpen(answered, here) : cleanForm(codeOf, answered, here, frame.tellsCuts);
      if (clean.kind !== 'rewrite') return clean;
      const answer = selectedCode(before, clean.text);
      const kept = frame.keep?.(answer) ?? answer;
      const text = kept === answer ? clean.text : placeCode(kept, here) + endOf(selection);
      const complaint = frame.check(selectedCode(before, text));
      if (complaint !== undefined && !(mayRemove && complaint.kind.endsWith('Lost')))
        return { kind: 'notAsked', text, complaint };
      return parsesWhereItStands(place, text, grammar)
        ? { ...clean, text }
        : { kind: 'notAsked', text, complaint: { kind: 'doesNotParse', names: [] } };
    },
    renamings: frame.renamings,
    again: (answer, complaint) => {
      const next = frame.again(answer, complaint);
      return next && inPlace(next, place, mayRemove, grammar);
    },
  };
}

/** What no editor shows has no place in code. */
function withoutControls(hole: FilledHole): FilledHole {
  return { ...hole, text: hole.text.replaceAll(/(?![\t\n])\p{Cc}/gu, '') };
}

interface Here {
  readonly before: string;
  readonly selection: string;
  readonly mayRemove: boolean;
  readonly endsBare: boolean;
}

function cleanOpen({ text, finishReason }: Answered, here: Here): CleanAnswer {
  return cleanRewrite(text, finishReason, here);
}

/** What a form makes of holes that came to no end is the form's business, but not where bodies are written. */
function cleanForm(
  codeOf: (answered: Answered) => string,
  answered: Answered,
  here: Here,
  tellsCuts: boolean,
): Exclude<CleanRewrite, { readonly kind: 'notAsked' }> {
  const isCut = tellsCuts && answered.holes.some(({ finishReason }) => unfinished.has(finishReason));
  const code = codeOf({ ...answered, holes: answered.holes.map(withoutControls) });
  if (code.trim() === '') return { kind: 'empty' };
  const text = placeCode(code.trimEnd(), here) + endOf(here.selection);
  if (isSame(text, here.selection)) return isCut ? { kind: 'tooLong' } : { kind: 'noChange' };
  return isCut ? { kind: 'rewrite', text, isCut } : { kind: 'rewrite', text };
}
