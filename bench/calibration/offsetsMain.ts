// `npm run bench -- offsets`: whether the gate is better for knowing the language and the kind of place. What its score is
// moved by is learned from one half of the typed hunks and judged on the other, both ways.
// `npm run bench -- hunks --record --half …` records the halves; of one alone the earlier and the later hunks of each
// language are taken.
import { gateIntercept, gateWeights } from '../../src/completion/showing/gateModel.ts';
import { gatedSamples, inOrder, judgeSamples } from './fitGate.ts';
import { gateCurve, type JudgedSample } from './gateCurve.ts';
import { fitOffsets, type ScoredSample, sigmoid } from './offsets.ts';
import type { Sample } from './sample.ts';
import { readSamples } from './sampleFile.ts';

const thresholds = [0.46, 0.5, 0.54, 0.58, 0.62, 0.66];

type Scored = ScoredSample & JudgedSample;

const calibration = await readSamples('hunks-calibration');
const report = await readSamples('hunks-report');
if (calibration === undefined) throw new Error('Nothing is recorded of the half “calibration”.');
const parts = report === undefined ? halvesOf(scored(calibration)) : [scored(calibration), scored(report)];
const offsets = parts.map(fitOffsets);
const names = [...new Set(offsets.flatMap((fitted) => Object.keys(fitted)))].toSorted();
console.log(`${parts.map((part) => part.length).join(' and ')} samples; moved by, learned from each half:`);
for (const name of names)
  console.log(
    `${name.padEnd(16)}${offsets.map((fitted) => (fitted[name] ?? 0).toFixed(2).padStart(8)).join('')}`,
  );
const languages = new Set(parts.flat().map(({ source }) => source));
const curves = {
  'as it is': gateCurve(parts.flat()),
  'moved by language': movedCurve((name) => languages.has(name)),
  'by language and place': movedCurve(() => true),
};
console.log('\n                        at least      shown      right       kept');
for (const [name, curve] of Object.entries(curves))
  for (const { threshold, shownShare, rightShare, keptShare } of curve)
    if (thresholds.some((wanted) => Math.abs(wanted - threshold) < 0.001))
      console.log(
        `${name.padEnd(24)}${threshold.toFixed(2).padStart(8)}${[shownShare, rightShare, keptShare].map((share) => `${(100 * share).toFixed(1)} %`.padStart(11)).join('')}`,
      );

/** Each half moved by what the other one taught. */
function movedCurve(isUsed: (group: string) => boolean) {
  const moved = parts.flatMap((part, index) => {
    const taught = offsets[1 - index] ?? {};
    return part.map((sample) => {
      const by = sample.groups.filter(isUsed).reduce((sum, name) => sum + (taught[name] ?? 0), sample.score);
      return { ...sample, likelihood: sigmoid(by) };
    });
  });
  return gateCurve(moved);
}

function scored(samples: readonly Sample[]): readonly Scored[] {
  const gated = gatedSamples(samples);
  const judged = judgeSamples({ weights: inOrder(gateWeights), intercept: gateIntercept }, gated);
  return judged.map((sample, index) => {
    const { likelihood, source } = sample;
    const place = gated[index]?.place;
    const groups = place === undefined ? [source] : [source, place];
    return { ...sample, score: Math.log(likelihood / (1 - likelihood)), groups };
  });
}

function halvesOf(samples: readonly Scored[]): readonly (readonly Scored[])[] {
  const sources = [...new Set(samples.map(({ source }) => source))];
  const middles = new Map(
    sources.map((source) => {
      const own = samples.filter((sample) => sample.source === source);
      return [source, own[Math.floor(own.length / 2)]?.question ?? 0];
    }),
  );
  const isEarlier = ({ source, question }: Scored) => question < (middles.get(source) ?? 0);
  return [samples.filter(isEarlier), samples.filter((sample) => !isEarlier(sample))];
}
