// The list that answers why nothing appeared.
import assert from 'node:assert/strict';
import type { RequestRecord } from '../../../../../src/completion/recentOutcomes.ts';
import type { CurrentSituation } from '../../../../../src/reasons/why/currentCauses.ts';
import { whySections } from '../../../../../src/reasons/why/whyEntries.ts';
import { fineSituation } from '../../../../support/fineSituation.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';
import { requestRecord } from '../../../../support/requestRecord.ts';

const fine: CurrentSituation = {
  ...fineSituation,
  document: { languageName: 'go', refusal: undefined, isFolderHidden: false },
  editorCanSnooze: true,
};
const silent = (id: number, endedAtMs: number): RequestRecord =>
  requestRecord({ id, endedAtMs, outcome: { kind: 'silent', reason: 'notConfident' } });

describe('whySections', () => {
  const sections = (records: readonly RequestRecord[], nowMs = 0, situation = fine) =>
    whySections(situation, records, nowMs, plainTranslate);

  it('says that nothing stands in the way, and what cannot be known', () => {
    assert.deepEqual(
      sections([]).map(({ heading, entries }) => [heading, entries.map(({ icon }) => icon)]),
      [
        ['Right now', ['check']],
        ['Outside Hearth', ['question']],
      ],
    );
  });

  it('puts what stops suggestions first', () => {
    const [now] = sections([], 0, { ...fine, hasModel: false });
    assert.deepEqual(
      now?.entries.map(({ icon, title }) => [icon, title]),
      [['error', 'There is no model.']],
    );
  });

  it('joins requests in a row that ended alike, newest first', () => {
    const shown = requestRecord({ id: 1, endedAtMs: 1000, outcome: { kind: 'shown', source: 'engine' } });
    const records = [silent(1, 500), shown, silent(2, 2000), silent(3, 4000)];
    const [, requests] = sections(records, 64_000);
    assert.deepEqual(
      requests?.entries.map(({ when, icon }) => [when, icon]),
      [
        ['2×, last 1 min ago', 'circle-slash'],
        ['1 min ago', 'lightbulb'],
        ['1 min ago', 'circle-slash'],
      ],
    );
  });

  it('tells a request by hand from one that came by itself', () => {
    const [, requests] = sections([silent(1, 0), { ...silent(2, 0), isManual: true }], 3000);
    assert.deepEqual(
      requests?.entries.map(({ when }) => when),
      ['3 s ago', '3 s ago'],
    );
  });

  it('shows the last twelve groups', () => {
    const records = Array.from({ length: 40 }, (_, id) =>
      id % 2 === 0
        ? silent(id, 0)
        : requestRecord({ id, outcome: { kind: 'cancelled', reason: 'cancelled' } }),
    );
    assert.equal(sections(records)[1]?.entries.length, 12);
  });
});
