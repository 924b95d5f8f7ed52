// From a file's path to a backend: read what the file says, refuse what cannot run, load the rest.
// Joins the file reader and the binding; must not know the wire.
import type { InferenceBackend } from './backend.ts';
import { loadLlamaBackend, userDefinedTexts } from './llamaBackend.ts';
import { readModelFile } from './modelFile.ts';
import { profileModel } from './modelProfile.ts';
import type { LoadParams } from './protocol.ts';

/** @throws EngineError for every way in which a file or a system can be unfit. */
export async function loadModel(
  params: LoadParams,
  onProgress: (fraction: number) => void,
): Promise<InferenceBackend> {
  const metadata = await readModelFile(params.modelPath);
  const profile = profileModel(metadata);
  const userDefined = userDefinedTexts(metadata.tokens, metadata.tokenTypes);
  return await loadLlamaBackend(params, profile, userDefined, {
    onProgress,
    // The parent reads standard error into its log.
    onLog: (line) => process.stderr.write(`${line}\n`),
  });
}
