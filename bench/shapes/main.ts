// `npm run bench -- shapes`: a finished line as it is predicted for a larger model from the one that runs, against a file of
// that shape which is made for it and measured here, because the weights themselves may not be at hand.
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { loadModel } from '../../engine/llama/loadModel.ts';
import { hearthHome } from '../../src/models/files/hearthHome.mjs';
import { publishedModels, shapeOf } from '../../src/models/files/publishedModels.ts';
import { predictedLineMs, type RunningModel } from '../../src/models/memory/linePrediction.ts';
import { writeShapedFile } from './shapedFile.ts';

/** Each file is measured so often, in turns; the best counts, because what disturbs only slows down. */
const rounds = 3;
const headDimension = 128;
const quiet = () => {};
const runs = process.env['HEARTH_BENCH_MODEL'] ?? '';
const larger = publishedModels.filter(({ size }) => size === '1.5B').slice(0, 1);

const folder = await mkdtemp(path.join(hearthHome(), 'shapes-'));
try {
  for (const model of larger) {
    const file = path.join(folder, 'shaped.gguf');
    const shape = shapeOf(model);
    await writeShapedFile(runs, file, shape, headDimension);
    const [small, large] = await measureInTurns(runs, file);
    // As the generated file is: the embedding is the head, keys and values have eight bits.
    const predicted = (from: RunningModel) =>
      predictedLineMs({ shape, headIsEmbedding: true, hasFineKeys: true }, from)?.toFixed(0);
    console.log(
      `${model.size}: predicted ${predicted(small)} ms for a line, measured ${predicted(large)} ms; a token takes ` +
        `${tokenMs(small)} ms with the model that runs and ${tokenMs(large)} ms with the larger one`,
    );
  }
} finally {
  await rm(folder, { recursive: true });
}

async function measureInTurns(first: string, second: string): Promise<readonly [RunningModel, RunningModel]> {
  let best = [await measure(first), await measure(second)] as const;
  for (let round = 1; round < rounds; round++)
    best = [faster(best[0], await measure(first)), faster(best[1], await measure(second))];
  return best;
}

async function measure(modelPath: string): Promise<RunningModel> {
  const params = { modelPath, contextTokens: 512, sequences: 1, threads: 0 };
  const backend = await loadModel(params, quiet, quiet);
  const speed = await backend.measureSpeed();
  await backend.dispose();
  return { shape: backend.shape, speed };
}

function faster(one: RunningModel, other: RunningModel): RunningModel {
  return one.speed.decodeTokensPerSecond > other.speed.decodeTokensPerSecond ? one : other;
}

function tokenMs({ speed }: RunningModel): string {
  return (1000 / speed.decodeTokensPerSecond).toFixed(1);
}
