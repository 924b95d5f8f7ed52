// Records samples with the model: from the evaluation's packages and from the recording's first half.
import { loadModel } from '../../engine/llama/loadModel.ts';
import { benchContext } from '../benchContext.ts';
import { cutCases } from '../evaluation/cases.ts';
import { readCorpus } from '../evaluation/corpus.ts';
import { recordedHalves } from '../replay/recording.ts';
import { CorpusSampler } from './corpusSamples.ts';
import { recordedSamples } from './recordedSamples.ts';
import type { Sample } from './sample.ts';

export interface RecordingPlan {
  readonly modelPath: string;
  readonly threads: number;
  /** Of each language. */
  readonly cases: number;
  readonly runs: number;
}

const languages = ['typescript', 'python', 'javascript'];
/** Not the evaluation's own, so that what it reports on is not what was learned from. */
const seed = 7;

export async function recordSamples(
  { modelPath, threads, cases, runs }: RecordingPlan,
  say: (line: string) => void,
  keep: (samples: readonly Sample[]) => void,
): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const hear = (sample: Sample) => {
    samples.push(sample);
    if (samples.length % 500 !== 0) return;
    say(`${samples.length} samples …`);
    keep(samples);
  };
  const sources = await readCorpus(say);
  const backend = await loadModel({ modelPath, contextTokens: 4096, sequences: 1, threads }, () => {});
  const context = benchContext();
  let questions = 0;
  const sampler = new CorpusSampler(backend, context, sources);
  for (const language of languages) {
    for (const question of cutCases(sources, language, cases, seed)) {
      for (const sample of await sampler.samples(question, questions++)) hear(sample);
    }
  }
  context.dispose();
  await recordedSamples(backend, (await recordedHalves(runs)).calibration, hear);
  await backend.dispose();
  return samples;
}
