// Text of an answer as it grows out of bytes: whole characters only, and nothing that may turn out to be a stop text.
// Must not know tokens, nor who hears it.

export class StreamedText {
  /** What is certain: it stays, whatever follows. */
  text = '';
  private held = '';
  private readonly stopTexts: readonly string[];
  private readonly utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(stopTexts: readonly string[]) {
    this.stopTexts = stopTexts.filter((stop) => stop !== '');
  }

  /** Returns whether a stop text was met: then `text` ends before it. */
  add(bytes: Uint8Array): boolean {
    const pending = this.held + this.utf8.decode(bytes, { stream: true });
    const stopAt = Math.min(...this.stopTexts.map((stop) => indexOrEnd(pending, stop)));
    if (stopAt < pending.length) {
      this.text += pending.slice(0, stopAt);
      this.held = '';
      return true;
    }
    const held = Math.max(0, ...this.stopTexts.map((stop) => overlap(pending, stop)));
    this.text += pending.slice(0, pending.length - held);
    this.held = pending.slice(pending.length - held);
    return false;
  }

  /** What was held back is text after all. */
  end(): void {
    this.text += this.held;
    this.held = '';
  }
}

function indexOrEnd(text: string, part: string): number {
  const index = text.indexOf(part);
  return index === -1 ? text.length : index;
}

/** Length of the longest end of `text` that `stop` begins with. */
function overlap(text: string, stop: string): number {
  let length = Math.min(text.length, stop.length - 1);
  while (length > 0 && !stop.startsWith(text.slice(text.length - length))) length--;
  return length;
}
