// `npm run bench -- calibrate`: fits the gate to what was right, prints its curve and the constants to paste, and draws
// the curve of the gate as it ships.
// `calibrate [--record] [--cases N] [--runs N] [--threads N] [--model FILE] [--svg FILE]`; `--record` asks the model
// anew, otherwise the samples recorded last are used.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gateFeatures, gateIntercept, gateWeights } from '../../src/completion/showing/gateModel.ts';
import { curveSvg } from './curveSvg.ts';
import { fitGate, gatedSamples, inOrder, judgeSamples, judgeUnseen } from './fitGate.ts';
import { type CurvePoint, gateCurve, type JudgedSample, thresholdFor } from './gateCurve.ts';
import { recordSamples } from './recordSamples.ts';
import { readSamples, sampleFile, writeSamples } from './sampleFile.ts';

const { values: flags } = parseArgs({
  args: process.argv.slice(3),
  options: {
    record: { type: 'boolean', default: false },
    cases: { type: 'string', default: '200' },
    runs: { type: 'string', default: '120' },
    threads: { type: 'string', default: '0' },
    model: { type: 'string' },
    svg: { type: 'string', default: fileURLToPath(new URL('../../docs/gate.svg', import.meta.url)) },
  },
});
/**
 * What share of what is shown is to be right at each word of the setting, counted at every key. Counted as a reader
 * does it is ten points less: what is right stays for many keys, and what is wrong is soon followed by another.
 */
const wantedShares = { quiet: 0.83, balanced: 0.78, eager: 0.67 };

const known = flags.record ? undefined : await readSamples();
const samples =
  known ??
  (await recordSamples(
    {
      modelPath: flags.model ?? process.env['HEARTH_BENCH_MODEL'] ?? '',
      threads: Number(flags.threads),
      cases: Number(flags.cases),
      runs: Number(flags.runs),
    },
    (line) => console.error(line),
    writeSamples,
  ));
if (known === undefined) writeSamples(samples);
const breaking = samples.filter(({ breaksSyntax }) => breaksSyntax === true);
const gated = gatedSamples(samples);
const model = fitGate(gated);
const judged = judgeSamples(model, gated);
const sources = [...new Set(gated.map(({ source }) => source))];
const curvesOf = (all: readonly JudgedSample[]): Record<string, readonly CurvePoint[]> => ({
  all: gateCurve(all),
  ...Object.fromEntries(
    sources.map((source) => [source, gateCurve(all.filter((sample) => sample.source === source))]),
  ),
});
const curves = curvesOf(judged);
const shipped = judgeSamples({ weights: inOrder(gateWeights), intercept: gateIntercept }, gated);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8);

console.log(`${samples.length} samples in ${sampleFile()}: ${sources.join(', ')}`);
console.log(
  `${breaking.length} break the syntax, of which ${breaking.filter(({ isRight }) => isRight).length} are right; they are left out here`,
);
for (const [name, curve] of Object.entries({
  ...curves,
  'all, the gate as it ships': gateCurve(shipped),
  'each source unseen': gateCurve(judgeUnseen(gated)),
})) {
  console.log(`\n${name}\nthreshold   shown    kept    right`);
  for (const { threshold, shownShare, keptShare, rightShare } of curve.filter((_, index) => index % 5 === 0))
    console.log(
      `${threshold.toFixed(2).padStart(9)}${percent(shownShare)}${percent(keptShare)}${percent(rightShare)}`,
    );
}
const all = curves['all'] ?? [];
const round = (value: number) => Number(value.toFixed(3));
console.log('\nfor src/completion/showing/gateModel.ts:');
const weights = gateFeatures.map((name, index) => `${name}: ${round(model.weights[index] ?? 0)}`);
console.log(`gateWeights = { ${weights.join(', ')} }`);
console.log(`gateIntercept = ${round(model.intercept)}`);
for (const [word, share] of Object.entries(wantedShares))
  console.log(`${word}: ${thresholdFor(all, share)} for ${percent(share).trim()} right`);
await writeFile(flags.svg, curveSvg(curvesOf(shipped)));
console.log(`drawn in ${flags.svg}`);
