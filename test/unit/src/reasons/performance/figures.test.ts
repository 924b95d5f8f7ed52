// A session's figures from its records.
import assert from 'node:assert/strict';
import { RecentOutcomes } from '../../../../../src/completion/recentOutcomes.ts';
import { sampleOf, spreadOf } from '../../../../../src/reasons/performance/figures.ts';
import { SessionFigures } from '../../../../../src/reasons/performance/sessionFigures.ts';
import { requestRecord } from '../../../../support/requestRecord.ts';
import { shown } from '../../../../support/scriptedEngine.ts';

const { counters, timings } = shown('x').value;
const computed = (totalMs: number, waitedMs = 0) =>
  requestRecord({
    totalMs,
    waitedMs,
    outcome: { kind: 'shown', source: 'engine' },
    engine: { counters, timings },
  });

describe('spreadOf', () => {
  for (const [values, p50Ms, p90Ms, meanMs] of [
    [[], 0, 0, 0],
    [[7], 7, 7, 7],
    [[4, 1, 3, 2], 2, 4, 2.5],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 5, 9, 5.5],
  ] as const) {
    it(`of ${values.length}`, () =>
      assert.deepEqual(spreadOf(values), { count: values.length, meanMs, p50Ms, p90Ms }));
  }
});

describe('sampleOf', () => {
  it('divides all of the time', () => {
    const sample = sampleOf(computed(130, 30));
    assert.deepEqual(sample?.parts, { waited: 30, queue: 0, context: 20, prefill: 20, decode: 60 });
    const sum = Object.values(sample?.parts ?? {}).reduce((total, part) => total + part, 0);
    assert.equal(sum, 130);
  });

  it('is of what the engine computed only', () => {
    assert.equal(sampleOf(requestRecord()), undefined);
    assert.equal(sampleOf(requestRecord({ outcome: { kind: 'shown', source: 'memory' } })), undefined);
  });
});

describe('SessionFigures', () => {
  it('counts what requests came to, and stops when disposed of', () => {
    const outcomes = new RecentOutcomes();
    const session = new SessionFigures(outcomes);
    for (const totalMs of [100, 300, 200]) outcomes.add(computed(totalMs));
    outcomes.add(requestRecord({ outcome: { kind: 'shown', source: 'memory' }, totalMs: 1 }));
    outcomes.add(requestRecord());
    session.dispose();
    outcomes.add(requestRecord());
    const offers = { offered: 4, acceptedWhole: 1, acceptedLine: 0, acceptedWord: 0 };
    const figures = session.figures(offers, [], 5, { offered: 3, accepted: 2, dismissed: 1 });
    assert.deepEqual(figures.requests, { shown: 4, silent: 1, cancelled: 0, unavailable: 0 });
    assert.deepEqual([figures.computed.p50Ms, figures.computed.p90Ms, figures.computed.count], [200, 300, 3]);
    assert.deepEqual([figures.all.count, figures.all.p50Ms], [4, 100]);
    assert.deepEqual(figures.lastTotalsMs, [100, 300, 200]);
    assert.deepEqual(figures.tokens, { reused: 300, evaluated: 6, generated: 15 });
    assert.equal(figures.engineBytes, 5);
  });
});
