// Prepares in idle time what the next key needs: the grammar, the syntax tree, the engine's prompt.
// Knows no VS Code; is told of opened documents, moves and edits.
import { budgetFor } from '../client/contextBudget.ts';
import type { EngineClient } from '../client/engineClient.ts';
import type { ContextSource, DocumentSnapshot } from '../context/contextWindow.ts';
import type { Logger } from '../log.ts';
import { LingeringCancellation, type SetTimer } from './lingeringCancellation.ts';
import { decideTrigger } from './trigger.ts';

/** Nobody typed or moved for this long. */
const idleMs = 150;

export interface WarmPlace {
  readonly document: DocumentSnapshot;
  readonly scheme: string;
  readonly offset: number;
}

export interface WarmerParts {
  readonly client: EngineClient;
  readonly context: ContextSource;
  readonly isEnabled: (languageId: string) => boolean;
  readonly setTimer: SetTimer;
  readonly log: Logger;
}

export class Warmer {
  private readonly parts: WarmerParts;
  private timer: { dispose(): void } | undefined;
  private running: LingeringCancellation | undefined;

  constructor(parts: WarmerParts) {
    this.parts = parts;
  }

  /** A document was opened or shown, or the cursor moved in it. `place` is read when the time has come. */
  visit(place: () => WarmPlace | undefined): void {
    this.pause();
    this.timer = this.parts.setTimer(() => {
      const current = place();
      if (current === undefined) return;
      this.warm(current).catch((error: unknown) => {
        this.parts.log.error(`Warming failed: ${error instanceof Error ? error.message : String(error)}`);
      });
    }, idleMs);
  }

  /** Someone types: whatever is under way makes room. */
  pause(): void {
    this.timer?.dispose();
    this.running?.cancel();
    this.running = undefined;
  }

  private async warm({ document, scheme, offset }: WarmPlace): Promise<void> {
    const { client, context } = this.parts;
    const refusal = decideTrigger({
      scheme,
      isEnabled: this.parts.isEnabled(document.languageId),
      isManual: false,
      cursorCount: 1,
      documentLength: document.text.length,
      lineBefore: '',
      lineAfter: '',
    });
    if (refusal !== undefined) return;
    const cancellation = new LingeringCancellation(neverCancelled, this.parts.setTimer);
    this.running = cancellation;
    await context.prepare(document.languageId);
    if (cancellation.isCancellationRequested) return;
    context.parseAhead(document);
    const window = context.windowAt(document, offset, budgetFor(client.loaded?.speed));
    const { uri: documentUri, languageId } = document;
    const { before, after } = window;
    const result = await client.warm({ documentUri, languageId, before, after }, cancellation);
    if (result !== undefined)
      this.parts.log.debug(`warmed: ${result.counters.evaluated} tokens (${result.kind})`);
  }
}

const neverCancelled = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => {} }),
};
