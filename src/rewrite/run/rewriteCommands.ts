// The commands that change code: write here, rewrite the selection.
// Must not know prompts or how a proposal enters a document.

import * as vscode from 'vscode';
import type { Cancellation } from '../../base/cancellation.ts';
import type { TextRange } from '../../base/ranges.ts';
import { rewriteCommandIds } from '../../settings/manifest.ts';
import { instructionKind } from '../frame/instructionKind.ts';
import { rangeAt } from '../pending/vscodeDocument.ts';
import { codeFile, functionAround, targetOf, textRange, topLevelAround } from './activePlace.ts';
import { type RewriteProposal, rewriteQuestion, writeHereQuestion } from './proposalQuestions.ts';
import type { FoundPart } from './proposalTask.ts';
import { sayEdited, sayNoEditor, tooLong } from './refusals.ts';
import { rewriteInParts } from './rewriteInParts.ts';
import type { RewriteCommandParts } from './rewriteParts.ts';
import { renamedBeyond, withServersRename } from './serverRename.ts';
import { lineCount, withCommentAbove } from './targets.ts';

export function registerRewriteCommands(parts: RewriteCommandParts): vscode.Disposable {
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand(rewriteCommandIds.writeHere, () => writeHere(parts)),
    registerCommand(rewriteCommandIds.rewriteSelection, (instruction?: unknown) =>
      rewriteSelection(parts, typeof instruction === 'string' ? instruction : undefined),
    ),
  );
}

async function writeHere({ proposals, input, requireModel }: RewriteCommandParts): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return sayNoEditor();
  if (!(await requireModel())) return;
  const { document } = editor;
  const { version } = document;
  const offset = document.offsetAt(editor.selection.active);
  const instruction = await input.ask(
    vscode.l10n.t('Hearth: Write Here'),
    vscode.l10n.t('What should be written at the cursor?'),
    proposals.admits(document),
  );
  if (instruction === undefined) return;
  if (document.version !== version) return sayEdited();
  await proposals.run({
    document,
    title: vscode.l10n.t('Hearth is writing…'),
    parts: [
      () => ({
        region: { startOffset: offset, endOffset: offset },
        question: writeHereQuestion(codeFile(document), offset, instruction),
      }),
    ],
  });
}

interface Target extends TextRange {
  readonly lines: number;
  readonly version: number;
}

/** With an instruction nothing is asked: for keybindings of one's own. */
async function rewriteSelection(parts: RewriteCommandParts, given: string | undefined): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return sayNoEditor();
  if (!(await parts.requireModel())) return;
  const { document } = editor;
  const finding = targetIn(parts, editor);
  const fitting = finding.then((target) =>
    target === undefined || target.lines > parts.maxRewriteLines ? undefined : rewriteTitle(target),
  );
  const chosen = given ?? (await parts.input.pickAction(fitting, document.languageId));
  const target = await finding;
  if (target === undefined) return;
  const isLong = target.lines > parts.maxRewriteLines;
  if (isLong && !(await wantsParts(target.lines, parts.maxRewriteLines))) return;
  // Too long: the choice was not waited for.
  const instruction =
    isLong && given === undefined
      ? await parts.input.pickAction(Promise.resolve(rewriteTitle(target)), document.languageId)
      : chosen;
  if (instruction === undefined) return;
  const region = await regionOf(parts, document, target, instruction);
  if (document.version !== target.version) return sayEdited();
  deselect(editor);
  const text = document.getText();
  const question = asked(parts, document, region, instruction);
  const instead = (cancellation: Cancellation) => renamedBeyond(document, region, question, cancellation);
  if (isLong) return await rewriteInParts(parts, { document, target, instruction, instead });
  const find = async (cancellation: Cancellation): Promise<FoundPart> => {
    if (await instead(cancellation)) return undefined;
    // Nothing may be awaited from here on.
    if (document.getText() === text)
      return { region, question: withServersRename(question, document, region) };
    sayEdited();
    return undefined;
  };
  const title = vscode.l10n.t('Hearth is rewriting…');
  await parts.proposals.run({ document, title, parts: [find] });
}

/**
 * A test stands below the class, not in it; a variable is used in all of its function; what is about comments is about
 * those above it too.
 */
async function regionOf(
  { syntax, maxRewriteLines }: RewriteCommandParts,
  document: vscode.TextDocument,
  target: TextRange,
  instruction: string,
): Promise<TextRange> {
  const kind = instructionKind(instruction);
  if (kind === 'test') return await topLevelAround(syntax, document, target);
  if (kind === 'doc' || kind === 'translate') return withCommentAbove(document.getText(), target);
  if (kind !== 'rename') return target;
  const around = await functionAround(syntax, document, target);
  return lineCount(document.getText(), around) > maxRewriteLines ? target : around;
}

function asked(
  { syntax }: RewriteCommandParts,
  document: vscode.TextDocument,
  target: TextRange,
  instruction: string,
): RewriteProposal {
  const grammar = syntax.grammarOf(document.languageId);
  return rewriteQuestion(codeFile(document), target, instruction, grammar);
}

/** Selects what will be rewritten, to show it while the instruction is chosen. Says why when there is nothing. */
async function targetIn(
  { proposals, syntax }: RewriteCommandParts,
  editor: vscode.TextEditor,
): Promise<Target | undefined> {
  const { document, selection } = editor;
  const { version } = document;
  if (!(await proposals.admits(document))) return undefined;
  const target = await targetOf(syntax, document, selection);
  if (target === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no code here to rewrite. Select some first.'),
    );
    return undefined;
  }
  // Of another version it is another place; whoever asks looks at the version again.
  const isAnother = selection.isEmpty || holdsMore(target, textRange(document, selection));
  if (isAnother && document.version === version) select(editor, target);
  return { ...target, lines: lineCount(document.getText(), target), version };
}

function holdsMore(target: TextRange, { startOffset, endOffset }: TextRange): boolean {
  return target.startOffset < startOffset || target.endOffset > endOffset;
}

function rewriteTitle({ lines }: Target): string {
  return lines === 1
    ? vscode.l10n.t('Hearth: Rewrite 1 Line')
    : vscode.l10n.t('Hearth: Rewrite {0} Lines', lines);
}

async function wantsParts(lines: number, maxLines: number): Promise<boolean> {
  const inParts = vscode.l10n.t('Rewrite Part by Part');
  return (await vscode.window.showInformationMessage(tooLong(lines, maxLines), inParts)) === inParts;
}

function select(editor: vscode.TextEditor, { startOffset, endOffset }: TextRange): void {
  const { start, end } = rangeAt(editor.document, startOffset, endOffset);
  editor.selection = new vscode.Selection(start, end);
  editor.revealRange(editor.selection);
}

/** A selection would cover the colours of the changes. */
function deselect(editor: vscode.TextEditor): void {
  const { start } = editor.selection;
  editor.selection = new vscode.Selection(start, start);
}
