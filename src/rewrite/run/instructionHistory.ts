// The instructions given before, newest last, and a walk through them with the arrow keys. Pure but for its place.
// Must not know where they are kept between sessions.

const maxInstructions = 50;

export function withInstruction(history: readonly string[], instruction: string): readonly string[] {
  return [...history.filter((earlier) => earlier !== instruction), instruction].slice(-maxInstructions);
}

export function parseHistory(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((entry) => typeof entry === 'string').slice(-maxInstructions);
}

/** One opening of the input box: what was typed there is the newest entry and is not lost by walking away from it. */
export class HistoryWalk {
  private readonly history: readonly string[];
  private index: number;
  private draft = '';

  constructor(history: readonly string[]) {
    this.history = history;
    this.index = history.length;
  }

  /** What the box shows after an arrow key; at either end it stays. */
  step(direction: 'older' | 'newer', shown: string): string {
    if (this.index === this.history.length) this.draft = shown;
    const next = this.index + (direction === 'older' ? -1 : 1);
    if (next < 0 || next > this.history.length) return shown;
    this.index = next;
    return this.history[next] ?? this.draft;
  }
}
