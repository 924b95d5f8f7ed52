// The quick fix that a language server prefers for a problem that is reported in a document.
// Must not know what becomes of it.
import * as vscode from 'vscode';
import type { TextRange } from '../base/ranges.ts';
import { chooseFix, type FixCandidate } from './chooseFix.ts';
import { placesToAsk } from './placesToAsk.ts';

/** Without this the server says only what it could do. */
const resolvedActions = 8;

/** Undefined too where it may be that of another problem. Rejects when the server fails at this. */
export async function quickFix(
  document: vscode.TextDocument,
  problem: vscode.Diagnostic,
): Promise<vscode.CodeAction | undefined> {
  const others = vscode.languages.getDiagnostics(document.uri).filter((other) => !isSame(other, problem));
  const places = placesToAsk(
    rangeOf(document, problem),
    others.map((other) => rangeOf(document, other)),
  );
  if (places === undefined) return undefined;
  const [actions = [], ...beside] = await Promise.all(
    [places.at, ...places.beside].map(async (place) => await fixesAt(document, place)),
  );
  const index = chooseFix(actions.map(candidateOf), document.uri.toString(), beside.flat().map(candidateOf));
  return index === undefined ? undefined : actions[index];
}

function rangeOf(document: vscode.TextDocument, { range }: vscode.Diagnostic): TextRange {
  const endOffset = document.offsetAt(range.end);
  // There is no place between the two characters of a line end.
  const isBeforeLineEnd = document.getText()[endOffset] === '\r';
  return {
    startOffset: document.offsetAt(range.start),
    endOffset: isBeforeLineEnd ? endOffset + 1 : endOffset,
  };
}

/** Whoever reports it, and however often. */
function isSame(a: vscode.Diagnostic, b: vscode.Diagnostic): boolean {
  return a.message === b.message && a.range.isEqual(b.range);
}

async function fixesAt(
  document: vscode.TextDocument,
  { startOffset, endOffset }: TextRange,
): Promise<readonly vscode.CodeAction[]> {
  const given = await vscode.commands.executeCommand<(vscode.CodeAction | vscode.Command)[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(document.positionAt(startOffset), document.positionAt(endOffset)),
    vscode.CodeActionKind.QuickFix.value,
    resolvedActions,
  );
  return given.filter((action) => action instanceof vscode.CodeAction);
}

function candidateOf({ title, isPreferred, edit }: vscode.CodeAction): FixCandidate {
  return {
    title,
    isPreferred: isPreferred === true,
    documents: (edit?.entries() ?? []).map(([uri, edits]) => ({
      uri: uri.toString(),
      edits: edits.map(({ range: { start, end }, newText }) => ({
        startLine: start.line,
        startCharacter: start.character,
        removedLines: end.line - start.line,
        insertedText: newText,
      })),
    })),
  };
}
