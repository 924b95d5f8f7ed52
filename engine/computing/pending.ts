// An answer that is being computed and can be ended early. Must not know what computes it.

/** A request under way; `cancel` ends it after at most one more evaluate call. */
export interface Pending<T> {
  readonly result: Promise<T>;
  cancel(): void;
}
