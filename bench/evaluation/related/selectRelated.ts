// Chooses what of other files goes into the prompt: definitions and similar code, within a budget.
// Pure over the request, the candidates and their index; must not know where any of them come from.

import { importedFiles } from '../../../src/context/neighbours/importedFiles.ts';
import { importStatements } from '../../../src/context/neighbours/importStatements.ts';
import { languageFamily } from '../../../src/context/neighbours/languageFamily.ts';
import type { CandidateIndex } from './candidateIndex.ts';
import { windowLines } from './codeWindows.ts';
import { type CursorArea, cursorArea, repeatsCursorArea } from './cursorArea.ts';
import { cutAtLineEnd, foldDefinition } from './foldDefinition.ts';
import { declaredNames, identifiersIn, weighIdentifiers } from './identifiers.ts';
import {
  type RelatedCandidate,
  type RelatedRequest,
  type RelatedRules,
  type RelatedSnippet,
} from './relatedCode.ts';
import { type CandidateFile, type ScoredDefinition, scoreDefinitions } from './relatedDefinitions.ts';
import { type ScoredWindow, scoreWindows } from './relatedWindows.ts';

const maxCandidates = 20;
/** Where there is no room for this much, there is none. */
const minSnippetCharacters = 40;
/** Less of a window is not worth its place. */
const minWindowLines = 5;

/** A chosen snippet with where it starts in its file. */
interface Placed extends RelatedSnippet {
  readonly startOffset: number;
}

/** In the order of the prompt: what changes least comes first. Equal inputs give equal results. */
export function selectRelated(
  request: RelatedRequest,
  candidates: readonly RelatedCandidate[],
  rules: RelatedRules,
  index: CandidateIndex,
): readonly RelatedSnippet[] {
  const files = usableFiles(request, candidates, index);
  const area = cursorArea(request);
  const uses = weighIdentifiers(area.codeBefore);
  const definitions = scoreDefinitions(files, {
    uses,
    ownNames: declaredNames(request.text),
    importedNames: importedNames(request),
  });
  const identifiers = identifiersIn(area.codeBefore.slice(-windowLines).join('\n'));
  const windows = scoreWindows(files, identifiers, rules.minSimilarity);
  const choice = new Choice(rules, area);
  choice.takeDefinitions(definitions, uses.memberWeights, rules.maxCharacters * rules.definitionShare);
  choice.takeWindows(windows);
  choice.takeDefinitions(definitions, uses.memberWeights, rules.maxCharacters);
  return choice.inPromptOrder();
}

/** Files that may say something about this one: imported ones first, then by their last visit. */
function usableFiles(
  request: RelatedRequest,
  candidates: readonly RelatedCandidate[],
  index: CandidateIndex,
): CandidateFile[] {
  const family = languageFamily(request.languageId);
  const usable = candidates
    .filter(({ path, text }) => path !== request.path && text !== request.text)
    .filter(({ languageId }) => languageFamily(languageId) === family);
  const paths = new Set(usable.map(({ path }) => path));
  const imported = new Set(importedFiles(request.path, request.languageId, request.text, paths));
  const rank = (candidate: RelatedCandidate) => (imported.has(candidate.path) ? 0 : 1);
  return usable
    .toSorted(
      (one, other) =>
        rank(one) - rank(other) || other.lastVisit - one.lastVisit || comparePaths(one.path, other.path),
    )
    .filter(({ path }) => paths.delete(path))
    .slice(0, maxCandidates)
    .map((candidate) => ({
      path: candidate.path,
      isImported: imported.has(candidate.path),
      file: index.file(candidate),
    }));
}

function importedNames({ languageId, text }: RelatedRequest): ReadonlySet<string> | undefined {
  const family = languageFamily(languageId);
  if (family !== 'ecmaScript' && family !== 'python') return undefined;
  return new Set(importStatements(languageId, text).flatMap(({ names }) => names));
}

function comparePaths(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** What was taken so far, and the room that is left. */
class Choice {
  private readonly rules: RelatedRules;
  private readonly area: CursorArea;
  private readonly taken: Placed[] = [];

  constructor(rules: RelatedRules, area: CursorArea) {
    this.rules = rules;
    this.area = area;
  }

  takeDefinitions(
    scored: readonly ScoredDefinition[],
    memberWeights: ReadonlyMap<string, number>,
    maxCharacters: number,
  ): void {
    for (const { path, definition, score } of scored) {
      const room = maxCharacters - this.characters();
      if (!this.hasPlace('definition', this.rules.maxDefinitions, room)) return;
      const { startOffset } = definition;
      const text = foldDefinition(definition, memberWeights, this.rules.maxDefinitionCharacters);
      // Half a signature misleads; a shorter definition may still fit.
      if (text.length <= room) this.take({ path, text, kind: 'definition', score, startOffset });
    }
  }

  takeWindows(scored: readonly ScoredWindow[]): void {
    for (const { candidate, window, score } of scored) {
      const room = this.rules.maxCharacters - this.characters();
      if (!this.hasPlace('similar', this.rules.maxSimilar, room)) return;
      const { lines, lineOffsets } = candidate.file;
      const text = cutAtLineEnd(trimBlankLines(lines.slice(window.startLine, window.endLine)), room);
      if (text.split('\n').length < minWindowLines) continue;
      const startOffset = lineOffsets[window.startLine] ?? 0;
      this.take({ path: candidate.path, text, kind: 'similar', score, startOffset });
    }
  }

  inPromptOrder(): readonly RelatedSnippet[] {
    const kinds = ['definition', 'similar'];
    return this.taken
      .toSorted(
        (one, other) =>
          kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
          comparePaths(one.path, other.path) ||
          one.startOffset - other.startOffset,
      )
      .map(({ path, text, kind, score }) => ({ path, text, kind, score }));
  }

  private hasPlace(kind: RelatedSnippet['kind'], maxOfKind: number, room: number): boolean {
    const ofKind = this.taken.filter((snippet) => snippet.kind === kind).length;
    return ofKind < maxOfKind && this.taken.length < this.rules.maxSnippets && room >= minSnippetCharacters;
  }

  private take(snippet: Placed): void {
    const isNew = this.taken.every((other) => !shareText(snippet, other));
    if (snippet.text !== '' && isNew && !repeatsCursorArea(this.area, snippet.text)) this.taken.push(snippet);
  }

  private characters(): number {
    return this.taken.reduce((sum, { text }) => sum + text.length, 0);
  }
}

/** A definition's place counts, not its length in the file: of a long class, other parts may still be similar. */
function shareText(one: Placed, other: Placed): boolean {
  if (one.text === other.text) return true;
  if (one.path !== other.path) return false;
  const [first, second] = one.startOffset <= other.startOffset ? [one, other] : [other, one];
  return second.startOffset < first.startOffset + first.text.length;
}

function trimBlankLines(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}
