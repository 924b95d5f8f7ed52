// A clock that goes on each time it is looked at, as one does for whoever looks while working.

export class SteppingClock {
  /** How far it goes at each look. */
  stepMs = 0;
  private clockMs = 0;

  readonly now = (): number => {
    this.clockMs += this.stepMs;
    return this.clockMs;
  };
}
