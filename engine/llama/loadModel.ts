// From a file's path to a backend: read what the file says, refuse what cannot run, load the rest.
// Joins the file reader and the binding; must not know the wire.
import { readModelFile } from '../gguf/modelFile.ts';
import { modelMetadata } from '../gguf/modelMetadata.ts';
import { profileModel } from '../gguf/modelProfile.ts';
import type { LoadParams } from '../protocol/protocol.ts';
import type { InferenceBackend } from './backend.ts';
import { loadWithFallback } from './gpuFallback.ts';
import { loadLlamaBackend, userDefinedTexts } from './llamaBackend.ts';
import { freeBytes, withinMemory } from './memoryCeiling.ts';

/** @throws EngineError for every way in which a file or a system can be unfit. */
export async function loadModel(
  params: LoadParams,
  onProgress: (fraction: number) => void,
  // The parent reads standard error into its log.
  onLog: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Promise<InferenceBackend> {
  const { header, fileBytes: weightBytes } = await readModelFile(params.modelPath);
  const metadata = modelMetadata(header);
  const profile = profileModel(metadata);
  const userDefined = userDefinedTexts(metadata.tokens, metadata.tokenTypes);
  const { kvBytesPerToken } = profile.shape;
  const fitting = withinMemory(params, { availableBytes: freeBytes(), weightBytes, kvBytesPerToken });
  if (fitting.sequences < params.sequences || fitting.contextTokens < params.contextTokens)
    onLog(
      `Memory is short: ${fitting.sequences} sequences of ${fitting.contextTokens} tokens instead of ${params.sequences} of ${params.contextTokens}.`,
    );
  return await loadWithFallback(params.gpu ?? unasked(), async (device) => {
    if (device.kind === 'cpu' && device.gpuFailure !== undefined)
      onLog(`The graphics processor failed, the processor computes: ${device.gpuFailure}`);
    return await loadLlamaBackend(fitting, profile, userDefined, device, { onProgress, onLog });
  });
}

/** Tests and benches ask for no device; `scripts/gpu.mjs` has them compute on a graphics processor. */
function unasked(): 'auto' | 'off' {
  return process.env['HEARTH_GPU'] === undefined ? 'off' : 'auto';
}
