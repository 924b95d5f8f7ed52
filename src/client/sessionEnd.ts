// Why a session with an engine is over, and how that reaches whoever waited. Must not know sessions.

/** It was asked to end, ended by itself, or was killed because it answered nothing. */
export interface SessionEnd {
  readonly kind: 'stopped' | 'crashed' | 'hung';
  readonly description: string;
}

/** Rejects what was pending when the session ended. */
export class SessionEndedError extends Error {
  readonly end: SessionEnd;

  constructor(end: SessionEnd, options?: ErrorOptions) {
    super(`The engine is gone: ${end.description}.`, options);
    this.name = 'SessionEndedError';
    this.end = end;
  }
}
