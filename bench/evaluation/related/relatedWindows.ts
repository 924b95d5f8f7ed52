// Ranks windows of other files by their likeness to the code at the cursor. Pure over indexed files.
// Must not know budgets or definitions.
import type { CodeWindow } from './codeWindows.ts';
import { jaccard } from './identifiers.ts';
import type { CandidateFile } from './relatedDefinitions.ts';

export interface ScoredWindow {
  readonly candidate: CandidateFile;
  readonly window: CodeWindow;
  /** Jaccard similarity of the identifiers, 0 to 1. */
  readonly score: number;
}

/** Best first, none overlapping a better one; equal ones in the order of the files. */
export function scoreWindows(
  files: readonly CandidateFile[],
  identifiers: ReadonlySet<string>,
  minSimilarity: number,
): readonly ScoredWindow[] {
  const ranked = files
    .flatMap((candidate) =>
      candidate.file.windows.map((window) => ({
        candidate,
        window,
        score: jaccard(identifiers, window.identifiers),
      })),
    )
    .filter(({ score }) => score > 0 && score >= minSimilarity)
    .toSorted((one, other) => other.score - one.score);
  const kept: ScoredWindow[] = [];
  for (const scored of ranked) {
    if (!kept.some((better) => overlap(better, scored))) kept.push(scored);
  }
  return kept;
}

function overlap(one: ScoredWindow, other: ScoredWindow): boolean {
  return (
    one.candidate === other.candidate &&
    one.window.startLine < other.window.endLine &&
    other.window.startLine < one.window.endLine
  );
}
