// `npm run bench -- offsets`: what the gate's score would be moved by in each language and at each kind of place, from the
// typed hunks of the half “calibration”, and what share of what passes is right with it and without in the half “report”.
// `npm run bench -- hunks --record --half …` records both.
import { gateIntercept, gateWeights, leastLikelihoods } from '../../src/completion/showing/gateModel.ts';
import { gatedSamples, inOrder, judgeSamples } from './fitGate.ts';
import { fitOffsets, type ScoredSample, sigmoid } from './offsets.ts';
import type { Sample } from './sample.ts';
import { readSamples } from './sampleFile.ts';

const learned = scored(await read('calibration'));
const reported = scored(await read('report'));
const offsets = fitOffsets(learned);
const least = leastLikelihoods.balanced.typing;
console.log(
  `${learned.length} samples learned from, ${reported.length} reported on; likelihood of at least ${least}`,
);
console.log('group             moved by    passes    right | moved: passes    right');
for (const [group, offset] of Object.entries(offsets)) {
  const own = reported.filter(({ groups }) => groups.includes(group));
  const moved = own.map((sample) => ({
    ...sample,
    score: sample.groups.reduce((sum, name) => sum + (offsets[name] ?? 0), sample.score),
  }));
  console.log(
    `${group.padEnd(16)}${offset.toFixed(2).padStart(10)}${passing(own)}      |       ${passing(moved)}`,
  );
}

async function read(half: string): Promise<readonly Sample[]> {
  const samples = await readSamples(`hunks-${half}`);
  if (samples === undefined) throw new Error(`Nothing is recorded of the half “${half}”.`);
  return samples;
}

function scored(samples: readonly Sample[]): readonly ScoredSample[] {
  const gated = gatedSamples(samples);
  const judged = judgeSamples({ weights: inOrder(gateWeights), intercept: gateIntercept }, gated);
  return gated.map(({ source, place, isRight }, index) => {
    const likelihood = judged[index]?.likelihood ?? 0;
    const groups = place === undefined ? [source] : [source, place];
    return { score: Math.log(likelihood / (1 - likelihood)), isRight, groups };
  });
}

function passing(samples: readonly ScoredSample[]): string {
  const passed = samples.filter(({ score }) => sigmoid(score) >= least);
  const right = passed.filter(({ isRight }) => isRight).length;
  const share = passed.length === 0 ? '–' : `${((100 * right) / passed.length).toFixed(0)} %`;
  return `${passed.length}`.padStart(10) + share.padStart(9);
}
