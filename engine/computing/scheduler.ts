// Who may compute: at most one job at a time, the most urgent first, giving way between evaluate calls.
// Knows priorities and turns; must not know what a job computes.

/** Most urgent first. Typing beats what the palette asked for, that beats prefetch, and that beats warming. */
export const jobPriorities = ['keystroke', 'palette', 'prefetch', 'warming'] as const;
export type JobPriority = (typeof jobPriorities)[number];

/** Why a job must stop: its caller gave up, a newer job of its kind came, or a more urgent one did. */
export type StopReason = 'cancelled' | 'superseded' | 'preempted';

/** What a running job sees of the scheduler. */
export interface JobTurn {
  /**
   * Asked between evaluate calls. Undefined to go on; a reason to end at once. A job that may pause waits in
   * here while a more urgent one runs.
   */
  next(): Promise<StopReason | undefined>;
}

export interface JobOptions {
  readonly priority: JobPriority;
  /** What a more urgent job does to this one: end it, or make it wait and go on afterwards. */
  readonly whenPreempted: 'stop' | 'pause';
}

export interface Job<T> {
  readonly done: Promise<T>;
  stop(reason: StopReason): void;
  /** From now on it is at least as urgent as this. False when it has been stopped: it ends without a result. */
  raise(priority: JobPriority): boolean;
}

interface Entry extends JobOptions {
  priority: JobPriority;
  stopReason: StopReason | undefined;
  /** Resolves the wait for the turn, whether it comes or the job is stopped while waiting. */
  wake: (() => void) | undefined;
}

export class Scheduler {
  private readonly onHolderStopped: () => void;
  private holder: Entry | undefined;
  private readonly waiting: Entry[] = [];
  private stepCount = 0;

  /** @param onHolderStopped called when the job that computes is to stop: what it waits for may end early */
  constructor(onHolderStopped: () => void = () => {}) {
    this.onHolderStopped = onHolderStopped;
  }

  /** Grows whenever a job begins, ends or goes on between evaluate calls. */
  get steps(): number {
    return this.stepCount;
  }

  /**
   * Runs `work` once it is its turn. `work` is always called, with a turn that says stop at once if the job
   * was stopped while it waited, so that every job ends in a result of its own making.
   */
  submit<T>(options: JobOptions, work: (turn: JobTurn) => Promise<T>): Job<T> {
    const entry: Entry = { ...options, stopReason: undefined, wake: undefined };
    this.preemptFor(entry);
    return {
      done: this.run(entry, work),
      stop: (reason) => this.stopEntry(entry, reason),
      raise: (priority) => this.raise(entry, priority),
    };
  }

  private raise(entry: Entry, priority: JobPriority): boolean {
    if (entry.stopReason !== undefined) return false;
    if (urgency(priority) < urgency(entry.priority)) {
      entry.priority = priority;
      this.preemptFor(entry);
    }
    return true;
  }

  private async run<T>(entry: Entry, work: (turn: JobTurn) => Promise<T>): Promise<T> {
    await this.acquire(entry, false);
    this.stepCount++;
    try {
      return await work({ next: () => this.next(entry) });
    } finally {
      this.stepCount++;
      this.release(entry);
    }
  }

  private async next(entry: Entry): Promise<StopReason | undefined> {
    this.stepCount++;
    const pauses = entry.stopReason === undefined && entry.whenPreempted === 'pause';
    if (pauses && this.waiting.some((other) => isMoreUrgent(other, entry))) {
      this.release(entry);
      await this.acquire(entry, true);
    }
    return entry.stopReason;
  }

  private preemptFor(newcomer: Entry): void {
    for (const other of this.holder === undefined ? this.waiting : [this.holder, ...this.waiting]) {
      if (other.whenPreempted === 'stop' && isMoreUrgent(newcomer, other)) this.stopEntry(other, 'preempted');
    }
  }

  private stopEntry(entry: Entry, reason: StopReason): void {
    if (entry.stopReason !== undefined) return;
    entry.stopReason = reason;
    if (entry === this.holder) this.onHolderStopped();
  }

  /** Whoever has begun goes on before equals that have not: they would overwrite what it computes on. */
  private async acquire(entry: Entry, hasBegun: boolean): Promise<void> {
    if (this.holder === undefined) {
      this.holder = entry;
      return;
    }
    if (hasBegun) this.waiting.unshift(entry);
    else this.waiting.push(entry);
    await new Promise<void>((resolve) => {
      entry.wake = resolve;
    });
  }

  private release(entry: Entry): void {
    if (this.holder !== entry) return;
    const next = mostUrgent(this.waiting);
    this.holder = next;
    if (next === undefined) return;
    this.waiting.splice(this.waiting.indexOf(next), 1);
    next.wake?.();
  }
}

function isMoreUrgent(a: Entry, b: Entry): boolean {
  return urgency(a.priority) < urgency(b.priority);
}

/** Smaller is more urgent. */
function urgency(priority: JobPriority): number {
  return jobPriorities.indexOf(priority);
}

/** Stopped jobs first, because they end at once; then by priority; among equals the first that came. */
function mostUrgent(entries: readonly Entry[]): Entry | undefined {
  const rank = (entry: Entry) => (entry.stopReason === undefined ? urgency(entry.priority) : -1);
  return entries.reduce<Entry | undefined>(
    (best, entry) => (best === undefined || rank(entry) < rank(best) ? entry : best),
    undefined,
  );
}
