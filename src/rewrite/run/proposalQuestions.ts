// What is asked of the model for each kind of proposal, and how its answers become text for the place. Pure.
// Must not know editors or how proposals enter documents.
import type { TextRange } from '../../base/ranges.ts';
import type { Grammar } from '../../context/syntax/grammars.ts';
import type { CodePlace } from '../asking/prompt.ts';
import { cleanWriteHere, writeHereMessages } from '../asking/writeHerePrompt.ts';
import { type FramedRewrite, framedRewrite } from '../frame/framedRewrite.ts';
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

export function rewriteQuestion(
  file: CodeFile,
  range: TextRange,
  instruction: string,
  grammar: Grammar | undefined,
): RewriteProposal {
  return asProposal(framedRewrite(placeIn(file, range), instruction, grammar));
}

/** With the names that it replaces, where it does nothing else. */
export interface RewriteProposal extends ProposalQuestion {
  readonly renamings: FramedRewrite['renamings'];
}

export function asProposal({ again, ...rewrite }: FramedRewrite): RewriteProposal {
  return {
    ...rewrite,
    conversation: 'rewrite',
    again: (answer, complaint) => {
      const next = again(answer, complaint);
      return next && asProposal(next);
    },
  };
}

export function writeHereQuestion(file: CodeFile, offset: number, instruction: string): ProposalQuestion {
  const place = placeIn(file, { startOffset: offset, endOffset: offset });
  return {
    prompt: writeHereMessages({ ...place, instruction }),
    conversation: 'writeHere',
    place: (answer) => cleanWriteHere(answer, place, false),
    clean: ({ text: answer, finishReason }) => {
      const text = cleanWriteHere(answer, place, true);
      if (text.trim() === '') return { kind: 'empty' };
      const isFinished = finishReason === 'endOfText' || finishReason === 'stopText';
      return isFinished ? { kind: 'rewrite', text } : { kind: 'tooLong' };
    },
  };
}
