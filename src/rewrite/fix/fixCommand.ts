// The command that fixes a reported problem: by the language's server where it prefers a fix, else by the model.
// Must not know prompts or how a proposal enters a document.
import * as vscode from 'vscode';
import { inTime } from '../../base/inTime.ts';
import { describeError } from '../../base/log.ts';
import { quickFix } from '../../fixes/quickFix.ts';
import { rewriteCommandIds } from '../../settings/manifest.ts';
import { codeFile, textRange, withBlocks } from '../run/activePlace.ts';
import type { FoundPart } from '../run/proposalTask.ts';
import { sayEdited, sayNoEditor, tooLong } from '../run/refusals.ts';
import type { RewriteCommandParts } from '../run/rewriteParts.ts';
import { lineCount } from '../run/targets.ts';
import { isProblem } from './fixActions.ts';
import { fixPlace } from './fixPlace.ts';
import { fixQuestion } from './fixQuestion.ts';
import { serverFix } from './serverFix.ts';

/** Who hears within this that there is nothing to do needs no notification, which would only flash. */
const unseenMs = 200;
/** A server that needs longer keeps whoever waits from the model's answer. */
const serverLimitMs = 1500;

export function registerFixCommand(parts: RewriteCommandParts): vscode.Disposable {
  return vscode.commands.registerCommand(
    rewriteCommandIds.fixProblem,
    (uri?: vscode.Uri, problem?: vscode.Diagnostic) => fixProblem(parts, uri, problem),
  );
}

async function fixProblem(
  parts: RewriteCommandParts,
  uri = vscode.window.activeTextEditor?.document.uri,
  given?: vscode.Diagnostic,
): Promise<void> {
  if (uri === undefined) return sayNoEditor();
  const document = await vscode.workspace.openTextDocument(uri);
  const problem = given ?? problemAtCursor(document);
  if (problem === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No problem is reported at the cursor.'));
    return;
  }
  // A problem is where it was reported: in the text as it stands now.
  const text = document.getText();
  if (!(await parts.proposals.admits(document))) return;
  const finding = findFix(parts, document, problem);
  const early = await inTime(
    finding.then((part) => ({ part })),
    parts.setTimer,
    unseenMs,
  );
  if (early !== undefined && early.part === undefined) return;
  const find = async () => {
    const part = await finding;
    if (part === undefined || document.getText() === text) return part;
    sayEdited();
    return undefined;
  };
  await parts.proposals.run({
    document,
    title: vscode.l10n.t('Hearth is fixing the problem…'),
    parts: [find],
  });
}

async function findFix(
  parts: RewriteCommandParts,
  document: vscode.TextDocument,
  problem: vscode.Diagnostic,
): Promise<FoundPart> {
  return (await fixByServer(parts, document, problem)) ?? (await fixByModel(parts, document, problem));
}

async function fixByServer(
  { setTimer, log }: RewriteCommandParts,
  document: vscode.TextDocument,
  problem: vscode.Diagnostic,
): Promise<FoundPart> {
  try {
    const fix = await inTime(quickFix(document, problem), setTimer, serverLimitMs);
    return fix && serverFix(document.getText(), editsOf(document, fix));
  } catch (error: unknown) {
    // The model may know better than a server that fails at this.
    log.warn(`No quick fixes were given: ${describeError(error)}`);
    return undefined;
  }
}

function editsOf(document: vscode.TextDocument, { edit }: vscode.CodeAction) {
  const edits = edit?.get(document.uri) ?? [];
  return edits.map(({ range, newText }) => ({ ...textRange(document, range), newText }));
}

/** Undefined where it is said why not. */
async function fixByModel(
  { syntax, requireModel, maxRewriteLines }: RewriteCommandParts,
  document: vscode.TextDocument,
  { message, source, range }: vscode.Diagnostic,
): Promise<FoundPart> {
  const { version } = document;
  const reported = textRange(document, range);
  const { region, meant } = await withBlocks(syntax, document, (text, findBlocks) =>
    fixPlace(text, { reported, message, languageId: document.languageId }, findBlocks),
  );
  if (document.version !== version) {
    sayEdited();
    return undefined;
  }
  const lines = lineCount(document.getText(), region);
  if (lines > maxRewriteLines) {
    void vscode.window.showInformationMessage(tooLong(lines, maxRewriteLines));
    return undefined;
  }
  // Servers report behind a document's end, where it has no line.
  const lineText = document.lineAt(document.positionAt(meant.startOffset)).text;
  const problem = { message, source, lineText, range: meant };
  const grammar = syntax.grammarOf(document.languageId);
  const question = fixQuestion(codeFile(document), region, problem, grammar);
  if (question.prompt !== undefined && !(await requireModel())) return undefined;
  return { region, question };
}

function problemAtCursor(document: vscode.TextDocument): vscode.Diagnostic | undefined {
  const editor = vscode.window.activeTextEditor;
  const cursor = editor?.document === document ? editor.selection.active : undefined;
  const problems = vscode.languages
    .getDiagnostics(document.uri)
    .filter(isProblem)
    .toSorted((a, b) => a.severity - b.severity);
  return (
    problems.find(({ range }) => cursor !== undefined && range.contains(cursor)) ??
    problems.find(({ range }) => range.start.line === cursor?.line)
  );
}
