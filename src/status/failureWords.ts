// What is said of an engine that cannot run. Pure; strings come translated from the caller.
import type { ClientStatus } from '../client/engineClient.ts';

type Translate = (message: string) => string;

export type Failure = Extract<ClientStatus, { readonly state: 'failed' }>;

/** In the user's language what it means; then in the engine's own words what it is. */
export function failureWords({ error, message }: Failure, t: Translate): string {
  return `${meaningOf(error, t)} ${message}`;
}

function meaningOf(error: Failure['error'], t: Translate): string {
  switch (error) {
    case 'modelMissing':
      return t('Hearth cannot find its model file.');
    case 'modelInvalid':
      return t('Hearth’s model file is damaged or incomplete.');
    case 'modelUnsupported':
      return t('Hearth cannot run a model of this kind.');
    case 'outOfMemory':
      return t('There is not enough free memory for the model.');
    case 'bindingUnavailable':
      return t('Hearth’s engine does not run on this machine.');
    case 'diskFull':
      return t('The disk is full.');
    case 'protocolMismatch':
      return t('Hearth has been updated. Reload the window.');
    case 'serverUnavailable':
      return t('Hearth’s server cannot be asked. Hearth tries again.');
    case 'crashedTooOften':
      return t('Hearth’s engine ended unexpectedly several times.');
    case 'modelNotLoaded':
    case 'tunedModelDiffers':
    case 'fault':
      return t('Hearth’s engine cannot start.');
  }
}
