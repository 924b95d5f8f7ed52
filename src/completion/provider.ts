// Translates between VS Code and the pipeline. The fault barrier of completions: nothing behind it may disturb
// typing. Must not decide anything about suggestions.
import * as vscode from 'vscode';
import { describeError, type Logger } from '../base/log.ts';
import { askedAt } from './askedAt.ts';
import type { CompletionPipeline, PipelineRequest } from './pipeline.ts';
import type { SelectedItem } from './place/place.ts';
import type { Indentation } from './place/surroundings.ts';
import type { SecondLook } from './secondLook.ts';
import type { Suggestion } from './showing/suggestion.ts';

export class CompletionProvider implements vscode.InlineCompletionItemProvider {
  private readonly pipeline: Pick<CompletionPipeline, 'complete'>;
  private readonly secondLook: Pick<SecondLook, 'isAsking'>;
  private readonly log: Logger;
  private requestCount = 0;

  constructor(
    pipeline: Pick<CompletionPipeline, 'complete'>,
    secondLook: Pick<SecondLook, 'isAsking'>,
    log: Logger,
  ) {
    this.pipeline = pipeline;
    this.secondLook = secondLook;
    this.log = log;
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    this.requestCount++;
    const id = this.requestCount;
    try {
      const isSecondLook = this.secondLook.isAsking(document, position);
      const request = toRequest(id, document, position, context, isSecondLook);
      const outcome = await this.pipeline.complete(request, token);
      if (outcome.kind !== 'shown') return [];
      const { others = [] } = outcome.value;
      return [outcome.value, ...others].map((suggestion) => toItem(document, suggestion));
    } catch (error: unknown) {
      this.log.error(`request ${id} failed: ${describeError(error)}`);
      return [];
    }
  }
}

function toRequest(
  id: number,
  document: vscode.TextDocument,
  position: vscode.Position,
  context: vscode.InlineCompletionContext,
  isSecondLook: boolean,
): PipelineRequest {
  const { version } = document;
  const isInvoked = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
  return {
    ...askedAt(document, position, isInvoked && !isSecondLook),
    id,
    isSecondLook,
    selected: selectedItem(document, context.selectedCompletionInfo),
    indentation: indentationOf(document),
    isCurrent: () => document.version === version && !document.isClosed,
  };
}

/** Known where the document is on screen, with `auto` already decided. */
function indentationOf(document: vscode.TextDocument): Indentation | undefined {
  const editor = vscode.window.visibleTextEditors.find((visible) => visible.document === document);
  const { insertSpaces, tabSize } = editor?.options ?? {};
  return typeof insertSpaces === 'boolean' && typeof tabSize === 'number'
    ? { insertSpaces, tabSize }
    : undefined;
}

function selectedItem(
  document: vscode.TextDocument,
  selected: vscode.SelectedCompletionInfo | undefined,
): SelectedItem | undefined {
  if (selected === undefined) return undefined;
  const { range, text } = selected;
  return { startOffset: document.offsetAt(range.start), endOffset: document.offsetAt(range.end), text };
}

function toItem(document: vscode.TextDocument, suggestion: Suggestion): vscode.InlineCompletionItem {
  const lineEnd = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const start = document.positionAt(suggestion.startOffset);
  const end = document.positionAt(suggestion.endOffset);
  return new vscode.InlineCompletionItem(
    suggestion.text.replaceAll('\n', lineEnd),
    new vscode.Range(start, end),
  );
}
