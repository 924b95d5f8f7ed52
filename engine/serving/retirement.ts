// Whether this engine retires, and who has to know. Must not know connections, nor what its end is made of.

export class Retirement {
  private readonly listeners = new Set<() => void>();
  private readonly hide: () => Promise<void>;
  private hidden: Promise<void> | undefined;

  /** @param hide sees to it that nobody finds the engine any more */
  constructor(hide: () => Promise<void>) {
    this.hide = hide;
  }

  /** Calls back once, at once when it has begun. */
  onBegin(listener: () => void): () => void {
    if (this.hidden !== undefined) {
      listener();
      return () => {};
    }
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Resolves when nobody can find the engine; everyone is told then, so that nobody finds it again. */
  async begin(): Promise<void> {
    const isFirst = this.hidden === undefined;
    this.hidden ??= this.hide();
    await this.hidden;
    if (!isFirst) return;
    for (const listener of this.listeners) listener();
    this.listeners.clear();
  }
}
