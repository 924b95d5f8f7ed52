// What is asked of the model for each kind of proposal, and how its answers become text for the place. Pure.
// Must not know editors or how proposals enter documents.
import type { TextRange } from '../../base/ranges.ts';
import { asksForRemoval } from '../answers/answeredPart.ts';
import { cleanRewrite, placeRewrite, type RewritePlace } from '../answers/cleanRewrite.ts';
import { fixMessages, type Problem } from '../asking/fixPrompt.ts';
import type { CodePlace, Prompt } from '../asking/prompt.ts';
import { rewriteMessages } from '../asking/rewritePrompt.ts';
import { cleanWriteHere, writeHereMessages } from '../asking/writeHerePrompt.ts';
import type { ProposalQuestion } from './proposalRun.ts';

export interface CodeFile {
  readonly languageId: string;
  /** Relative to the workspace. */
  readonly path: string;
  readonly text: string;
}

export function placeIn({ text, ...file }: CodeFile, { startOffset, endOffset }: TextRange): CodePlace {
  return {
    ...file,
    before: text.slice(0, startOffset),
    selection: text.slice(startOffset, endOffset),
    after: text.slice(endOffset),
  };
}

export function rewriteQuestion(file: CodeFile, range: TextRange, instruction: string): ProposalQuestion {
  const place = placeIn(file, range);
  const mayRemove = asksForRemoval(instruction);
  return rewriting(rewriteMessages({ ...place, instruction }), { ...place, mayRemove });
}

export function fixQuestion(file: CodeFile, range: TextRange, problem: Problem): ProposalQuestion {
  const place = placeIn(file, range);
  return rewriting(fixMessages({ ...place, problem }), { ...place, mayRemove: true });
}

export function writeHereQuestion(file: CodeFile, offset: number, instruction: string): ProposalQuestion {
  const place = placeIn(file, { startOffset: offset, endOffset: offset });
  return {
    prompt: writeHereMessages({ ...place, instruction }),
    conversation: 'writeHere',
    place: (answer) => cleanWriteHere(answer, place),
    clean: (answer, finishReason) => {
      const text = cleanWriteHere(answer, place);
      if (text.trim() === '') return { kind: 'empty' };
      const isFinished = finishReason === 'endOfText' || finishReason === 'stopText';
      return isFinished ? { kind: 'rewrite', text } : { kind: 'tooLong' };
    },
  };
}

function rewriting(prompt: Prompt, place: RewritePlace): ProposalQuestion {
  return {
    prompt,
    conversation: 'rewrite',
    place: (answer) => placeRewrite(answer, place),
    clean: (answer, finishReason) => cleanRewrite(answer, finishReason, place),
  };
}
