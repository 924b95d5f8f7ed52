// Where the next request comes from once a suggestion is accepted. `█` is the cursor.
import assert from 'node:assert/strict';
import type { FinishReason } from '../../../../../engine/protocol/finishProtocol.ts';
import { placeAhead } from '../../../../../src/completion/asking/ahead.ts';
import { placeAt } from '../../../../../src/completion/place/place.ts';
import { offerOf } from '../../../../../src/completion/showing/suggestion.ts';

function ahead(
  marked: string,
  text: string,
  replacedLength = 0,
  finishReason?: FinishReason,
  isBeginning = false,
) {
  const offset = marked.indexOf('█');
  const document = { uri: 'a', languageId: 'typescript', version: 1, text: marked.replace('█', '') };
  const place = placeAt(document, offset, undefined);
  const suggestion = {
    text,
    startOffset: offset,
    endOffset: offset + replacedLength,
    source: 'engine',
  } as const;
  return placeAhead({
    document,
    place,
    offer: offerOf(suggestion, place),
    editing: {},
    finishReason,
    isBeginning,
  });
}

describe('placeAhead', () => {
  for (const [name, marked, text, replaced, expected, added] of [
    ['at a line’s end, after Enter', 'let █\n}', 'x = 1;', 0, 'let x = 1;\n█\n}', 'x = 1;\n'],
    ['at the document’s end', 'let █', 'x = 1;', 0, 'let x = 1;\n█', 'x = 1;\n'],
    [
      'with line ends of Windows',
      'a\r\nlet █\r\n}',
      'x;\ny;',
      0,
      'a\r\nlet x;\r\ny;\r\n█\r\n}',
      'x;\r\ny;\r\n',
    ],
    ['inside a line', 'f(█) + 1', 'x', 0, 'f(x█) + 1', 'x'],
    ['over a closer to the line’s end', 'f(█)\n', 'x);', 1, 'f(x);\n█\n', 'x);\n'],
    ['over a closer inside a line', 'f(█) + 1', 'x, y)', 1, 'f(x, y)█ + 1', 'x, y)'],
  ] as const) {
    it(name, () => {
      const found = ahead(marked, text, replaced);
      assert.ok(found);
      const { place } = found;
      assert.equal(`${place.text.slice(0, place.offset)}█${place.text.slice(place.offset)}`, expected);
      assert.deepEqual([found.added, found.replacedLength], [added, replaced]);
    });
  }

  it('is nowhere for an answer that broke off, before trailing space, and for nothing', () => {
    for (const reason of ['maxTokens', 'contextFull', 'repetition'] as const)
      assert.equal(ahead('let █', 'x', 0, reason), undefined);
    assert.ok(ahead('let █', 'x', 0, 'endOfLine'));
    assert.equal(ahead('let █  \n', 'x'), undefined);
    assert.equal(ahead('let █\n', ''), undefined);
  });

  it('is nowhere for a beginning, behind which the rest is there already', () => {
    assert.equal(ahead('let █\n', 'x', 0, 'endOfLine', true), undefined);
  });

  it('is nowhere beside an open suggestion list', () => {
    const document = { uri: 'a', languageId: 'typescript', version: 1, text: 'console.l' };
    const place = placeAt(document, 9, { startOffset: 8, endOffset: 9, text: 'log' });
    const suggestion = { text: 'log(x)', startOffset: 8, endOffset: 9, source: 'engine' } as const;
    const offer = offerOf(suggestion, place);
    assert.deepEqual([offer.typedLength, offer.replaced], [1, 'l']);
    const offered = { document, place, offer, editing: {}, finishReason: undefined, isBeginning: false };
    assert.equal(placeAhead(offered), undefined);
  });
});
