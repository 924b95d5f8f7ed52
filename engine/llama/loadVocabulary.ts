// The vocabulary of a model file without its weights: what texts become in a model of the same family elsewhere.
// Joins the file reader and the binding; must not know where that model runs.

import { readModelFile } from '../gguf/modelFile.ts';
import { modelMetadata } from '../gguf/modelMetadata.ts';
import type { ModelProfile } from '../gguf/modelProfile.ts';
import { profileModel } from '../gguf/modelProfile.ts';
import type { Vocabulary } from './backend.ts';
import { userDefinedTexts } from './llamaBackend.ts';
import { loadError, startBinding } from './llamaBinding.ts';
import { tokenizePlain } from './plainTokenizer.ts';

export interface LoadedVocabulary {
  readonly vocabulary: Vocabulary;
  /** Of the file, not of the model elsewhere. */
  readonly profile: ModelProfile;
  dispose(): Promise<void>;
}

/** @throws EngineError for every way in which a file or a system can be unfit. */
export async function loadVocabulary(
  modelPath: string,
  onLog: (line: string) => void,
): Promise<LoadedVocabulary> {
  const { header } = await readModelFile(modelPath);
  const metadata = modelMetadata(header);
  const profile = profileModel(metadata);
  const userDefined = userDefinedTexts(metadata.tokens, metadata.tokenTypes);
  const llama = await startBinding('cpu', 1, onLog);
  try {
    const model = await llama.loadModel({ modelPath, vocabOnly: true, gpuLayers: 0 });
    const vocabulary = {
      tokenBytes: profile.tokenBytes,
      control: profile.control,
      tokenize: (text: string) =>
        tokenizePlain(
          text,
          (part) => model.tokenize(part, false),
          (token) => profile.tokenBytes[token] !== undefined,
          userDefined,
        ),
    };
    return { vocabulary, profile, dispose: () => llama.dispose() };
  } catch (cause: unknown) {
    await llama.dispose();
    throw loadError(cause, []);
  }
}
