// What of completion lists are names, and when nothing else can stand there: items as real servers write them.
import assert from 'node:assert/strict';
import { type ListedItem, listedNames } from '../../../../../src/completion/names/listedNames.ts';

const text = 0;
const method = 1;
const field = 4;
const keyword = 13;
const snippet = 14;
const commitCharacters = ['.', ',', ';'];

const named = (label: string, changes: Partial<ListedItem> = {}): ListedItem => ({
  label,
  kind: field,
  commitCharacters,
  ...changes,
});
const list = (items: readonly ListedItem[], isIncomplete = false) => listedNames({ items, isIncomplete });

describe('listedNames', () => {
  const items: readonly [what: string, item: ListedItem, name: string | undefined][] = [
    ['a plain label', named('size'), 'size'],
    ['an optional property', named('size?'), 'size'],
    ['an optional property that says what it inserts', named('size?', { insertText: 'size' }), 'size'],
    [
      'a member as VS Code’s own lists it',
      named('size', { insertText: '.size', filterText: '.size' }),
      'size',
    ],
    ['an optional one of it', named('size?', { insertText: '.size', filterText: '.size' }), 'size'],
    [
      'a member behind an optional value',
      named('size', { insertText: '?.size', filterText: '.size' }),
      'size',
    ],
    ['a method that comes with its brackets', named('add', { kind: method, insertText: 'add($1)' }), 'add'],
    ['a property that is no identifier', named('max-age', { insertText: '["max-age"]' }), undefined],
    ['a snippet', named('for', { kind: snippet }), undefined],
    ['a file', named('size', { kind: 16 }), undefined],
  ];
  for (const [what, item, name] of items) {
    it(`reads ${what}`, () => {
      assert.deepEqual(list([named('other'), item]), name === undefined ? ['other'] : ['other', name]);
    });
  }

  it('knows nothing from words, keywords and snippets alone', () => {
    const words = [
      named('lorem', { kind: text }),
      named('if', { kind: keyword }),
      named('for', { kind: snippet }),
    ];
    assert.equal(list(words), undefined);
    assert.equal(list([]), undefined);
  });

  it('counts keywords that stand beside names as what may stand there', () => {
    assert.deepEqual(list([named('size'), named('await', { kind: keyword })]), ['size', 'await']);
  });

  const partial: readonly [what: string, names: ReturnType<typeof list>][] = [
    ['that says that it is not complete', list([named('size')], true)],
    ['with words of the text', list([named('size'), named('lorem', { kind: text })])],
    ['where any name may be written', list([named('size', { commitCharacters: [] })])],
    ['that lets no character end a name', list([named('size', { commitCharacters: undefined })])],
    ['longer than what can be told', list(Array.from({ length: 3001 }, (_, index) => named(`n${index}`)))],
  ];
  for (const [what, names] of partial) {
    it(`knows nothing from a list ${what}`, () => assert.equal(names, undefined));
  }
});
