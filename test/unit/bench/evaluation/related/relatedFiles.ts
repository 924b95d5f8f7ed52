// Grammars, candidates and cursors for the tests of related code.

import { CandidateIndex } from '../../../../../bench/evaluation/related/candidateIndex.ts';
import {
  type RelatedCandidate,
  type RelatedRequest,
  type RelatedRules,
  type RelatedSnippet,
  usualRelatedRules,
} from '../../../../../bench/evaluation/related/relatedCode.ts';
import { selectRelated } from '../../../../../bench/evaluation/related/selectRelated.ts';
import { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { readGrammarFile } from '../../../src/context/grammarFiles.ts';
import { withCursor } from '../../../src/context/windowNotation.ts';

/** Without deadlines, so that a busy machine finds the same. */
export async function loadGrammars(...languageIds: readonly string[]): Promise<Grammars> {
  const grammars = new Grammars(readGrammarFile, () => 0);
  for (const languageId of languageIds) await grammars.prepare(languageId);
  return grammars;
}

export function requestOf(drawn: string, path = 'src/current.ts', languageId = 'typescript'): RelatedRequest {
  return { path, languageId, ...withCursor(drawn) };
}

export function candidate(path: string, text: string, lastVisit = 0): RelatedCandidate {
  return { path, languageId: path.endsWith('.py') ? 'python' : 'typescript', text, lastVisit };
}

export function select(
  grammars: Pick<Grammars, 'get'>,
  request: RelatedRequest,
  candidates: readonly RelatedCandidate[],
  rules: Partial<RelatedRules> = {},
): readonly RelatedSnippet[] {
  const index = new CandidateIndex((languageId) => grammars.get(languageId));
  return selectRelated(request, candidates, { ...usualRelatedRules, ...rules }, index);
}
