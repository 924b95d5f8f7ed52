// Places in files and the languages of files, as the command line reads them.
import assert from 'node:assert/strict';
import { languageOf, offsetAt, parseLocation } from '../../../cli/location.ts';
import { scopeLanguages } from '../../../src/context/syntax/languages.ts';

const languages: readonly (readonly [string, string])[] = [
  ['src/main.ts', 'typescript'],
  ['page.tsx', 'typescriptreact'],
  ['lib/index.cjs', 'javascript'],
  ['app.jsx', 'javascriptreact'],
  ['stubs.pyi', 'python'],
  ['main.go', 'go'],
  ['Main.java', 'java'],
  ['lib.rs', 'rust'],
  ['list.c', 'c'],
  ['list.h', 'cpp'],
  ['list.CC', 'cpp'],
  ['Program.cs', 'csharp'],
  ['index.php', 'php'],
  ['thing.gemspec', 'ruby'],
  ['run.sh', 'shellscript'],
  ['site.css', 'css'],
  ['site.scss', 'plaintext'],
  ['Makefile', 'plaintext'],
  ['.bashrc', 'plaintext'],
];

describe('places on the command line', () => {
  for (const [file, languageId] of languages) {
    it(`takes ${file} for ${languageId}`, () => assert.equal(languageOf(file), languageId));
  }

  it('knows an extension of every language with a grammar', () => {
    const known = new Set(languages.map(([, languageId]) => languageId));
    assert.deepEqual(
      scopeLanguages.filter((languageId) => !known.has(languageId)),
      [],
    );
  });

  it('are read with colons in the file', () => {
    assert.deepEqual(parseLocation('c:\\a.ts:12:5'), { file: 'c:\\a.ts', line: 12, column: 5 });
    assert.throws(() => parseLocation('a.ts:12'), /FILE:LINE:COLUMN/);
  });

  it('become offsets, at most the end of their line', () => {
    assert.equal(offsetAt('ab\ncd\n', 2, 2), 4);
    assert.equal(offsetAt('ab\ncd\n', 1, 9), 2);
    assert.throws(() => offsetAt('ab\n', 4, 1), /only 2 lines/);
  });
});
