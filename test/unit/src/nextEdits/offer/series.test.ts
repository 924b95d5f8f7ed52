// Places of a series as the document changes under them, and what an offer is called.
import assert from 'node:assert/strict';
import { applyChange } from '../../../../../src/base/textChanges.ts';
import { siteWords } from '../../../../../src/nextEdits/offer/nextEditWords.ts';
import {
  followSeries,
  followUndo,
  type Series,
  seriesOf,
} from '../../../../../src/nextEdits/offer/series.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';

const text = 'a(old);\nb(old);\nc(old);\n';
const places = [10, 18].map((startOffset) => ({ startOffset, endOffset: startOffset + 3, newText: 'new' }));

function series(): Series {
  const made = seriesOf('file:///a', text, { rule: { key: 'k' }, sites: places });
  assert.ok(made);
  return made;
}

describe('a series', () => {
  for (const [name, change, offsets] of [
    ['moves with what is typed above', { startOffset: 0, removedLength: 0, insertedText: 'xy' }, [12, 20]],
    ['stays with what is typed below', { startOffset: 24, removedLength: 0, insertedText: 'xy' }, [10, 18]],
    ['loses a place that is typed into', { startOffset: 11, removedLength: 1, insertedText: '' }, [17]],
    ['loses a place that is typed at', { startOffset: 13, removedLength: 0, insertedText: 's' }, [19]],
    ['ends with its last place', { startOffset: 0, removedLength: 24, insertedText: '' }, undefined],
  ] as const) {
    it(name, () => {
      const followed = followSeries(series(), [change]);
      assert.deepEqual(
        followed?.sites.map(({ startOffset }) => startOffset),
        offsets,
      );
      for (const { startOffset, endOffset, oldText } of followed?.sites ?? [])
        assert.equal(applyChange(text, change).slice(startOffset, endOffset), oldText);
    });
  }

  it('moves with a formatter’s many changes at once', () => {
    const changes = [0, 8, 16].map((startOffset) => ({ startOffset, removedLength: 0, insertedText: '  ' }));
    assert.deepEqual(
      followSeries(series(), changes)?.sites.map(({ startOffset }) => startOffset),
      [14, 24],
    );
  });

  it('offers only what changes, without the white space around it', () => {
    const made = seriesOf('file:///a', 'x = f();', {
      rule: { key: 'k' },
      sites: [{ startOffset: 3, endOffset: 4, newText: ' await ' }],
    });
    assert.deepEqual(made?.sites, [{ startOffset: 4, endOffset: 4, oldText: '', newText: 'await ' }]);
  });

  it('is none where nothing would change', () => {
    const same = [{ startOffset: 2, endOffset: 5, newText: 'old' }];
    assert.equal(seriesOf('file:///a', text, { rule: { key: 'k' }, sites: same }), undefined);
  });
});

describe('a series of which a place was taken', () => {
  const take = { startOffset: 10, removedLength: 3, insertedText: 'newer' };
  const untake = { startOffset: 10, removedLength: 5, insertedText: 'old' };
  const offsetsOf = (followed: Series | undefined) =>
    followed?.sites.map(({ startOffset, oldText }) => [startOffset, oldText]);
  const longer = () => ({
    ...series(),
    sites: series().sites.map((site) => ({ ...site, newText: 'newer' })),
  });
  const taken = () => {
    const followed = followSeries(longer(), [take]);
    assert.ok(followed);
    return followed;
  };

  it('offers it again when that is undone, and takes it again when that is redone', () => {
    assert.deepEqual(offsetsOf(taken()), [[20, 'old']]);
    const undone = followUndo(taken(), [untake]);
    assert.deepEqual(undone?.sites, longer().sites);
    const redone = followUndo(undone, [take]);
    assert.deepEqual(redone, taken());
  });

  it('offers it again where it stands by then', () => {
    const typed = followSeries(taken(), [{ startOffset: 0, removedLength: 0, insertedText: 'xy' }]);
    assert.ok(typed);
    const undone = followUndo(typed, [{ ...untake, startOffset: 12 }]);
    assert.deepEqual(offsetsOf(undone), [
      [12, 'old'],
      [20, 'old'],
    ]);
  });

  it('ends when the edit that it follows from is undone', () => {
    const change = { startOffset: 2, removedLength: 3, insertedText: '' };
    assert.equal(followUndo(series(), [change]), undefined);
    assert.equal(followUndo(taken(), [change]), undefined);
    assert.equal(followUndo(taken(), [change, untake]), undefined);
  });
});

describe('siteWords', () => {
  const site = (oldText: string, newText: string) => ({ startOffset: 0, endOffset: 0, oldText, newText });
  for (const [oldText, newText, more, expected] of [
    ['getUser', 'fetchUser', 3, 'line 41: getUser → fetchUser, 3 more'],
    ['', ', signal', 0, 'line 41: insert “, signal”'],
    ['await ', '', 1, 'line 41: remove “await”, 1 more'],
    ['x'.repeat(60), 'y', 0, `line 41: ${'x'.repeat(40)}… → y`],
  ] as const) {
    it(`says ${expected}`, () =>
      assert.equal(siteWords(site(oldText, newText), 41, more, plainTranslate), expected));
  }
});
