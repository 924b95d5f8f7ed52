// Whether a server may be asked now: after trouble it is left alone for a while, longer each time. Time is given.
// Must not know requests or products.
import { ServerError } from './serverError.ts';

const firstRestMs = 1000;
const longestRestMs = 30_000;
/** What a server may ask for; a day's `Retry-After` is somebody's mistake. */
const longestAskedMs = 120_000;

export interface HealthParts {
  readonly now: () => number;
  /** Behind a new connection there may be another server. @throws ServerError when there is */
  readonly isNew: () => boolean;
  readonly verify: () => Promise<void>;
  readonly onTrouble: (error: ServerError) => void;
  readonly onWell: () => void;
}

export class ServerHealth {
  private readonly parts: HealthParts;
  private isPreparing = false;
  private troubles = 0;
  private last: ServerError | undefined;
  private restsUntilMs = 0;

  constructor(parts: HealthParts) {
    this.parts = parts;
  }

  /** When it may be asked again. */
  get restsForMs(): number {
    return Math.max(0, this.restsUntilMs - this.parts.now());
  }

  /** Why it is not asked now. */
  get resting(): ServerError | undefined {
    return this.parts.now() < this.restsUntilMs ? this.last : undefined;
  }

  /** @throws ServerError, while it rests without asking */
  async asking<T>(ask: () => Promise<T>): Promise<T> {
    const { resting } = this;
    if (resting !== undefined) throw resting;
    try {
      const answer = await ask();
      if (this.parts.isNew()) await this.parts.verify();
      this.well();
      return answer;
    } catch (error: unknown) {
      const reason = await this.reasonBehind(error);
      if (reason instanceof ServerError) this.trouble(reason);
      throw reason;
    }
  }

  /** Asks for nothing but who is there. @throws ServerError */
  async probe(): Promise<void> {
    await this.asking(() => this.parts.verify());
  }

  /** Has a connection open and looked at before anybody waits for it. Trouble is told like that of any request. */
  async prepare(): Promise<void> {
    if (this.isPreparing || this.resting !== undefined) return;
    this.isPreparing = true;
    try {
      await this.probe();
    } catch (error: unknown) {
      if (!(error instanceof ServerError)) throw error;
    } finally {
      this.isPreparing = false;
    }
  }

  /** vLLM refuses a model that it does not run: behind a new connection the refusal may mean that it runs another. */
  private async reasonBehind(error: unknown): Promise<unknown> {
    if (!(error instanceof ServerError) || error.reason !== 'serverUnfit' || !this.parts.isNew())
      return error;
    try {
      await this.parts.verify();
      return error;
    } catch (other: unknown) {
      return other instanceof ServerError && other.reason === 'serverModel' ? other : error;
    }
  }

  private well(): void {
    if (this.last === undefined) return;
    this.last = undefined;
    this.troubles = 0;
    this.parts.onWell();
  }

  private trouble(error: ServerError): void {
    const restMs = Math.min(firstRestMs * 2 ** this.troubles, longestRestMs);
    this.troubles++;
    this.last = error;
    this.restsUntilMs =
      this.parts.now() + Math.max(restMs, Math.min(error.retryAfterMs ?? 0, longestAskedMs));
    this.parts.onTrouble(error);
  }
}
