// Which of a language server's quick fixes is small and sure enough to be taken without a choice. Pure.
// Must not know VS Code.

export interface FixCandidate {
  readonly title: string;
  readonly isPreferred: boolean;
  /** One for each document that it would change; empty when what it does is not known. */
  readonly documents: readonly FixedDocument[];
}

export interface FixedDocument {
  readonly uri: string;
  readonly edits: readonly FixEdit[];
}

export interface FixEdit {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly removedLines: number;
  readonly insertedText: string;
}

const maxLines = 5;

/**
 * Its index; undefined when the server prefers none: then the choice is not Hearth's.
 * @param forOthers what is given where other problems are, and the one that is to be fixed is not
 */
export function chooseFix(
  candidates: readonly FixCandidate[],
  uri: string,
  forOthers: readonly FixCandidate[] = [],
): number | undefined {
  const known = new Set(forOthers.map(asText));
  const index = candidates.findIndex(
    (candidate) => candidate.isPreferred && isSmall(candidate, uri) && !known.has(asText(candidate)),
  );
  return index === -1 ? undefined : index;
}

function asText({ title, documents }: FixCandidate): string {
  return JSON.stringify([title, documents]);
}

function isSmall({ documents }: FixCandidate, uri: string): boolean {
  const [only, ...others] = documents;
  if (only === undefined || others.length > 0 || only.uri !== uri) return false;
  const lines = only.edits.map(
    ({ removedLines, insertedText }) => Math.max(removedLines, insertedText.split('\n').length - 1) + 1,
  );
  return lines.length > 0 && lines.reduce((sum, count) => sum + count, 0) <= maxLines;
}
