// An answer of several statements, piece by piece. `█` is the cursor.
import assert from 'node:assert/strict';
import { answerPieces } from '../../../../../src/completion/answers/answerPieces.ts';
import { placeAt } from '../../../../../src/completion/place/place.ts';

function pieces(marked: string, text: string): readonly string[] {
  const place = placeAt({ uri: 'u', text: marked.replace('█', '') }, marked.indexOf('█'), undefined);
  const divided = answerPieces(text, place, { languageId: 'typescript' });
  for (const piece of divided) {
    assert.equal(text.slice(piece.startOffset, piece.startOffset + piece.text.length), piece.text);
  }
  return divided.map(({ place: { text: document, offset }, text: piece }) => {
    return `${document.slice(0, offset)}⟦${piece}⟧${document.slice(offset)}`;
  });
}

describe('answerPieces', () => {
  it('is one piece for one statement', () => {
    assert.deepEqual(pieces('a();\n█\nz();', 'b();'), ['a();\n⟦b();⟧\nz();']);
  });

  it('is one piece for nothing', () => {
    assert.deepEqual(pieces('a();\n█', ''), ['a();\n⟦⟧']);
  });

  it('puts each statement where the one before it ends', () => {
    assert.deepEqual(pieces('a();\n█\nz();', 'b();\nif (c) {\n  d();\n}\ne();'), [
      'a();\n⟦b();⟧\nz();',
      'a();\nb();⟦\nif (c) {\n  d();\n}⟧\nz();',
      'a();\nb();\nif (c) {\n  d();\n}⟦\ne();⟧\nz();',
    ]);
  });

  it('keeps three', () => {
    assert.equal(pieces('a();\n█', 'b();\nc();\nd();\ne();').length, 3);
  });

  it('keeps a block that was just opened together', () => {
    assert.deepEqual(pieces('f(() => {\n  █\n});', 'a();\n  b();'), ['f(() => {\n  ⟦a();\n  b();⟧\n});']);
  });

  it('leaves out what a piece replaces', () => {
    assert.deepEqual(pieces('a(█)', 'b);\nc();'), ['a(⟦b);⟧)', 'a(b);⟦\nc();⟧']);
  });

  it('writes the line ends of Windows into a document that has them', () => {
    assert.deepEqual(pieces('a();\r\n█\r\n', 'b({\n  c,\n});\nd();'), [
      'a();\r\n⟦b({\n  c,\n});⟧\r\n',
      'a();\r\nb({\r\n  c,\r\n});⟦\nd();⟧\r\n',
    ]);
  });
});
