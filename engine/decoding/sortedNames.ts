// Names by their bytes: whether one is there, and whether one begins so. Pure.

/** Each byte is one character of a string, so that strings compare as bytes do. */
function bytewise(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

export class SortedNames {
  private readonly sorted: readonly string[];

  constructor(names: readonly string[]) {
    const encoder = new TextEncoder();
    this.sorted = names.map((name) => bytewise(encoder.encode(name))).toSorted(byCodeUnits);
  }

  has(name: Uint8Array): boolean {
    const wanted = bytewise(name);
    return this.firstFrom(wanted) === wanted;
  }

  hasBeginning(beginning: Uint8Array): boolean {
    const wanted = bytewise(beginning);
    return this.firstFrom(wanted)?.startsWith(wanted) === true;
  }

  /** The least name that is not less. */
  private firstFrom(wanted: string): string | undefined {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sorted[middle] ?? '') < wanted) low = middle + 1;
      else high = middle;
    }
    return this.sorted[low];
  }
}

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
