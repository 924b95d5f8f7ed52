// Expected failures of the engine as they arrive at a client, and the reasons they become for requests. Pure.
// Must not know what is done about a failure.
import { ResponseError } from 'vscode-jsonrpc';
import { type EngineErrorName, engineErrorCodes } from '../../engine/protocol/errorProtocol.ts';
import type { UnavailableReason } from '../../engine/protocol/protocol.ts';

const engineErrorNames = Object.keys(engineErrorCodes) as readonly EngineErrorName[];

/** The name behind a rejected request; undefined when it is a fault. */
export function engineErrorName(error: unknown): EngineErrorName | undefined {
  if (!(error instanceof ResponseError)) return undefined;
  return engineErrorNames.find((name) => engineErrorCodes[name] === error.code);
}

/** What requests end with while the engine is down for this reason. */
export function unavailableFor(error: EngineErrorName): UnavailableReason {
  switch (error) {
    case 'modelMissing':
      return 'noModel';
    case 'modelInvalid':
    case 'modelUnsupported':
      return 'modelInvalid';
    case 'serverUnavailable':
      return 'serverGone';
    case 'protocolMismatch':
    case 'modelNotLoaded':
    case 'outOfMemory':
    case 'bindingUnavailable':
    case 'diskFull':
    case 'tunedModelDiffers':
      return 'engineFailed';
  }
}
