// Learns the gate from samples: one model for all sources, each of which weighs the same. Pure.
import { featuresOf } from '../../src/completion/showing/gate.ts';
import { type GateFeatures, gateFeatures } from '../../src/completion/showing/gateModel.ts';
import type { JudgedSample } from './gateCurve.ts';
import { fitLogistic, type LogisticModel, predict } from './logisticRegression.ts';
import type { Sample } from './sample.ts';

/** Those that the gate looks at its model for: what breaks the syntax is not shown whatever that says. */
export function gatedSamples(samples: readonly Sample[]): readonly Sample[] {
  return samples.filter(
    ({ breaksSyntax, probabilities }) => breaksSyntax !== true && probabilities.length > 0,
  );
}

/** As the regression wants them. */
export function inOrder(features: GateFeatures): readonly number[] {
  return gateFeatures.map((name) => features[name]);
}

export function fitGate(samples: readonly Sample[]): LogisticModel {
  const sizes = new Map<string, number>();
  for (const { source } of samples) sizes.set(source, (sizes.get(source) ?? 0) + 1);
  return fitLogistic(
    samples.map((sample) => ({
      features: inOrder(featuresOf(sample)),
      isPositive: sample.isRight,
      weight: samples.length / sizes.size / (sizes.get(sample.source) ?? 1),
    })),
  );
}

export function judgeSamples(model: LogisticModel, samples: readonly Sample[]): readonly JudgedSample[] {
  return samples.map((sample) => ({
    source: sample.source,
    question: sample.question,
    likelihood: predict(model, inOrder(featuresOf(sample))),
    isRight: sample.isRight,
    characters: sample.characters,
  }));
}

/** Each source judged by a model that has not seen it: what the gate is worth in a language it was not fitted to. */
export function judgeUnseen(samples: readonly Sample[]): readonly JudgedSample[] {
  return [...new Set(samples.map(({ source }) => source))].flatMap((source) => {
    const model = fitGate(samples.filter((sample) => sample.source !== source));
    return judgeSamples(
      model,
      samples.filter((sample) => sample.source === source),
    );
  });
}
