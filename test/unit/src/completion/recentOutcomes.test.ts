// What is kept of the last requests, and how the log tells it.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import {
  describeRecord,
  RecentOutcomes,
  type RequestRecord,
} from '../../../../src/completion/recentOutcomes.ts';
import { requestRecord } from '../../../support/requestRecord.ts';
import { shown } from '../../../support/scriptedEngine.ts';

const record = (id: number, rest: Partial<RequestRecord> = {}) => requestRecord({ id, ...rest });

describe('RecentOutcomes', () => {
  it('keeps the last hundred, oldest first', () => {
    const recent = new RecentOutcomes();
    for (let id = 1; id <= 105; id++) recent.add(record(id));
    assert.deepEqual(
      recent.list().map(({ id }) => id),
      Array.from({ length: 100 }, (_, index) => index + 6),
    );
  });
});

describe('RecentOutcomes, listened to', () => {
  it('tells of every record until nobody listens', () => {
    const recent = new RecentOutcomes();
    const onAdded = sinon.fake();
    const listening = recent.onAdded(onAdded);
    recent.add(record(1));
    listening.dispose();
    recent.add(record(2));
    sinon.assert.calledOnceWithExactly(onAdded, record(1));
  });
});

describe('describeRecord', () => {
  it('names the reason', () => {
    assert.equal(
      describeRecord(record(3, { isManual: true })),
      'request 3, by hand: silent (emptyAnswer) after 12 ms',
    );
  });

  it('counts what the engine did', () => {
    const { counters, timings } = shown('x').value;
    const text = describeRecord(
      record(4, { outcome: { kind: 'shown', source: 'engine' }, engine: { counters, timings } }),
    );
    assert.equal(
      text,
      'request 4: shown (engine) after 12 ms; tokens: 100 reused, 2 evaluated, 5 generated; queue 0 ms, prefill 20 ms, decode 60 ms',
    );
  });
});
