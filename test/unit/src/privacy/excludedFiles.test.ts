// VS Code's `files.exclude`: globs, folders, conditions, and values that are no rules.
import assert from 'node:assert/strict';
import { ExcludedFiles } from '../../../../src/privacy/excludedFiles.ts';

const always = [{ beside: undefined }];

describe('ExcludedFiles', () => {
  for (const [setting, path, expected] of [
    [{ '**/*.js': true }, 'a.js', always],
    [{ '**/*.js': true }, 'b/c/a.js', always],
    [{ '**/*.js': true }, 'a.jsx', []],
    [{ '*.js': true }, 'b/a.js', []],
    [{ '**/*.js': false }, 'a.js', []],
    [{ '**/.git': true }, '.git/COMMIT_EDITMSG', always],
    [{ build: true }, 'build/x/a.ts', always],
    [{ build: true }, 'b/build/a.ts', []],
    [{ '**/{gen,out}': true }, 'b/out/a.ts', always],
    [{ '**/*.{js,map}': true }, 'b/a.map', always],
    [{ 'a?.[jt]s': true }, 'ab.ts', always],
    [{ 'a.[!j]s': true }, 'a.ts', always],
    [{ 'a.[!j]s': true }, 'a.js', []],
    [{ '**/*.LOG': true }, 'a.log', always],
    [{ '**': true }, '.hidden', always],
    [{ '!a.ts': true }, 'b.ts', []],
    [{ '#a.ts': true }, '#a.ts', always],
    [{ '**/*.js': { when: '$(basename).ts' } }, 'b/a.b.js', [{ beside: 'b/a.b.ts' }]],
    [{ '**/*.js': { when: '$(basename).ts' } }, 'a.ts', []],
    [{ '**/*.js': { when: 3 } }, 'a.js', []],
    [{ '**/*.js': 'yes' }, 'a.js', []],
    [undefined, 'a.js', []],
    ['**/*.js', 'a.js', []],
  ] as const) {
    it(`${JSON.stringify(setting)} and ${path}`, () =>
      assert.deepEqual(new ExcludedFiles(setting).exclusionsOf(path), expected));
  }
});
