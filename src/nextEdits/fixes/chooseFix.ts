// Which of a language server's quick fixes is small and sure enough to be offered in one key. Pure.
// Must not know VS Code.

export interface FixCandidate {
  readonly isPreferred: boolean;
  readonly isDisabled: boolean;
  /** One for each document that it would change; empty when what it does is not known. */
  readonly documents: readonly FixedDocument[];
}

export interface FixedDocument {
  readonly uri: string;
  readonly edits: readonly { readonly removedLines: number; readonly insertedText: string }[];
}

const maxLines = 5;

/** Its index; undefined when none is the one to take. */
export function chooseFix(candidates: readonly FixCandidate[], uri: string): number | undefined {
  const usable = candidates.flatMap((candidate, index) => (isSmall(candidate, uri) ? [index] : []));
  const preferred = usable.filter((index) => candidates[index]?.isPreferred === true);
  if (preferred.length > 0) return preferred[0];
  // Where there are several, the choice is not Hearth's.
  return usable.length === 1 && candidates.length === 1 ? usable[0] : undefined;
}

function isSmall({ isDisabled, documents }: FixCandidate, uri: string): boolean {
  const [only, ...others] = documents;
  if (isDisabled || only === undefined || others.length > 0 || only.uri !== uri) return false;
  const lines = only.edits.map(
    ({ removedLines, insertedText }) => Math.max(removedLines, insertedText.split('\n').length - 1) + 1,
  );
  return lines.length > 0 && lines.reduce((sum, count) => sum + count, 0) <= maxLines;
}
