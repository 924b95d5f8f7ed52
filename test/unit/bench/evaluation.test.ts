// Figures, comparing and drawing of the evaluation, on results whose truth is known.
import assert from 'node:assert/strict';
import { againstBaseline, figuresOf } from '../../../bench/evaluation/baselineCheck.ts';
import { parseConfiguration } from '../../../bench/evaluation/configuration.ts';
import { behindOf, type CaseResult } from '../../../bench/evaluation/metrics.ts';
import {
  budgetPlot,
  byLanguage,
  byWindow,
  precisionPlot,
  precisionPoints,
} from '../../../bench/evaluation/plots.ts';
import { compareText } from '../../../bench/evaluation/report.ts';
import { mergeResults } from '../../../bench/evaluation/results.ts';

function result(id: string, changes: Partial<CaseResult> = {}): CaseResult {
  return {
    id,
    language: 'typescript',
    kind: 'newLine',
    behind: 'space',
    scopeCharacters: 0,
    isExact: false,
    similarity: 0.5,
    savedCharacters: 0,
    expectedCharacters: 10,
    wholeSimilarity: 0.5,
    shownLines: 1,
    parses: true,
    confidence: 0.5,
    isShown: true,
    evaluatedTokens: 400,
    generatedTokens: 8,
    prefillMs: 0,
    decodeMs: 0,
    ...changes,
  };
}
const right = { isExact: true, similarity: 1, savedCharacters: 10 };

describe('what a cursor stands behind', () => {
  const cases: readonly [lineBefore: string, expected: string][] = [
    ['const tot', 'identifier'],
    ['const total = ', 'space'],
    ['', 'space'],
    ['items.', 'dot'],
    ['call(', 'other'],
    ["import { a } from './", 'string'],
    ["say('it\\'s ", 'string'],
    ["say('done') + ", 'space'],
  ];
  for (const [lineBefore, expected] of cases) {
    it(`${JSON.stringify(lineBefore)}: ${expected}`, () => {
      assert.equal(behindOf(lineBefore), expected);
    });
  }
});

describe('the baseline', () => {
  const results = [result('a', right), result('b'), result('c'), result('d', right)];
  const baseline = figuresOf(results);

  it('holds numbers of all cases together', () => {
    assert.deepEqual(baseline, {
      cases: 4,
      right: 0.5,
      similarity: 0.75,
      savedCharacters: 0.5,
      promptTokens: 400,
    });
  });

  it('says that nothing got worse, also where a prompt grew by a token', () => {
    const same = results.map((each) => ({ ...each, evaluatedTokens: 401 }));
    assert.match(againstBaseline(same, baseline), /^Nothing got worse/);
  });

  it('names what got worse', () => {
    const worse = [...results.slice(0, 3), result('d', { evaluatedTokens: 900 })];
    assert.match(
      againstBaseline(worse, baseline),
      /^Worse than the baseline: right 50\.0 % → 25\.0 %; similarity .*; saved characters .*; prompt tokens 400 → 525/,
    );
  });

  it('is not compared with other cases', () => {
    assert.equal(againstBaseline(results.slice(1), baseline), 'The baseline has 4 cases, not 3.');
  });
});

describe('saved runs', () => {
  it('are one when they are parts, and stay paired by case', () => {
    const merged = mergeResults([
      { shipped: [result('a', right)], psm: [result('a')] },
      { shipped: [result('b', right)], psm: [result('b')] },
    ]);
    assert.deepEqual(
      merged['shipped']?.map(({ id }) => id),
      ['a', 'b'],
    );
    assert.match(
      compareText('psm', merged['psm'] ?? [], 'shipped', merged['shipped'] ?? []),
      /typescript +100\.0 \(100\.0 … 100\.0\)/,
    );
  });

  it('are compared on the cases that both have', () => {
    const text = compareText('psm', [result('a', right)], 'shipped', [
      result('a', right),
      result('b', right),
    ]);
    assert.match(text, /typescript +0\.0 \(0\.0 … 0\.0\)/);
  });
});

describe('plots', () => {
  it('show the surest suggestions first; what shows nothing counts among the cursors', () => {
    const results = Array.from({ length: 20 }, (_, index) =>
      result(`${index}`, { confidence: index / 20, isShown: index >= 10, isExact: index >= 15 }),
    );
    const points = precisionPoints(results);
    assert.deepEqual(points.at(0), { x: 0.05, y: 1 });
    assert.deepEqual(points.at(-1), { x: 0.5, y: 0.5 });
  });

  it('are drawings with names escaped', () => {
    assert.match(precisionPlot({ 'a<b': [result('a', right)] }), /a&lt;b/);
    const plot = budgetPlot([{ name: 'windows', results: { shipped: [result('a', right)] } }], 800);
    assert.match(plot, /<circle[^>]+>.*shipped/s);
  });
});

describe('grouping for plots', () => {
  it('tells windows by scopes, plain tails and other layouts apart', () => {
    const list = [result('a'), result('b', { language: 'python' })];
    const groups = byWindow(
      { shipped: list, 'shipped,window=tail': list, 'shipped,healing=none': list, psm: list },
      'typescript',
    );
    assert.deepEqual(
      groups.map(({ name, results }) => [name, Object.keys(results), Object.values(results)[0]?.length]),
      [
        ['window by scopes', ['3600'], 1],
        ['plain tail', ['3600'], 1],
        ['plain PSM', ['psm'], 1],
      ],
    );
  });

  it('takes languages apart', () => {
    assert.deepEqual(Object.keys(byLanguage([result('a'), result('b', { language: 'python' })])), [
      'typescript',
      'python',
    ]);
  });
});

describe('parseConfiguration', () => {
  it('takes changes of a named one, and refuses what it does not know', () => {
    const configuration = parseConfiguration('shipped,healing=none,forced=identifier,beforeCharacters=700');
    assert.equal(configuration.rules.healing, 'none');
    assert.equal(configuration.forced, 'identifier');
    assert.equal(configuration.beforeCharacters, 700);
    assert.throws(() => parseConfiguration('shipped,color=red'), /nothing called "color"/);
    assert.throws(() => parseConfiguration('best'), /no configuration "best"/);
  });
});
