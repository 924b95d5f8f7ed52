// Where a function ends early, and when. Plain data. Must not know how that is found out.

export interface Guard {
  readonly ends: 'throws' | 'returns';
  /** What is thrown, by the name of its type, or returned; empty for a bare `return`. */
  readonly what: string;
  /** The condition as it is written, on one line. */
  readonly when: string;
}
