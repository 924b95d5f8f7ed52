// Rewrites a long selection one function or statement after the other. Must not know how one of them is rewritten.
import type * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { TextRange } from '../../base/ranges.ts';
import { codeFile, withBlocks } from './activePlace.ts';
import { rewriteQuestion } from './proposalQuestions.ts';
import type { RewriteCommandParts } from './rewriteParts.ts';
import { partsOf } from './targets.ts';

export interface LongRewrite {
  readonly document: vscode.TextDocument;
  readonly target: TextRange;
  readonly instruction: string;
}

export async function rewriteInParts(
  { proposals, syntax, maxRewriteLines }: RewriteCommandParts,
  { document, target, instruction }: LongRewrite,
): Promise<void> {
  const parts = await withBlocks(syntax, document, (text, findBlocks) =>
    partsOf(text, target, maxRewriteLines, findBlocks).map(({ startOffset, endOffset }) =>
      text.slice(startOffset, endOffset),
    ),
  );
  let searchFrom = target.startOffset;
  await proposals.run({
    document,
    title: l10n.t('Hearth is rewriting…'),
    parts: parts.map((part) => () => {
      // Parts above have changed, and someone may type: a part is where its text is.
      const startOffset = document.getText().indexOf(part, searchFrom);
      if (startOffset === -1) return undefined;
      searchFrom = startOffset + 1;
      const region = { startOffset, endOffset: startOffset + part.length };
      return { region, question: rewriteQuestion(codeFile(document), region, instruction) };
    }),
  });
}
