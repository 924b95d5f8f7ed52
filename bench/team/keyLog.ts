// What one person's keys came to: how long each waited, and whether text stood behind the cursor after it. Pure: told the
// time. Must not know who answers.

export class KeyLog {
  /** Of every key until it or a later one was decided; infinite for one that never was. */
  readonly waitsMs: number[] = [];
  keys = 0;
  /** Keys that had text on screen when the next one was struck, or somebody went elsewhere. */
  keysWithText = 0;
  /** Keys that nothing was decided for yet. */
  private struckAtMs: number[] = [];
  private onScreen: string | undefined;

  /** A key that goes on with what is shown leaves the rest of that on screen. */
  strike(key: string, atMs: number): void {
    this.lookAtScreen();
    this.onScreen = this.onScreen?.startsWith(key) === true ? this.onScreen.slice(key.length) : undefined;
    this.keys++;
    this.struckAtMs.push(atMs);
  }

  show(text: string | undefined): void {
    this.onScreen = text;
  }

  /** The key that was struck then is decided, and with it all before it. */
  decide(struckAtMs: number, nowMs: number): void {
    this.waitsMs.push(...this.struckAtMs.filter((at) => at <= struckAtMs).map((at) => nowMs - at));
    this.struckAtMs = this.struckAtMs.filter((at) => at > struckAtMs);
  }

  /** Somebody goes elsewhere. */
  leave(): void {
    this.lookAtScreen();
    this.onScreen = undefined;
    this.waitsMs.push(...this.struckAtMs.map(() => Number.POSITIVE_INFINITY));
    this.struckAtMs = [];
  }

  private lookAtScreen(): void {
    if (this.onScreen !== undefined && this.onScreen !== '') this.keysWithText++;
  }
}
