// One request from trigger to clean suggestion, as steps. Knows no VS Code: documents are snapshots, timers are
// given. Must not throw for expected outcomes; they are values.
import type { Outcome } from '../../engine/protocol.ts';
import { budgetFor } from '../client/contextBudget.ts';
import type { Cancellation, EngineClient } from '../client/engineClient.ts';
import type { ContextSource, DocumentSnapshot } from '../context/contextWindow.ts';
import type { Settings } from '../settings.ts';
import { LingeringCancellation, type SetTimer } from './lingeringCancellation.ts';
import { type CleanSuggestion, postprocess, type Surroundings } from './postprocess.ts';
import type { SuggestionMemory } from './suggestionMemory.ts';
import { decideTrigger } from './trigger.ts';

export interface PipelineRequest {
  readonly document: DocumentSnapshot;
  readonly scheme: string;
  readonly offset: number;
  readonly isManual: boolean;
  readonly cursorCount: number;
  /** Rest of the item that is selected in an open suggestion list; empty when none. */
  readonly forcedText: string;
}

export interface PipelineParts {
  readonly client: EngineClient;
  readonly context: ContextSource;
  readonly memory: SuggestionMemory;
  readonly settings: (languageId: string) => Settings;
  readonly setTimer: SetTimer;
}

/** Where a shown suggestion came from, for the log and for measuring. */
export interface Suggestion extends CleanSuggestion {
  readonly source: 'engine' | 'memory';
}

const maxTokens = 96;
const maxBlankLines = 5;

export class CompletionPipeline {
  private readonly parts: PipelineParts;
  private lingering: LingeringCancellation | undefined;

  constructor(parts: PipelineParts) {
    this.parts = parts;
  }

  async complete(request: PipelineRequest, cancellation: Cancellation): Promise<Outcome<Suggestion>> {
    const { document, offset } = request;
    const settings = this.parts.settings(document.languageId);
    const around = surroundings(document.text, offset);
    const refusal = decideTrigger({
      ...request,
      ...around,
      isEnabled: settings.enable,
      documentLength: document.text.length,
    });
    if (refusal !== undefined) return { kind: 'silent', reason: refusal };
    const before = document.text.slice(0, offset);
    const after = document.text.slice(offset);
    if (request.forcedText === '') {
      const recalled = this.parts.memory.recall(document.uri, before, after);
      if (recalled !== undefined) return toOutcome(recalled, around, 'memory');
    }
    if (!request.isManual && (await this.wasCancelledWhileWaiting(settings.debounceMs, cancellation))) {
      return { kind: 'cancelled', reason: 'cancelled' };
    }
    const answer = await this.ask(request, settings, cancellation);
    if (answer.kind !== 'shown') return answer;
    const { text } = answer.value;
    if (request.forcedText === '') this.parts.memory.remember({ uri: document.uri, before, after, text });
    // The answer is kept in memory for the next request, but a request that was cancelled shows nothing.
    if (cancellation.isCancellationRequested) return { kind: 'cancelled', reason: 'cancelled' };
    return toOutcome(text, around, 'engine');
  }

  /** Cancels what is under way, at once: the document is gone or the suggestion was refused. */
  abandon(): void {
    this.lingering?.cancel();
  }

  private async ask(request: PipelineRequest, settings: Settings, cancellation: Cancellation) {
    const { client, context } = this.parts;
    this.lingering?.excuse();
    const lingering = new LingeringCancellation(cancellation, this.parts.setTimer);
    this.lingering = lingering;
    const window = context.windowAt(request.document, request.offset, budgetFor(client.loaded?.speed));
    const params = {
      documentUri: request.document.uri,
      languageId: request.document.languageId,
      before: window.before,
      after: window.after,
      forcedText: request.forcedText,
      maxLines: settings.maxLines,
      maxTokens,
    };
    try {
      return await client.complete(params, lingering);
    } finally {
      lingering.excuse();
      if (this.lingering === lingering) this.lingering = undefined;
    }
  }

  private wasCancelledWhileWaiting(delayMs: number, cancellation: Cancellation): Promise<boolean> {
    if (cancellation.isCancellationRequested) return Promise.resolve(true);
    if (delayMs === 0) return Promise.resolve(false);
    return new Promise((resolve) => {
      const listener = cancellation.onCancellationRequested(() => {
        timer.dispose();
        listener.dispose();
        resolve(true);
      });
      const timer = this.parts.setTimer(() => {
        listener.dispose();
        resolve(false);
      }, delayMs);
    });
  }
}

function toOutcome(text: string, around: Surroundings, source: Suggestion['source']): Outcome<Suggestion> {
  const clean = postprocess(text, around);
  return clean.kind === 'silent' ? clean : { kind: 'shown', value: { ...clean.suggestion, source } };
}

/** The lines around the cursor, without their line ends. */
export function surroundings(text: string, offset: number): Surroundings {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = endOfLine(text, offset);
  const previousStart = lineStart === 0 ? 0 : text.lastIndexOf('\n', lineStart - 2) + 1;
  const nextStart = startOfNextText(text, lineEnd);
  return {
    lineBefore: offset === 0 ? '' : text.slice(lineStart, offset),
    lineAfter: text.slice(offset, lineEnd).replace(/\r$/, ''),
    previousLine: lineStart === 0 ? '' : text.slice(previousStart, lineStart - 1).replace(/\r$/, ''),
    nextLine: text.slice(nextStart, endOfLine(text, nextStart)).replace(/\r$/, ''),
  };
}

/** Start of the first line below that is not blank, looking a few lines ahead. */
function startOfNextText(text: string, lineEnd: number): number {
  let start = Math.min(lineEnd + 1, text.length);
  for (let skipped = 0; skipped < maxBlankLines; skipped++) {
    const end = endOfLine(text, start);
    if (end === text.length || text.slice(start, end).trim() !== '') break;
    start = end + 1;
  }
  return start;
}

function endOfLine(text: string, offset: number): number {
  const lineEnd = text.indexOf('\n', offset);
  return lineEnd === -1 ? text.length : lineEnd;
}
