// Rewrites a long selection one function or statement after the other. Must not know how one of them is rewritten.
import type * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { Cancellation } from '../../base/cancellation.ts';
import type { TextRange } from '../../base/ranges.ts';
import { FollowedRanges } from '../pending/followedRanges.ts';
import { codeFile, withBlocks } from './activePlace.ts';
import { rewriteQuestion } from './proposalQuestions.ts';
import type { FoundPart } from './proposalTask.ts';
import type { RewriteCommandParts } from './rewriteParts.ts';
import { partsOf } from './targets.ts';

export interface LongRewrite {
  readonly document: vscode.TextDocument;
  readonly target: TextRange;
  readonly instruction: string;
  /** Whether all of it was done in another way. */
  readonly instead: (cancellation: Cancellation) => Promise<boolean>;
}

export async function rewriteInParts(
  { proposals, syntax, maxRewriteLines }: RewriteCommandParts,
  { document, target, instruction, instead }: LongRewrite,
): Promise<void> {
  const { places, count } = await withBlocks(syntax, document, (text, findBlocks) => {
    const parts = partsOf(text, target, maxRewriteLines, findBlocks);
    return { places: new FollowedRanges(document, parts), count: parts.length };
  });
  const grammar = syntax.grammarOf(document.languageId);
  let done: Promise<boolean> | undefined;
  const partAt = async (index: number, cancellation: Cancellation): Promise<FoundPart> => {
    done ??= instead(cancellation);
    if (await done) return undefined;
    const region = places.at(index);
    return region && { region, question: rewriteQuestion(codeFile(document), region, instruction, grammar) };
  };
  try {
    await proposals.run({
      document,
      title: l10n.t('Hearth is rewriting…'),
      parts: Array.from({ length: count }, (_, index) => (cancellation) => partAt(index, cancellation)),
    });
  } finally {
    places.dispose();
  }
}
