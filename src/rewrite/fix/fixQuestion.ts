// What is asked of the model so that a reported problem is gone. Pure. Must not know editors.
import type { TextRange } from '../../base/ranges.ts';
import type { Grammar } from '../../context/syntax/grammars.ts';
import type { Problem } from '../asking/fixPrompt.ts';
import { asProposal, type CodeFile, placeIn } from '../run/proposalQuestions.ts';
import type { ProposalQuestion } from '../run/proposalRun.ts';
import { framedFix } from './framedFix.ts';

export function fixQuestion(
  file: CodeFile,
  range: TextRange,
  problem: Problem,
  grammar: Grammar | undefined,
): ProposalQuestion {
  return asProposal(framedFix(placeIn(file, range), problem, grammar));
}
