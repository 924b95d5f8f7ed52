// Expected failures by name and code, as every message may end in one. Shared by both processes like `protocol.ts`.
// Must not know what fails.

/** Codes of expected failures, carried by jsonrpc's `ResponseError`; anything else is a fault. */
export const engineErrorCodes = {
  protocolMismatch: 1001,
  modelMissing: 1002,
  modelInvalid: 1003,
  modelUnsupported: 1004,
  modelNotLoaded: 1005,
  outOfMemory: 1006,
  /** The native binding cannot run on this system (C library too old, musl, no binary for the platform). */
  bindingUnavailable: 1007,
  /** The disk has no room for a tuned copy. */
  diskFull: 1008,
  /** A tuned copy answered differently from its original and was removed. */
  tunedModelDiffers: 1009,
  /** The server cannot be asked, and nothing here stands in for it; the message says why. */
  serverUnavailable: 1010,
} as const;

export type EngineErrorName = keyof typeof engineErrorCodes;

/** The payload of every expected failure: a sentence for the log and the name behind the code. */
export interface EngineErrorData {
  readonly name: EngineErrorName;
}
