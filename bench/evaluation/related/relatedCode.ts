// The shapes that the choice of related code takes and gives: plain data. Paths have `/` between their parts.
// Knows nothing of VS Code, of tokens or of where candidates come from.

/** The document being edited; `offset` is the cursor, in UTF-16 units. */
export interface RelatedRequest {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  readonly offset: number;
}

/** A file whose text is at hand: open, visited before, or imported by the one being edited. */
export interface RelatedCandidate {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  /** Any number that grows with every visit. */
  readonly lastVisit: number;
}

/** Text for the prompt, with `\n` line ends only and none at its end. */
export interface RelatedSnippet {
  readonly path: string;
  readonly text: string;
  /** The folded definition of a name in use at the cursor, or code that resembles the code at the cursor. */
  readonly kind: 'definition' | 'similar';
  /** Comparable within a kind only. */
  readonly score: number;
}

export interface RelatedRules {
  /** Of all snippets' texts together. */
  readonly maxCharacters: number;
  readonly maxSnippets: number;
  readonly maxDefinitions: number;
  readonly maxSimilar: number;
  /** Of one folded definition. */
  readonly maxDefinitionCharacters: number;
  /** What definitions may take of `maxCharacters` before similar code had its turn, 0 to 1. */
  readonly definitionShare: number;
  /** Least Jaccard similarity of identifiers for similar code, 0 to 1. */
  readonly minSimilarity: number;
}

export const usualRelatedRules: RelatedRules = {
  maxCharacters: 1_200,
  maxSnippets: 6,
  maxDefinitions: 5,
  maxSimilar: 3,
  maxDefinitionCharacters: 400,
  definitionShare: 0.6,
  minSimilarity: 0.15,
};
