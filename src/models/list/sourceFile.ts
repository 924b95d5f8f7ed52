// What becomes of a download once it is converted: it goes when whoever runs what was made of it says so.
// Must not know how it came, what was made of it, nor how one asks.
import { rm, stat } from 'node:fs/promises';
import { describeError, type Logger } from '../../base/log.ts';
import type { ReadyClient } from '../../client/engineClient.ts';

export interface SourceParts {
  readonly client: Pick<ReadyClient, 'status' | 'whenReady'>;
  readonly asksToRemove: (bytes: number) => Promise<boolean>;
  readonly log: Logger;
}

/**
 * Only once the engine runs the other file: until then the download may still be needed, and what was said of a missing
 * model is put away when the engine is ready, this question with it.
 */
export async function offerToRemoveSource(
  source: string,
  { client, asksToRemove, log }: SourceParts,
): Promise<void> {
  try {
    await client.whenReady();
    if (client.status.state !== 'ready') return;
    const { size } = await stat(source);
    if (await asksToRemove(size)) await rm(source, { force: true });
  } catch (error: unknown) {
    // It stays in the list of models, where it can be removed later.
    log.warn(`The download was not removed: ${describeError(error)}`);
  }
}
