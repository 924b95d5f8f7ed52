// An answer as it is shown where it was asked for and not remembered: adopted, cut and fitted in one go. Pure.
// Must not know where the text came from.
import { adoptAnswer, type CleanResult, fitAnswer } from '../cleanup/cleanup.ts';
import { lexisOf } from '../cleanup/lexis.ts';
import type { Editing, Surroundings } from '../place/surroundings.ts';
import { cutAtStatement } from './statementCut.ts';

/** All of it, for an answer that is shown where it was asked for and not remembered. */
export function cleanAnswer(text: string, around: Surroundings, editing: Editing = {}): CleanResult {
  const adopted = adoptAnswer(text, around, editing);
  return fitAnswer(cutAtStatement(adopted, around, lexisOf(editing.languageId)).shown, around, editing);
}
