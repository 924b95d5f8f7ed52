// Rows of figures, and what follows from all of them.
import assert from 'node:assert/strict';
import { teamCurve } from '../../../../bench/team/curve.ts';
import { conclusion, mostCarried, type TeamRow, teamRow } from '../../../../bench/team/report.ts';

function row(client: string, people: number, p90Ms: number | null, serverMsPerKey?: number): TeamRow {
  const rest = { keys: 100, p50Ms: 50, withTextShare: 0.5, evaluatedPerKey: 1, generatedPerKey: 1 };
  return { ...rest, client, people, p90Ms, serverMsPerKey, serverLoad: 0.1, peopleLoad: 0.1 };
}

describe('a row', () => {
  const log = (waitsMs: readonly number[]) => ({ keys: waitsMs.length, keysWithText: 1, waitsMs });
  const measured = {
    client: 'hearth',
    people: 2,
    server: { evaluated: 50, generated: 25, processorMs: 1000 },
    peopleProcessorMs: 500,
    durationMs: 2000,
    processors: 2,
  };

  it('joins everybody’s keys', () => {
    const { keys, p50Ms, p90Ms, withTextShare, ...of } = teamRow({
      ...measured,
      logs: [log([1, 2, 3, 4, 5]), log([6, 7, 8, 9, 10])],
    });
    assert.deepEqual([keys, p50Ms, p90Ms, withTextShare], [10, 6, 10, 0.2]);
    assert.deepEqual([of.evaluatedPerKey, of.generatedPerKey, of.serverMsPerKey], [5, 2.5, 100]);
    assert.deepEqual([of.serverLoad, of.peopleLoad], [0.25, 0.13]);
  });

  it('a tenth of the keys without an end has no 90th percentile', () => {
    const logs = [log([1, 2, 3, 4, Number.POSITIVE_INFINITY])];
    const { p50Ms, p90Ms } = teamRow({ ...measured, logs });
    assert.deepEqual([p50Ms, p90Ms], [3, null]);
  });
});

describe('how many people are carried', () => {
  it('is the largest number up to which all were', () => {
    const rows = [row('hearth', 1, 200), row('hearth', 2, 900), row('hearth', 4, 1100)];
    assert.equal(mostCarried(rows, 'hearth'), 2);
    assert.equal(mostCarried([row('hearth', 1, null)], 'hearth'), 0);
    assert.equal(mostCarried(rows, 'other'), undefined);
  });

  it('gives a ratio where both carry somebody', () => {
    const rows = [row('hearth', 1, 200), row('hearth', 8, 900), row('peer', 1, 700), row('peer', 2, 1500)];
    assert.deepEqual(conclusion(rows, 'hearth', 'peer'), [
      'carried with p90 of the wait below 1000 ms: hearth 8, peer 1',
      'ratio: 8',
    ]);
  });

  it('says instead what one person waits and costs where one carries nobody', () => {
    const rows = [row('hearth', 1, 200, 100), row('peer', 1, 9000, 450)];
    assert.deepEqual(conclusion(rows, 'hearth', 'peer'), [
      'carried with p90 of the wait below 1000 ms: hearth 1, peer 0',
      'peer carries nobody: one person waits 50 / 9000 ms (p50 / p90)',
      'server time a key, one person: peer 4.5 times that of hearth',
    ]);
  });

  it('says of a client that was left out that it was not measured', () => {
    assert.deepEqual(conclusion([row('hearth', 1, 200)], 'hearth', 'peer'), [
      'carried with p90 of the wait below 1000 ms: hearth 1, peer not measured',
    ]);
  });
});

describe('the curve', () => {
  it('has every number of people and both clients', () => {
    const svg = teamCurve([row('hearth', 1, 200), row('hearth', 8, 900), row('peer', 1, 9000)], 'Wait');
    for (const part of ['>1</text>', '>8</text>', 'hearth, p90', 'peer, p50', 'one second'])
      assert.ok(svg.includes(part), part);
  });
});
