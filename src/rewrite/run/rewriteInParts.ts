// Rewrites a long selection one function or statement after the other. Must not know how one of them is rewritten.
import type * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { TextRange } from '../../context/window.ts';
import { codeFile, withBlocks } from './activePlace.ts';
import { rewriteQuestion } from './questions.ts';
import type { RewriteCommandParts } from './rewriteCommands.ts';
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
  for (const [index, part] of parts.entries()) {
    // Parts above have changed, and someone may type: a part is where its text is.
    const current = document.getText();
    const startOffset = current.indexOf(part, searchFrom);
    if (startOffset === -1) continue;
    const region = { startOffset, endOffset: startOffset + part.length };
    const end = await proposals.run({
      document,
      title: l10n.t('Hearth is rewriting part {0} of {1}…', index + 1, parts.length),
      region,
      question: rewriteQuestion(codeFile(document), region, instruction),
    });
    if (end === undefined || end.kind === 'stopped' || end.kind === 'unavailable' || end.kind === 'refused')
      return;
    searchFrom = startOffset + 1;
  }
}
