// An expected failure of the engine, with the name that clients act on and a sentence saying what to do.
// Must not know the wire; the server turns it into a coded response.
import type { EngineErrorName } from '../protocol/errorProtocol.ts';

export class EngineError extends Error {
  readonly kind: EngineErrorName;

  constructor(kind: EngineErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineError';
    this.kind = kind;
  }
}
