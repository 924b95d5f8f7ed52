// What the gate's score is moved by in a group.
import assert from 'node:assert/strict';
import { fitOffsets, sigmoid } from '../../../bench/calibration/offsets.ts';
import { seededRandom } from '../../../bench/evaluation/random.ts';

function samples(count: number, truth: Readonly<Record<string, number>>) {
  const random = seededRandom(3);
  const names = Object.keys(truth);
  return Array.from({ length: count }, (_, index) => {
    const group = names[index % names.length] ?? '';
    const score = 3 * random() - 1.5;
    return { score, isRight: random() < sigmoid(score + (truth[group] ?? 0)), groups: [group] };
  });
}

describe('fitOffsets', () => {
  it('finds what a group is moved by, from many samples', () => {
    const offsets = fitOffsets(samples(20_000, { css: 1, html: -0.7, go: 0 }));
    assert.ok(Math.abs((offsets['css'] ?? 0) - 1) < 0.1);
    assert.ok(Math.abs((offsets['html'] ?? 0) + 0.7) < 0.1);
    assert.ok(Math.abs(offsets['go'] ?? 1) < 0.1);
  });

  it('moves little from few', () => {
    const right = (count: number) =>
      Array.from({ length: count }, () => ({ score: 0, isRight: true, groups: ['css'] }));
    const [few = 0, more = 0] = [5, 200].map((count) => fitOffsets(right(count))['css'] ?? 0);
    assert.ok(0 < few && few < 0.3, `${few}`);
    assert.ok(more > 1.5, `${more}`);
  });

  it('says nothing of nothing', () => assert.deepEqual(fitOffsets([]), {}));
});
