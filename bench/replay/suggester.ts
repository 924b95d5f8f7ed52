// What a replay asks for suggestions: Hearth, or a peer's rules. Shapes only.
import type { TextChange } from '../../src/base/textChanges.ts';

export interface Shown {
  readonly text: string;
  /** What it replaces. */
  readonly startOffset: number;
  readonly endOffset: number;
}

export interface Suggested {
  readonly shown: Shown | undefined;
  /** `none` when nobody was asked. */
  readonly source: 'engine' | 'memory' | 'none';
  /** From the key to the answer; 0 from memory. */
  readonly latencyMs: number;
  /** 0 from memory. */
  readonly generatedTokens: number;
}

export interface Suggester {
  readonly name: string;
  /** Somebody begins to type here. */
  begin(text: string, offset: number): Promise<void>;
  change(change: TextChange): void;
  /** @param gapMs time until the next key */
  suggest(text: string, offset: number, gapMs: number): Promise<Suggested>;
  /** Lets the time until the next key pass. Answers what came on screen because somebody waited. */
  pass(gapMs: number): Promise<Shown | undefined>;
}
