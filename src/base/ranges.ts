// Ranges of a text in UTF-16 offsets. Pure; must not know documents or what stands in a range.

export interface TextRange {
  readonly startOffset: number;
  readonly endOffset: number;
}
