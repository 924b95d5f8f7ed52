// The failure of a model file that contradicts itself or the format. Must not know how files are read.
import { EngineError } from '../base/engineError.ts';

/** @param what what is wrong, as the rest of a sentence */
export function damaged(what: string, options?: ErrorOptions): EngineError {
  return new EngineError(
    'modelInvalid',
    `The model file is damaged: ${what}. Fetch it again, or choose another file.`,
    options,
  );
}
