// Amounts of bytes in the units that people are told. Pure. Must not know what is measured.

/** Whole megabytes. */
export function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}

/** With one decimal. */
export function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
