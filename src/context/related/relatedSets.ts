// The related code that each document's prompt holds: frozen while its reader types, refreshed in idle time.
// Pure: times and choices are given. Must not know how related code is chosen or what a prompt looks like.
import type { RelatedSnippet } from './relatedCode.ts';

/**
 * `frozen`: typing is going on, nothing was chosen. `kept`: the prompt stays as it is. `changed`: it begins
 * differently now, so that all of it has to be evaluated again, best at once.
 */
export type RefreshResult = 'frozen' | 'kept' | 'changed';

interface Held {
  readonly snippets: readonly RelatedSnippet[];
  readonly lastKeyMs: number;
}

const noSnippets: readonly RelatedSnippet[] = [];
const nothingHeld: Held = { snippets: noSnippets, lastKeyMs: Number.NEGATIVE_INFINITY };
const maxDocuments = 64;

export class RelatedSets {
  private readonly idleMs: number;
  /** By path, in the order of use, last used last. */
  private readonly held = new Map<string, Held>();

  /** @param idleMs After the last key, how long a document counts as being typed in. */
  constructor(idleMs: number) {
    this.idleMs = idleMs;
  }

  /** The same object until a refresh changes what it holds. */
  snippets(path: string): readonly RelatedSnippet[] {
    return (this.held.get(path) ?? nothingHeld).snippets;
  }

  typed(path: string, nowMs: number): void {
    this.hold(path, { snippets: this.snippets(path), lastKeyMs: nowMs });
  }

  /** Calls `choose` only when the document is idle. */
  refresh(path: string, nowMs: number, choose: () => readonly RelatedSnippet[]): RefreshResult {
    const { lastKeyMs, snippets } = this.held.get(path) ?? nothingHeld;
    if (nowMs - lastKeyMs < this.idleMs) return 'frozen';
    const chosen = choose();
    if (sameSnippets(chosen, snippets)) return 'kept';
    this.hold(path, { snippets: chosen, lastKeyMs });
    return 'changed';
  }

  close(path: string): void {
    this.held.delete(path);
  }

  private hold(path: string, held: Held): void {
    this.held.delete(path);
    this.held.set(path, held);
    const [oldest] = this.held.keys();
    if (oldest !== undefined && this.held.size > maxDocuments) this.held.delete(oldest);
  }
}

/** Whether both make the same prompt; scores are not part of it. */
export function sameSnippets(these: readonly RelatedSnippet[], those: readonly RelatedSnippet[]): boolean {
  return (
    these.length === those.length &&
    these.every(({ path, text, kind }, index) => {
      const other = those[index];
      return other?.path === path && other.text === text && other.kind === kind;
    })
  );
}
