// Pieces of code by syntax, for pages that show it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { codePieces } from '../../../../../src/rewrite/ask/codeColours.ts';

describe('codePieces', () => {
  it('are keywords, strings, comments, numbers and names, and all of the code', async () => {
    const grammars = new Grammars(
      async (file) => await readFile(`dist/grammars/${file}`),
      () => 0,
    );
    await grammars.prepare('typescript');
    const code = 'const a: Foo = f("x", 1); // end\nreturn <b>;';
    const pieces = codePieces(code, grammars.get('typescript'));
    grammars.dispose();
    assert.equal(pieces.map(({ text }) => text).join(''), code);
    const kinds = new Map(pieces.map(({ text, kind }) => [text, kind]));
    for (const [text, kind] of [
      ['const', 'keyword'],
      ['Foo', 'type'],
      ['f', 'function'],
      ['"x"', 'string'],
      ['1', 'number'],
      ['// end', 'comment'],
    ] as const)
      assert.equal(kinds.get(text), kind, text);
  });

  it('are one where the language is not known', () => {
    assert.deepEqual(codePieces('a < b', undefined), [{ text: 'a < b', kind: 'plain' }]);
  });
});
