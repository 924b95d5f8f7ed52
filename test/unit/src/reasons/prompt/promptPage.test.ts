// The page of what the model saw.
import assert from 'node:assert/strict';
import type { ExplainedRun } from '../../../../../engine/protocol/explainProtocol.ts';
import { chooseRun, promptHtml } from '../../../../../src/reasons/prompt/promptPage.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';

const run: ExplainedRun = {
  documentUri: 'file:///a.ts',
  purpose: 'keystroke',
  isManual: false,
  prompt: [
    { text: '<|fim_prefix|>', isControl: true },
    { text: 'let <b>', isControl: false },
    { text: ' tot', isControl: false },
  ],
  reused: 2,
  isNear: false,
  forcedText: ' tot',
  answer: [
    { text: ' total', probability: 0.97, runnerUp: { text: ' totals', odds: 0.01 } },
    { text: ' = 0', probability: 0.2 },
  ],
  text: 'al = 0',
  finishReason: 'endOfLine',
};
const html = (runs: readonly ExplainedRun[], chosen = 0) => promptHtml(runs, chosen, plainTranslate);

describe('promptHtml', () => {
  it('shows every token, what was cached, and how sure the model was', () => {
    const page = html([run]);
    assert.ok(page.includes('<span class="cached control">&lt;|fim_prefix|&gt;</span>'));
    assert.ok(page.includes('<span class="cached boundary">let &lt;b&gt;</span>'));
    assert.ok(page.includes('<span class="evaluated boundary"> tot</span>'));
    assert.ok(page.includes('3 tokens: 2 from the cache, 1 evaluated'));
    assert.ok(page.includes('<span class="token odds4" title="97 %; runner-up “·totals” with 1.0 %">'));
    assert.ok(page.includes('<span class="token odds0" title="20 %">'));
    assert.ok(page.includes('had to begin with “·tot”'));
    assert.ok(page.includes('It ended with the line.'));
  });

  it('says when there is nothing, and when only the near part was sent', () => {
    assert.match(html([]), /has not answered in any open document/);
    assert.match(html([{ ...run, isNear: true }]), /Only the near part/);
  });

  it('lets one of several answers be chosen', () => {
    const page = html([run, { ...run, purpose: 'prefetch', text: '\n' }], 1);
    assert.ok(page.includes('<option value="0">1: “al = 0”, for a key</option>'));
    assert.ok(page.includes('<option value="1" selected>2: “nothing”, computed ahead</option>'));
  });

  it('tells what was triggered manually from what came for a key', () => {
    assert.ok(html([{ ...run, isManual: true }]).includes('1: “al = 0”, triggered manually'));
  });

  it('tells tokens of the cache, evaluated ones and how sure each was without a colour', () => {
    const page = html([run]);
    assert.match(page, /98 % or more/);
    assert.match(page, /<span class="token odds0">/);
  });

  it('runs nothing', () => assert.doesNotMatch(html([run]), /style=|\son\w+=|<script|<b>/));
});

describe('chooseRun', () => {
  const runs = [
    { ...run, purpose: 'prefetch' as const, text: 'next()' },
    { ...run, text: 'total = 1' },
    { ...run, text: 'older' },
  ];
  for (const [name, lastShown, expected] of [
    ['the newest for a key when nothing was shown', undefined, 1],
    ['the one that made what was shown', 'older', 2],
    ['the one that was computed ahead and shown since', ' next()\nmore', 0],
    ['the newest for a key when none holds it', 'something else', 1],
  ] as const) {
    it(name, () => assert.equal(chooseRun(runs, lastShown), expected));
  }
});
