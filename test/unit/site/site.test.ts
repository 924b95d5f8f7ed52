// The page that explains Hearth: built of docs' own figures, every link and anchor leading somewhere.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildSite } from '../../../site/build.mjs';
import { numberIn, tablesOf, tableWith } from '../../../site/tables.mjs';

describe('the site', () => {
  let folder: string;
  let html: string;
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'hearth-site-'));
    buildSite(folder);
    html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('leads nowhere that is not there', () => {
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...html.matchAll(/ (?:href|src)="([^"]+)"/g)].map(([, target = '']) => target);
    assert.ok(targets.length > 8);
    for (const target of targets) {
      if (target.startsWith('#')) assert.ok(ids.has(target.slice(1)), target);
      else assert.ok(existsSync(path.join(folder, target)), target);
    }
    for (const [, id = ''] of html.matchAll(/aria-labelledby="([^"]+)"/g)) assert.ok(ids.has(id), id);
  });

  it('loads nothing from elsewhere and runs nothing', () => {
    assert.doesNotMatch(html, /https?:|<script|\son\w+=|style=/);
  });

  it('has left no placeholder, and says which version it is about', () => {
    assert.doesNotMatch(html, /\{\{/);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.ok(html.includes(`Version ${version}`));
  });

  it('draws the figures that docs have', () => {
    const { head, rows } = tableWith(readFileSync('docs/BENCHMARKS.md', 'utf8'), [
      'layout',
      'tokens evaluated',
    ]);
    for (const row of rows) {
      const value = numberIn(row[head.indexOf('first token, ms')]);
      assert.ok(html.includes(`${new Intl.NumberFormat('en').format(value)} ms`), `${value}`);
    }
  });

  it('describes every picture', () => {
    for (const [image] of html.matchAll(/<img [^>]+>/g)) assert.match(image, / alt="[^"]{20,}"/);
  });
});

describe('tablesOf', () => {
  it('reads cells, whatever their width', () => {
    const markdown = 'Text | no table\n\n| a | b, ms |\n| --- | :-: |\n| x  | 1,020.5 / 2 |\n\nend';
    assert.deepEqual(tablesOf(markdown), [{ head: ['a', 'b, ms'], rows: [['x', '1,020.5 / 2']] }]);
  });
});

describe('numberIn', () => {
  for (const [cell, value] of [
    ['20.6 / 38.1', 20.6],
    ['1,667 / 4,656', 1667],
    ['−0.7 %', -0.7],
  ] as const) {
    it(`${cell} is ${value}`, () => assert.equal(numberIn(cell), value));
  }
  it('fails where there is none', () => assert.throws(() => numberIn('none'), /no number/));
});
