// The control tokens of a vocabulary. Must not know prompts.

/** The control tokens that prompts and stop rules need; undefined where the vocabulary lacks them. */
export interface ControlTokens {
  readonly fimPrefix: number | undefined;
  readonly fimSuffix: number | undefined;
  readonly fimMiddle: number | undefined;
  /** Begin and end of a turn in a conversation (ChatML). */
  readonly turnStart: number | undefined;
  readonly turnEnd: number | undefined;
  /** What stood between documents in training; begins a prompt that would be empty. */
  readonly documentStart: number;
  /** Every token that ends an answer: end of text, end of turn, and all control tokens. */
  readonly ends: ReadonlySet<number>;
}
