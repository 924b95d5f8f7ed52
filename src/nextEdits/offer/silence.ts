// Why nothing is offered as a next edit, and what was. Plain data, for those who tell of it.

/** Of the last edit that rested. */
export type NextEditSilence =
  /** By `hearth.nextEdits`, or because suggestions are. */
  | 'off'
  /** By `editor.accessibilitySupport`, unless the setting was made by hand. */
  | 'screenReader'
  | 'hidden'
  | 'documentKind'
  | 'tooLarge'
  | 'multipleCursors'
  | 'tookTooLong'
  /** No edit was made twice, and nothing declared was renamed. */
  | 'nothingRepeats';

/** How often since the start. */
export interface NextEditCounts {
  readonly offered: number;
  readonly accepted: number;
  readonly dismissed: number;
}

export interface NextEditReport {
  readonly counts: NextEditCounts;
  readonly silence: NextEditSilence | undefined;
}
