// The queries of every language against annotated sources: what is a scope, and what its statements.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { scopeLanguages } from '../../../../../src/context/syntax/languages.ts';
import { scopesNear } from '../../../../../src/context/syntax/scopes.ts';
import type { Scope } from '../../../../../src/context/window/window.ts';
import { readGrammarFile } from '../grammarFiles.ts';
import { sourceOf, withMarks } from '../scopeMarks.ts';

const goldenFolder = fileURLToPath(new URL('golden', import.meta.url));
const goldenFiles = readdirSync(goldenFolder);
/** With this set the golden files are written anew, to be reviewed by eye. */
const isUpdating = process.env['HEARTH_UPDATE_GOLDEN'] !== undefined;

describe('scopes', () => {
  const grammars = new Grammars(readGrammarFile, () => 0);
  before(async () => {
    for (const languageId of scopeLanguages) await grammars.prepare(languageId);
  });
  after(() => grammars.dispose());

  function scopesOf(languageId: string, source: string, from = 0, to = source.length): readonly Scope[] {
    const grammar = grammars.get(languageId);
    assert.ok(grammar);
    const tree = grammar.parse(source, undefined, 1);
    assert.ok(tree);
    const scopes = scopesNear(tree, grammar.scopeQuery, { startOffset: from, endOffset: to });
    tree.delete();
    return scopes;
  }

  for (const languageId of scopeLanguages) {
    it(`has a golden file for ${languageId}`, () => {
      assert.ok(goldenFiles.some((file) => file.startsWith(`${languageId}.`)));
    });
  }

  for (const file of goldenFiles) {
    it(`are as drawn in ${file}`, () => {
      const goldenPath = path.join(goldenFolder, file);
      const golden = readFileSync(goldenPath, 'utf8');
      const [languageId = ''] = file.split('.');
      const source = sourceOf(golden);
      const drawn = withMarks(source, scopesOf(languageId, source));
      if (isUpdating) writeFileSync(goldenPath, drawn);
      else assert.equal(drawn, golden);
    });
  }

  it('lists only statements that touch the range', () => {
    const source = Array.from({ length: 2000 }, (_, index) => `const v${index} = ${index};`).join('\n');
    const from = source.indexOf('const v1000 ');
    const to = source.indexOf('const v1003 ');
    const [program] = scopesOf('typescript', source, from + 3, to - 1);
    assert.deepEqual(
      program?.statements.map(({ startOffset, endOffset }) => source.slice(startOffset, endOffset)),
      ['const v1000 = 1000;', 'const v1001 = 1001;', 'const v1002 = 1002;'],
    );
  });

  it('takes a range that begins before the text', () => {
    assert.deepEqual(scopesOf('python', 'a = 1\n', -500, 6), [
      { startOffset: 0, endOffset: 6, statements: [{ startOffset: 0, endOffset: 5 }] },
    ]);
  });
});
