// Prepares in idle time what the next key needs: the grammar, the syntax tree, the engine's prompt.
// Knows no VS Code; is told of opened documents, moves and edits.
import { neverCancelled } from '../../base/cancellation.ts';
import { describeError, type Logger } from '../../base/log.ts';
import type { SetTimer } from '../../base/time.ts';
import type { EngineClient } from '../../client/engineClient.ts';
import type { ContextSource, DocumentSnapshot } from '../../context/window/contextWindow.ts';
import type { DocumentPrivacy } from '../../privacy/filePrivacy.ts';
import { refuseDocument } from '../when/trigger.ts';
import { budgetFor } from './contextBudget.ts';
import { LingeringCancellation } from './lingeringCancellation.ts';
import type { SurroundingCode } from './surroundingCode.ts';

/** Nobody typed or moved for this long. */
const idleMs = 150;
/** Something more urgent came, in this window or another one: it may not be over soon. */
const retryMs = 2000;

export interface WarmPlace {
  readonly uri: string;
  readonly languageId: string;
  readonly scheme: string;
  readonly hasWritableFiles?: boolean;
  readonly documentLength: number;
  readonly offset: number;
  /** Reads the document as it is now. */
  readonly snapshot: () => DocumentSnapshot;
}

export interface WarmerParts {
  readonly client: EngineClient;
  readonly context: ContextSource;
  readonly privacy: DocumentPrivacy;
  readonly surrounding: Pick<SurroundingCode, 'refer'>;
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
  visit(place: () => WarmPlace | undefined, delayMs = idleMs): void {
    this.pause();
    this.timer = this.parts.setTimer(() => {
      const current = place();
      if (current === undefined) return;
      this.warm(current, place).catch((error: unknown) => {
        this.parts.log.error(`Warming failed: ${describeError(error)}`);
      });
    }, delayMs);
  }

  /** Someone types: whatever is under way makes room. */
  pause(): void {
    this.timer?.dispose();
    this.running?.cancel();
    this.running = undefined;
  }

  private async warm(place: WarmPlace, placeLater: () => WarmPlace | undefined): Promise<void> {
    const { uri, languageId, scheme, hasWritableFiles, documentLength, offset, snapshot } = place;
    const { client, context, privacy, surrounding, log } = this.parts;
    const refusal = refuseDocument({
      scheme,
      ...(hasWritableFiles === undefined ? {} : { hasWritableFiles }),
      documentLength,
      isEnabled: this.parts.isEnabled(languageId),
      isManual: false,
      cursorCount: 1,
      isReadOnly: false,
    });
    if (refusal !== undefined) return;
    const cancellation = new LingeringCancellation(neverCancelled, this.parts.setTimer);
    this.running = cancellation;
    await Promise.all([context.prepare(languageId), privacy.rulesRead(uri)]);
    // Edits and moves cancel this, so the place still is the one that was visited.
    if (cancellation.isCancellationRequested) return;
    if (privacy.refusal(uri) !== undefined) return;
    const document = snapshot();
    if (privacy.refusal(uri, document.text) !== undefined) return;
    context.parseAhead(document);
    const { before, after } = context.windowAt(document, offset, budgetFor(client.loaded?.speed));
    const result = await client.warm({ documentUri: document.uri, languageId, before, after }, cancellation);
    if (result !== undefined) log.debug(`warmed: ${result.counters.evaluated} tokens (${result.kind})`);
    if (cancellation.isCancellationRequested) return;
    if (result?.kind === 'preempted') this.visit(placeLater, retryMs);
    else await surrounding.refer(document, offset, cancellation);
  }
}
