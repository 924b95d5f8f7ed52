// Grammars, candidates and cursors for the tests of related code.
import { Grammars } from '../../../../../src/context/grammars.ts';
import { CandidateIndex } from '../../../../../src/context/related/candidateIndex.ts';
import {
  type RelatedCandidate,
  type RelatedRequest,
  type RelatedRules,
  type RelatedSnippet,
  usualRelatedRules,
} from '../../../../../src/context/related/relatedCode.ts';
import { selectRelated } from '../../../../../src/context/related/selectRelated.ts';
import { readGrammarFile } from '../grammarFiles.ts';
import { withCursor } from '../windowNotation.ts';

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
