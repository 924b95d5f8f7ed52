// Texts with a cursor `█` and a window `⟦…⟧` drawn into them.
import type { TextRange } from '../../../../src/base/ranges.ts';

export interface Drawn {
  readonly text: string;
  readonly offset: number;
}

export function withCursor(drawn: string): Drawn {
  const offset = drawn.indexOf('█');
  return { text: drawn.slice(0, offset) + drawn.slice(offset + 1), offset };
}

/** Draws what `withCursor` of `drawn` was answered with. */
export function drawWindow({ text, offset }: Drawn, { startOffset, endOffset }: TextRange): string {
  const before = text.slice(startOffset, offset);
  const after = text.slice(offset, endOffset);
  return `${text.slice(0, startOffset)}⟦${before}█${after}⟧${text.slice(endOffset)}`;
}

/** The same drawing without its window. */
export function withoutWindow(drawn: string): string {
  return drawn.replace('⟦', '').replace('⟧', '');
}
