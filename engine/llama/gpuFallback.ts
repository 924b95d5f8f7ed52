// Loads for the graphics processor where that is wanted, and for the processor where that fails.
// Must not know the binding; loading is given to it.
import type { InferenceBackend } from './backend.ts';

/** What computes; on the processor, why the graphics processor does not although it was wanted. */
export type Device =
  | { readonly kind: 'gpu' }
  | { readonly kind: 'cpu'; readonly gpuFailure?: string | undefined };

/** Rejects with what went wrong on the processor, where every model has to run. */
export async function loadWithFallback(
  gpu: 'auto' | 'off',
  load: (device: Device) => Promise<InferenceBackend>,
): Promise<InferenceBackend> {
  if (gpu === 'off') return await load({ kind: 'cpu' });
  let onGpu: InferenceBackend | undefined;
  try {
    onGpu = await load({ kind: 'gpu' });
    // Drivers fail when something is computed, not before.
    if (onGpu.gpu !== undefined) await onGpu.measureSpeed();
    return onGpu;
  } catch (error: unknown) {
    await onGpu?.dispose();
    return await load({ kind: 'cpu', gpuFailure: error instanceof Error ? error.message : String(error) });
  }
}
