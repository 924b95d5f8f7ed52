// Time as the engine's parts are given it.

/** Calls back once, unless disposed before. */
export type SetTimer = (callback: () => void, delayMs: number) => { dispose(): void };
