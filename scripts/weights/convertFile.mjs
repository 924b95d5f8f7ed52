// Converts a model file as the product does: `convertFile.mjs SOURCE TARGET`, run with tsx.
// A process of its own, because set-up itself needs nothing that is installed.
import { convertModel } from '../../engine/copies/converting/convertModel.ts';

const [modelPath = '', targetPath = ''] = process.argv.slice(2);
await convertModel({ modelPath, targetPath }, { signal: new AbortController().signal, onProgress: () => {} });
