// The anchored layout: where the anchor stands, when it stays, what freezes.
import assert from 'node:assert/strict';
import {
  conditioningAfter,
  defaultLayoutRules,
  isNearlyEqual,
  layOut,
} from '../../../../engine/prompt/layout.ts';

const lines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `line ${index + from};`).join('\n');
const document = { documentUri: 'file:///src/a.ts' };
const layOutFim = (before: string, after: string, previous?: Parameters<typeof layOut>[0], idle = false) =>
  layOut(previous, { ...document, before, after }, 'fillInTheMiddle', defaultLayoutRules, idle);

describe('layOut', () => {
  it('puts the anchor at the start of the line 16 lines above the cursor', () => {
    const { layout, sinceAnchor } = layOutFim(`${lines(30)}\nte`, '\n}');
    assert.equal(sinceAnchor.split('\n').length, 17);
    assert.ok(sinceAnchor.startsWith('line 14;'));
    assert.ok(layout.beforeAnchor.endsWith('line 13;\n'));
  });

  it('starts at the window’s start when there is less', () => {
    assert.equal(layOutFim('a\nb', '').layout.beforeAnchor, '');
    assert.equal(layOutFim('', '').sinceAnchor, '');
    assert.equal(layOutFim('\n', '').sinceAnchor, '\n');
  });

  it('keeps the layout while someone types, so that a key appends', () => {
    const first = layOutFim(`${lines(30)}\nte`, '\n}');
    const second = layOutFim(`${lines(30)}\ntex`, '\n}', first.layout);
    assert.equal(second.layout, first.layout);
    assert.equal(second.sinceAnchor, `${first.sinceAnchor}x`);
  });

  it('moves the anchor when the text before it changes', () => {
    const first = layOutFim(`${lines(30)}\nte`, '\n}');
    const second = layOutFim(`x${lines(30)}\nte`, '\n}', first.layout);
    assert.notEqual(second.layout, first.layout);
  });

  it('moves the anchor when it has fallen behind, sooner in idle time', () => {
    const first = layOutFim(lines(30), '\n}');
    const grown = lines(30 + 16);
    assert.equal(layOutFim(grown, '\n}', first.layout).layout, first.layout);
    assert.notEqual(layOutFim(grown, '\n}', first.layout, true).layout, first.layout);
    assert.notEqual(layOutFim(lines(80), '\n}', first.layout).layout, first.layout);
  });

  it('uses left context only for models without FIM tokens', () => {
    const { layout, sinceAnchor } = layOut(
      undefined,
      { ...document, before: 'a', after: 'b' },
      'leftContext',
      defaultLayoutRules,
    );
    assert.deepEqual([layout.beforeAnchor, layout.frozenAfter, sinceAnchor], ['', '', 'a']);
  });
});

describe('conditioningAfter', () => {
  for (const [after, expected] of [
    [')\n}', '\n}'],
    ['\n}', '\n}'],
    ['"]);\nnext', '\nnext'],
    [' + rest;\nnext', ' + rest;\nnext'],
    [')', ''],
    ['', ''],
  ] as const) {
    it(`${JSON.stringify(after)} → ${JSON.stringify(expected)}`, () => {
      assert.equal(conditioningAfter(after), expected);
    });
  }
});

describe('isNearlyEqual', () => {
  for (const [frozen, now, expected] of [
    ['', '', true],
    ['\n  return a;\n}', '\n  return a;\n}', true],
    ['\n  return alpha + beta;\n}', '\n  return alpha + bet;\n}', true],
    ['\n  return a;\n}', '\n  throw a;\n}', false],
    ['\n}', '', false],
    ['\n  return total;', '\n  return somethingElse(entirely);', false],
  ] as const) {
    it(`${JSON.stringify(frozen)} and ${JSON.stringify(now)}: ${expected}`, () => {
      assert.equal(isNearlyEqual(frozen, now), expected);
    });
  }
});
