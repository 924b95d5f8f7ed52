// Takes some rows out of a piece of a matrix. Pure.

/**
 * @param rows whole rows, the first of which is row `firstRow` of the matrix
 * @param kept rows of the matrix to keep, ascending
 * @returns those of them that are in `rows`, in order
 */
export function keepRows(
  rows: Uint8Array,
  firstRow: number,
  rowBytes: number,
  kept: readonly number[],
): Uint8Array {
  const endRow = firstRow + rows.length / rowBytes;
  const from = lowerBound(kept, firstRow);
  const to = lowerBound(kept, endRow);
  const result = new Uint8Array((to - from) * rowBytes);
  for (let index = from; index < to; index++) {
    const start = ((kept[index] ?? 0) - firstRow) * rowBytes;
    result.set(rows.subarray(start, start + rowBytes), (index - from) * rowBytes);
  }
  return result;
}

/** The first index whose value is not below `value`. */
function lowerBound(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
