// Why decoding ended, of suggestions and of answers to prompts.
export type FinishReason =
  | 'endOfLine'
  | 'maxLines'
  | 'endOfBlock'
  | 'endOfStatement'
  | 'maxTokens'
  | 'endOfText'
  | 'stopText'
  | 'repetition'
  | 'contextFull'
  /** Its tokens together became less likely than was asked for; the one that made them so is the last. */
  | 'unsure';
