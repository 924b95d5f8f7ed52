// How many threads compute: as many as there are physical cores, less those that others keep busy, as measured.
// Knows processor times; must not know what is computed.

/** Processor time spent since some beginning, in milliseconds, over all cores. */
export interface ProcessorTimes {
  readonly atMs: number;
  /** By every process. Those of lowered priority hold up compute threads as well (measured). */
  readonly allMs: number;
  /** By this process, all its threads. */
  readonly ownMs: number;
}

/**
 * Compute threads wait for each other in a loop: one that has to share its core holds up all the others, and a token
 * takes five to ten times as long (docs/BENCHMARKS.md). A core counts as taken from this share on,
 */
const takenShare = 0.5;
/** and as free again below this one, so that the number does not swing. */
const freeShare = 0.25;
/** Times are counted in steps of 10 ms; shorter windows would be noise, longer ones late. */
const windowMs = 400;

/** Cores that other processes kept busy between two readings. */
export function othersBusyCores(earlier: ProcessorTimes, later: ProcessorTimes): number {
  const others = later.allMs - earlier.allMs - (later.ownMs - earlier.ownMs);
  return Math.max(0, others / (later.atMs - earlier.atMs));
}

/** Threads to go on with after `current`; at least one. */
export function threadsBeside(busyCores: number, physicalCores: number, current: number): number {
  const beside = (share: number) => Math.max(1, physicalCores - Math.floor(busyCores + 1 - share));
  const fewer = beside(takenShare);
  return fewer < current ? fewer : Math.max(current, beside(freeShare));
}

/** Measures between evaluate calls, which needs no timer and costs nothing while nobody types. */
export class ThreadPolicy {
  private readonly physicalCores: number;
  private readonly read: () => ProcessorTimes;
  private readonly now: () => number;
  private last: ProcessorTimes;
  private current: number;

  constructor(physicalCores: number, read: () => ProcessorTimes, now: () => number) {
    this.physicalCores = physicalCores;
    this.read = read;
    this.now = now;
    this.current = physicalCores;
    this.last = read();
  }

  threads(): number {
    if (this.now() - this.last.atMs < windowMs) return this.current;
    const times = this.read();
    this.current = threadsBeside(othersBusyCores(this.last, times), this.physicalCores, this.current);
    this.last = times;
    return this.current;
  }
}
