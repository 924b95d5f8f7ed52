// Suggestions made before, answered again from memory while someone types along or goes back.
// Pure but for its own list; must not know the engine.

export interface RememberedSuggestion {
  readonly uri: string;
  /** The document's text on both sides of the cursor when the suggestion was made. */
  readonly before: string;
  readonly after: string;
  /** What the engine answered, before clean-up. */
  readonly text: string;
}

const maxRemembered = 40;
const onlyClosers = /^[)\]}>"'`;,]*$/;

export class SuggestionMemory {
  private entries: readonly RememberedSuggestion[] = [];

  remember(entry: RememberedSuggestion): void {
    this.entries = [entry, ...this.entries.slice(0, maxRemembered - 1)];
  }

  forget(uri: string): void {
    this.entries = this.entries.filter((entry) => entry.uri !== uri);
  }

  /** The rest of the newest suggestion that what stands before the cursor now agrees with. */
  recall(uri: string, before: string, after: string): string | undefined {
    for (const entry of this.entries) {
      const rest = entry.uri === uri ? restOf(entry, before, after) : undefined;
      if (rest !== undefined) return rest;
    }
    return undefined;
  }
}

function restOf(entry: RememberedSuggestion, before: string, after: string): string | undefined {
  if (!before.startsWith(entry.before) || !isSameAfter(entry.after, after)) return undefined;
  const typed = before.slice(entry.before.length);
  if (!entry.text.startsWith(typed)) return undefined;
  // All of it typed: what comes next was never asked. Nothing typed of an empty answer: still nothing to show.
  return typed.length === entry.text.length && typed !== '' ? undefined : entry.text.slice(typed.length);
}

/** Brackets and quotes that the editor closed while typing do not make it another place. */
function isSameAfter(remembered: string, now: string): boolean {
  if (remembered === now) return true;
  return now.endsWith(remembered) && onlyClosers.test(now.slice(0, now.length - remembered.length));
}
