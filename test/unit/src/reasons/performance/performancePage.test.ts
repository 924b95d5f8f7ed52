// The page of figures: charts with tables behind them, and nothing that could run.
import assert from 'node:assert/strict';
import { RecentOutcomes } from '../../../../../src/completion/recentOutcomes.ts';
import {
  columnsChart,
  roundUp,
  sharesChart,
  textWidth,
} from '../../../../../src/reasons/performance/charts.ts';
import { performanceHtml } from '../../../../../src/reasons/performance/performancePage.ts';
import { SessionFigures } from '../../../../../src/reasons/performance/sessionFigures.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';
import { requestRecord } from '../../../../support/requestRecord.ts';
import { shown } from '../../../../support/scriptedEngine.ts';

const numbers = new Intl.NumberFormat('en');
const format = (value: number) => numbers.format(value);
const { counters, timings } = shown('x').value;
const offers = { offered: 9, acceptedWhole: 2, acceptedLine: 1, acceptedWord: 3 };
const nextEdits = { offered: 3, accepted: 2, dismissed: 1 };
const retained = [
  { seconds: 30, checked: 4, kept: 3 },
  { seconds: 300, checked: 0, kept: 0 },
];

function page(requests: number): string {
  const outcomes = new RecentOutcomes();
  const session = new SessionFigures(outcomes);
  for (let id = 1; id <= requests; id++) {
    const outcome = { kind: 'shown', source: 'engine' } as const;
    outcomes.add(requestRecord({ id, totalMs: 80 + id, outcome, engine: { counters, timings } }));
  }
  return performanceHtml(session.figures(offers, retained, 1200e6, nextEdits), plainTranslate, format);
}

describe('performanceHtml', () => {
  it('says what to do while there is nothing to show', () => {
    const html = page(0);
    assert.match(html, /No suggestion was computed yet/);
    assert.doesNotMatch(html, /<svg|NaN|Infinity|undefined/);
  });

  it('has a table behind each chart', () => {
    const html = page(20);
    assert.equal([...html.matchAll(/<svg role="img" aria-label="/g)].length, 2);
    assert.equal([...html.matchAll(/<details id="\w+">.*?<table>/gs)].length, 2);
    assert.doesNotMatch(html, /NaN|Infinity|undefined/);
  });

  for (const expected of [
    '<strong>90 ms</strong>',
    '<strong>98 ms</strong>',
    '<strong>1,200 MB</strong>',
    '<strong>6</strong>times accepted',
    '<th scope="row">still there after 30 seconds</th><td class="number">3 of 4</td>',
    '<th scope="row">still there after 5 minutes</th><td class="number">none yet</td>',
  ]) {
    it(`shows ${expected}`, () => assert.ok(page(20).includes(expected), page(20)));
  }

  it('colours by classes and runs nothing: the policy allows neither styles nor handlers in line', () =>
    assert.doesNotMatch(page(20), /style=|\son\w+=|<script/));
});

describe('charts', () => {
  it('escape what they are given', () => {
    const { svg, legend } = sharesChart([{ name: '<b>"', value: 1 }], 'A & B');
    assert.doesNotMatch(svg + legend, /<b>|A & B/);
  });

  it('fill the whole width with shares', () => {
    const { svg } = sharesChart(
      [1, 3].map((value) => ({ name: 'n', value })),
      't',
    );
    assert.deepEqual(
      [...svg.matchAll(/<rect[^>]* width="([\d.]+)"/g)].map(([, width]) => width),
      ['120.0', '360.0'],
    );
  });

  it('name each share by a letter, in the bar and in the legend, for whom colours say nothing', () => {
    const { svg, legend } = sharesChart(
      [1, 3].map((value) => ({ name: 'n', value })),
      't',
    );
    for (const letter of ['A', 'B']) {
      assert.ok(svg.includes(`>${letter}</text>`), svg);
      assert.ok(legend.includes(`<strong>${letter}</strong>`), legend);
    }
  });

  for (const words of ['5 ms', '10.000.000 ms', '100,000 毫秒']) {
    it(`leave room for “${words}” at the axis`, () => {
      const { svg } = columnsChart([1e6], 't', () => words);
      const end = Number(/<text x="([\d.]+)"[^>]*text-anchor="end"/.exec(svg)?.[1]);
      assert.ok(end + 0.1 >= textWidth(words), `${end} of ${textWidth(words)}`);
    });
  }

  it('are drawn of nothing too', () => {
    assert.doesNotMatch(sharesChart([{ name: 'n', value: 0 }], 't').svg, /NaN/);
    assert.doesNotMatch(columnsChart([], 't', String).svg, /NaN/);
  });

  for (const [value, expected] of [
    [1, 1],
    [1.2, 2],
    [84, 100],
    [230, 500],
    [501, 1000],
  ] as const) {
    it(`end their axis for ${value} at ${expected}`, () => assert.equal(roundUp(value), expected));
  }
});
