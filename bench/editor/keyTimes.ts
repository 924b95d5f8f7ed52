// From what happened in an editor's page to how long keys waited for ghost text. Pure; must not know pages.

/** On the page's own clock. */
export interface KeyDown {
  readonly atMs: number;
  /** One character; Enter is `\n`. */
  readonly key: string;
}

/** What ghost text stood on screen from then on; empty for none. */
export interface GhostChange {
  readonly atMs: number;
  readonly ghost: string;
}

export interface KeyTimes {
  /** Keys that typed what was suggested, until the rest of it stood there. */
  readonly alongMs: readonly number[];
  /** Other keys, until ghost text stood there that had not stood there before. */
  readonly appearingMs: readonly number[];
}

/** What comes later than this was not for the last key. */
const longestWaitMs = 3000;

/** Both in order of time. Keys that the next key came before are not counted. */
export function keyTimes(keys: readonly KeyDown[], changes: readonly GhostChange[]): KeyTimes {
  const alongMs: number[] = [];
  const appearingMs: number[] = [];
  for (const [index, { atMs, key }] of keys.entries()) {
    const untilMs = keys[index + 1]?.atMs ?? atMs + longestWaitMs;
    const before = changes.findLast((change) => change.atMs < atMs)?.ghost ?? '';
    const shown = changes.find(
      (change) =>
        change.atMs >= atMs && change.atMs < untilMs && change.ghost !== '' && change.ghost !== before,
    );
    if (shown === undefined) continue;
    const isAlong = before.length > 1 && before.startsWith(key);
    (isAlong ? alongMs : appearingMs).push(shown.atMs - atMs);
  }
  return { alongMs, appearingMs };
}
