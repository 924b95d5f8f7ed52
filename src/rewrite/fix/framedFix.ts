// A reported problem from its place to the text in which it is gone: what its message says outright, else the reported
// line from there on, else all of the code around. What the model would leave as it is, it is made to change. Pure; shared
// by the editor and the bench. Must not know editors or engines.
import { formOf } from '../../../engine/protocol/chatProtocol.ts';
import type { Grammar } from '../../context/syntax/grammars.ts';
import { fixInstruction, isAboutSetting, type Problem } from '../asking/fixPrompt.ts';
import type { CodePlace, Prompt } from '../asking/prompt.ts';
import { rewritePrompt, selectedCode } from '../asking/rewritePrompt.ts';
import { filledForm } from '../frame/form.ts';
import { type Frame, formFields, frameOf } from '../frame/frame.ts';
import { type CleanRewrite, type FramedRewrite, inPlace, nothingAnswered } from '../frame/framedRewrite.ts';
import { mendsWhereItStands } from '../frame/standing.ts';
import { fixForm } from './fixForm.ts';
import { withMissingSign } from './missingSign.ts';
import { rangeInCode } from './rangeInCode.ts';
import { saidFix } from './saidFix.ts';

export function framedFix(place: CodePlace, problem: Problem, grammar: Grammar | undefined): FramedRewrite {
  const { languageId, before, selection } = place;
  const instruction = fixInstruction(problem);
  const code = selectedCode(before, selection);
  const mayStay = isAboutSetting(problem);
  const reported = rangeInCode(place, code, problem.range);
  const frame = frameOf({ languageId, code, instruction, grammar, reported });
  const open: Frame =
    mayStay || frame.prompt === undefined
      ? { ...frame, keepsEnds: mayStay }
      : { ...frame, prompt: changing(frame.prompt) };
  const narrow: Frame = { ...open, keepsEnds: true, growing: undefined, tellsCuts: false, again: () => open };
  const said = saidFix(code, reported, problem.message);
  if (said !== undefined)
    return inPlace({ ...narrow, prompt: undefined, codeOf: () => said }, place, true, grammar);
  const signed = withMissingSign(code, reported, problem.message, languageId);
  if (signed !== undefined) {
    const known = inPlace({ ...narrow, prompt: undefined, codeOf: () => signed }, place, true, grammar);
    const clean = known.clean(nothingAnswered);
    // What is expected is not always what is missing.
    if (clean.kind === 'rewrite' && mendsWhereItStands(place, clean.text, grammar)) return known;
  }
  const { prompt, stopText } = rewritePrompt(languageId, code, instruction);
  const form = fixForm(code, reported, { stopText, isAboutSetting: mayStay });
  if (form === undefined) return inPlace(open, place, true, grammar);
  const codeOf: Frame['codeOf'] = ({ holes }) => filledForm(form, holes);
  const asked = inPlace(
    { ...narrow, prompt: { ...prompt, ...formFields(form) }, codeOf },
    place,
    true,
    grammar,
  );
  return { ...asked, clean: (answered) => changedOrAgain(asked.clean(answered), selection) };
}

/** Where nothing came of the line, more of the code may change. */
function changedOrAgain(clean: CleanRewrite, text: string): CleanRewrite {
  if (clean.kind !== 'noChange') return clean;
  return { kind: 'notAsked', text, complaint: { kind: 'unchanged', names: [] } };
}

/** The answer is another code than that which the problem is reported in. */
function changing(prompt: Prompt): Prompt {
  const parts = formOf(prompt);
  const isOnly = parts.filter((part) => 'hole' in part).length === 1;
  const form = parts.map((part) =>
    'hole' in part && part.hole.draftFrom !== undefined && isOnly
      ? { hole: { ...part.hole, mayNotBe: part.hole.draftFrom } }
      : part,
  );
  return { ...prompt, form };
}
