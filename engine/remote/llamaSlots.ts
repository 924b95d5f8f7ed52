// Which of a llama.cpp server's slots holds a session's prompt, and when a request should name it. Pure but for
// remembering; told the time. Must not know prompts or the wire.

/** The server hears after so long, at the latest, that a request was closed. */
const closedForCertainMs = 1500;

interface SlotUse {
  readonly slot: number;
  /** When the last request was closed before its end; undefined when it came to it. */
  readonly cutAtMs: number | undefined;
}

/**
 * By itself the server takes the free slot with the longest common prefix. A slot whose request was just closed still
 * counts as busy, so that the next key would get another one and evaluate its whole prompt there: then the slot is named,
 * which waits for it for a step. At other times naming it could mean waiting for somebody else.
 */
export class LlamaSlots {
  private readonly now: () => number;
  private readonly uses = new Map<string, SlotUse>();

  constructor(now: () => number) {
    this.now = now;
  }

  /** A request came to its end; in which slot, where the server told. */
  ended(session: string, slot: number | undefined): void {
    const known = slot ?? this.uses.get(session)?.slot;
    if (known !== undefined && known >= 0) this.uses.set(session, { slot: known, cutAtMs: undefined });
  }

  /** A request was closed before its end. */
  cut(session: string): void {
    const use = this.uses.get(session);
    if (use !== undefined) this.uses.set(session, { ...use, cutAtMs: this.now() });
  }

  named(session: string): number | undefined {
    const { slot, cutAtMs } = this.uses.get(session) ?? {};
    return cutAtMs !== undefined && this.now() - cutAtMs < closedForCertainMs ? slot : undefined;
  }
}
