// Fitting and the gate's curve, on points whose truth is known.
import assert from 'node:assert/strict';
import { curveSvg } from '../../../bench/calibration/curveSvg.ts';
import { gateCurve, thresholdFor } from '../../../bench/calibration/gateCurve.ts';
import { fitLogistic, predict } from '../../../bench/calibration/logisticRegression.ts';
import { seededRandom } from '../../../bench/evaluation/random.ts';

describe('fitLogistic', () => {
  it('finds the model that made the labels', () => {
    const random = seededRandom(3);
    const truth = { weights: [2, -1], intercept: 0.5 };
    const points = Array.from({ length: 4000 }, () => {
      const features = [4 * random() - 2, 4 * random() - 2];
      return { features, isPositive: random() < predict(truth, features), weight: 1 };
    });
    const model = fitLogistic(points);
    for (const features of [
      [0, 0],
      [1, 0],
      [-1, 1],
      [0.5, -1],
    ]) {
      assert.ok(Math.abs(predict(model, features) - predict(truth, features)) < 0.05);
    }
  });

  it('stays finite where one feature divides everything', () => {
    const points = [-2, -1, 1, 2].map((feature) => ({
      features: [feature],
      isPositive: feature > 0,
      weight: 1,
    }));
    const { weights } = fitLogistic(points);
    assert.ok(Number.isFinite(weights[0]) && (weights[0] ?? 0) > 0);
  });
});

describe('gateCurve', () => {
  const samples = [0.9, 0.7, 0.5, 0.1].map((likelihood, index) => ({
    source: 'typescript',
    question: index,
    likelihood,
    isRight: index !== 1,
    characters: 10,
  }));
  const curve = gateCurve(samples);

  it('tells what each threshold shows and keeps', () => {
    const at = (threshold: number) => curve.find((point) => point.threshold === threshold);
    assert.deepEqual(at(0), { threshold: 0, shownShare: 1, keptShare: 1, rightShare: 0.75 });
    assert.deepEqual(at(0.6), { threshold: 0.6, shownShare: 0.5, keptShare: 1 / 3, rightShare: 0.5 });
    assert.deepEqual(at(0.8), { threshold: 0.8, shownShare: 0.25, keptShare: 1 / 3, rightShare: 1 });
  });

  it('shows of each answer the first that passes', () => {
    const option = (likelihood: number, isRight: boolean, characters: number) => ({
      source: 'typescript',
      question: 1,
      likelihood,
      isRight,
      characters,
    });
    const points = gateCurve([option(0.5, false, 20), option(0.7, true, 8)]);
    const at = (threshold: number) => points.find((point) => point.threshold === threshold);
    assert.deepEqual(at(0.4), { threshold: 0.4, shownShare: 1, keptShare: 0, rightShare: 0 });
    assert.deepEqual(at(0.6), { threshold: 0.6, shownShare: 1, keptShare: 1, rightShare: 1 });
    assert.equal(at(0.8)?.shownShare, 0);
  });

  for (const [share, threshold] of [
    [0.7, 0],
    [0.9, 0.72],
  ] as const) {
    it(`has ${share} right from ${threshold} on`, () => assert.equal(thresholdFor(curve, share), threshold));
  }

  it('is drawn with a line for each name', () => {
    const drawn = curveSvg({ all: curve, typescript: curve });
    assert.equal(drawn.match(/<polyline/g)?.length, 2);
    assert.match(drawn, />typescript</);
  });
});
