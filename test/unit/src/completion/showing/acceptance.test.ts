// What became of a suggestion. `█` is the cursor, `⟦…⟧` what of the document the suggestion would replace.
import assert from 'node:assert/strict';
import type { TextChange } from '../../../../../src/base/textChanges.ts';
import {
  followOffer,
  isIndentedBeyond,
  type Offer,
} from '../../../../../src/completion/showing/acceptance.ts';

/** @param marked the document, for which `text` takes the place of what is marked */
function offer(marked: string, text: string): Offer {
  const startOffset = marked.replace('█', '').indexOf('⟦');
  const region = marked.slice(marked.indexOf('⟦') + 1, marked.indexOf('⟧'));
  const replaced = region.replace('█', '');
  return { uri: 'a', startOffset, replaced, typedLength: region.indexOf('█'), text };
}

const at = (startOffset: number, removedLength: number, insertedText: string): TextChange => ({
  startOffset,
  removedLength,
  insertedText,
});

describe('followOffer', () => {
  for (const [name, marked, text, changes, kind, typedLength] of [
    ['Tab', 'let ⟦█⟧', 'total = 1;', [at(4, 0, 'total = 1;')], 'acceptedWhole', 10],
    ['Tab that replaces a closer', 'f(⟦█)⟧', 'x, y);', [at(2, 1, 'x, y);')], 'acceptedWhole', 6],
    [
      'the same, as the least edit',
      'f(⟦█)⟧',
      'x, y);',
      [at(2, 0, 'x, y'), at(3, 0, ';')],
      'acceptedWhole',
      6,
    ],
    [
      'Tab beside a list, with what was typed',
      '⟦con█⟧',
      'console.log',
      [at(0, 3, 'console.log')],
      'acceptedWhole',
      11,
    ],
    [
      'an import comes along',
      'let ⟦█⟧',
      'total',
      [at(0, 0, 'import x;\n'), at(4, 0, 'total')],
      'acceptedWhole',
      5,
    ],
    ['several lines', '⟦█⟧', 'a();\nb();', [at(0, 0, 'a();\nb();')], 'acceptedWhole', 9],
    ['the next word', 'let ⟦█⟧', 'total = 1;', [at(4, 0, 'total')], 'acceptedWord', 5],
    ['a word that follows what was typed', 'let ⟦to█⟧', 'total = 1;', [at(6, 0, 'tal')], 'acceptedWord', 5],
    ['what lies before a word', 'x⟦█⟧', ' === y', [at(1, 0, ' === ')], 'acceptedWord', 5],
    ['a word before a closer', 'f(⟦█)⟧', 'left, right);', [at(2, 0, 'left')], 'acceptedWord', 4],
    ['the next line', '⟦█⟧', 'a();\nb();', [at(0, 0, 'a();\n')], 'acceptedLine', 5],
    ['the next line of Windows', '⟦█⟧', 'a();\r\nb();', [at(0, 0, 'a();\r\n')], 'acceptedLine', 6],
    ['a key', 'let ⟦█⟧', 'total = 1;', [at(4, 0, 't')], 'typedAlong', 1],
    ['a key beyond the basic plane', '⟦█⟧', '😀 = 1', [at(0, 0, '😀')], 'typedAlong', 2],
    ['the last key', 'let ⟦tota█⟧', 'total', [at(8, 0, 'l')], 'typedAlong', 5],
    ['a bracket that the editor closes', '⟦█⟧', 'f(x)', [at(0, 0, 'f')], 'typedAlong', 1],
    ['its bracket', '⟦f█⟧', 'f(x)', [at(1, 0, '()')], 'typedAlong', 2],
    ['its bracket, which the suggestion closes too', '⟦f█⟧', 'f() {', [at(1, 0, '()')], 'typedAlong', 2],
    ['a quote', '⟦f(█)⟧', "f('', x)", [at(2, 0, "''")], 'typedAlong', 3],
    ['Enter with its indentation', '⟦{█⟧', '{\n  a();\n}', [at(1, 0, '\n  ')], 'typedAlong', 4],
    ['a paste that agrees', '⟦█⟧', 'a = b + c;', [at(0, 0, 'a = b')], 'typedAlong', 5],
    ['deleted back', 'let ⟦tota█⟧', 'total', [at(6, 2, '')], 'deletedBack', 2],
    ['another key', 'let ⟦█⟧', 'total', [at(4, 0, 'x')], 'left', undefined],
    ['a closer that is not in it', 'let ⟦█⟧', 'total', [at(4, 0, ')')], 'left', undefined],
    ['more than it', 'let ⟦█⟧', 'total', [at(4, 0, 'total = 2')], 'left', undefined],
    ['deleted before it', 'let ⟦█⟧', 'total', [at(3, 1, '')], 'left', undefined],
    ['an edit across its beginning', 'let ⟦t█⟧', 'total', [at(3, 2, '')], 'left', undefined],
    ['an edit elsewhere', 'let ⟦█⟧', 'total', [at(0, 1, 'L')], 'left', undefined],
    ['no change', 'let ⟦█⟧', 'total', [], 'left', undefined],
  ] as const) {
    it(`${name}: ${kind}`, () => {
      const fate = followOffer(offer(marked, text), changes);
      assert.equal(fate.kind, kind);
      if (fate.kind !== 'left') assert.equal(fate.offer.typedLength, typedLength);
    });
  }

  it('goes on from where it is, key by key, then by word, then to the end', () => {
    const kinds: string[] = [];
    let current = offer('import\nlet ⟦█)⟧', 'total(a, b))');
    const follow = (...changes: readonly TextChange[]) => {
      const fate = followOffer(current, changes);
      kinds.push(fate.kind);
      if (fate.kind !== 'left') current = fate.offer;
    };
    follow(at(11, 0, 't'));
    follow(at(12, 0, 'otal'));
    follow(at(0, 0, 'new line\n'), at(16, 0, '()'));
    assert.equal(current.startOffset, 20);
    follow(at(26, 0, 'a'));
    follow(at(27, 0, ', b'));
    assert.deepEqual(kinds, ['typedAlong', 'acceptedWord', 'typedAlong', 'typedAlong', 'acceptedWhole']);
  });
});

describe('isIndentedBeyond', () => {
  for (const [changes, expected] of [
    [[at(2, 0, '\n')], true],
    [[at(2, 0, '\n    ')], true],
    [[at(2, 0, '\n  x')], false],
    [[at(2, 0, ' ')], false],
    [[at(0, 0, '\n')], false],
  ] as const) {
    it(`${JSON.stringify(changes[0].insertedText)} at ${changes[0].startOffset}: ${expected}`, () =>
      assert.equal(isIndentedBeyond(offer('⟦a;█⟧', 'a;\n'), changes), expected));
  }
});
