// Translates between VS Code and the pipeline. The fault barrier of completions: nothing behind it may disturb
// typing. Must not decide anything about suggestions.
import * as vscode from 'vscode';
import type { Outcome } from '../../engine/protocol.ts';
import type { Logger } from '../log.ts';
import type { CompletionPipeline, Suggestion } from './pipeline.ts';
import { snapshotOf } from './snapshot.ts';

export class CompletionProvider implements vscode.InlineCompletionItemProvider {
  private readonly pipeline: CompletionPipeline;
  private readonly log: Logger;
  private requestCount = 0;

  constructor(pipeline: CompletionPipeline, log: Logger) {
    this.pipeline = pipeline;
    this.log = log;
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    this.requestCount++;
    const name = `request ${this.requestCount}`;
    const startMs = performance.now();
    try {
      const outcome = await this.pipeline.complete(
        {
          document: snapshotOf(document),
          scheme: document.uri.scheme,
          offset: document.offsetAt(position),
          isManual: context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke,
          cursorCount: cursorCount(document),
          forcedText: forcedText(document, position, context.selectedCompletionInfo),
        },
        token,
      );
      this.logOutcome(name, outcome, performance.now() - startMs);
      return outcome.kind === 'shown' ? [toItem(document, position, outcome.value, context)] : [];
    } catch (error: unknown) {
      this.log.error(
        `${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return [];
    }
  }

  private logOutcome(name: string, outcome: Outcome<Suggestion>, totalMs: number): void {
    const detail = outcome.kind === 'shown' ? outcome.value.source : outcome.reason;
    this.log.debug(`${name}: ${outcome.kind} (${detail}) in ${totalMs.toFixed(0)} ms`);
    if (outcome.kind === 'shown') this.log.trace(`${name}: ${JSON.stringify(outcome.value.text)}`);
  }
}

function toItem(
  document: vscode.TextDocument,
  position: vscode.Position,
  suggestion: Suggestion,
  context: vscode.InlineCompletionContext,
): vscode.InlineCompletionItem {
  const lineEnd = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const text = suggestion.text.replaceAll('\n', lineEnd);
  const end = position.translate(0, suggestion.replacedLength);
  const selected = context.selectedCompletionInfo;
  if (selected === undefined) return new vscode.InlineCompletionItem(text, new vscode.Range(position, end));
  // With a suggestion list open, an item must replace what the list's item replaces and begin with its text.
  const typed = document.getText(new vscode.Range(selected.range.start, position));
  return new vscode.InlineCompletionItem(typed + text, new vscode.Range(selected.range.start, end));
}

/** What accepting the list's selected item would add behind the cursor; empty when it would change what stands before. */
function forcedText(
  document: vscode.TextDocument,
  position: vscode.Position,
  selected: vscode.SelectedCompletionInfo | undefined,
): string {
  if (selected === undefined || !selected.range.end.isEqual(position)) return '';
  const typed = document.getText(selected.range);
  return selected.text.startsWith(typed) ? selected.text.slice(typed.length) : '';
}

function cursorCount(document: vscode.TextDocument): number {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document ? editor.selections.length : 1;
}
