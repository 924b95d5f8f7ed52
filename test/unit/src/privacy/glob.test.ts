// VS Code's globs: beside a library that backtracks where the two agree, and in steps that never multiply.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Minimatch } from 'minimatch';
import { Glob } from '../../../../src/privacy/glob.ts';

const options = { dot: true, nocase: true, noext: true, nonegate: true, nocomment: true } as const;

describe('Glob', () => {
  for (const [pattern, path, expected] of [
    ['{**/*.js,gen/**}', 'a/b.js', true],
    ['{**/*.js,gen/**}', 'gen/a/b.ts', true],
    ['{**/*.js,gen/**}', 'a/b.ts', false],
    ['**/{a,b{c,d}}.ts', 'x/bd.ts', true],
    ['**/{a,b{c,d}}.ts', 'x/b.ts', false],
    ['a/**', 'a', true],
    ['a/**/b', 'a/b', true],
    ['**/*.LOG', 'x/A.log', true],
    ['build/', 'build', true],
    ['a[', 'a[', true],
    ['a{b', 'a{b', true],
    ['[]]', ']', true],
    ['[a-c]?.ts', 'bx.ts', true],
    ['[^a-c].ts', 'b.ts', false],
    ['?.ts', '😀.ts', true],
    ['*', 'a/b', false],
    ['', 'a', false],
  ] as const) {
    it(`${pattern} ${expected ? 'is' : 'is not'} ${path}`, () =>
      assert.equal(new Glob(pattern).matches(path), expected));
  }

  it('agrees with minimatch', () => {
    const name = fc
      .array(fc.constantFrom('a', 'b', '.', '*', '?', '{a,b}', '[ab]', '[!a]'), {
        minLength: 1,
        maxLength: 4,
      })
      .map((parts) => parts.join(''))
      .filter((text) => !/^\.{1,2}$|\*\*/.test(text));
    const pattern = fc
      .array(fc.oneof({ weight: 3, arbitrary: name }, fc.constant('**')), { minLength: 1, maxLength: 4 })
      // A folder itself under `folder/**` is hidden here; nobody can tell the difference.
      .filter((names) => names.at(-1) !== '**')
      .map((names) => names.join('/'));
    const path = fc
      .array(fc.array(fc.constantFrom('a', 'b', '.'), { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 4,
      })
      .map((names) => names.map((one) => one.join('')).join('/'))
      .filter((text) => !/(?:^|\/)\.{1,2}(?:\/|$)/.test(text));
    fc.assert(
      fc.property(pattern, path, (written, file) => {
        const ours = new Glob(written).matches(file);
        assert.equal(ours, new Minimatch(written, options).match(file), `${written}: ${file}`);
      }),
      { seed: 13, numRuns: 1000 },
    );
  });

  for (const [what, pattern, path] of [
    ['stars of a name', `${'*a'.repeat(40)}b`, 'a'.repeat(400)],
    ['stars of folders', `${'**/a/'.repeat(40)}b`, `${'a/'.repeat(200)}c`],
    ['alternatives', `${'{a,a*}'.repeat(40)}b`, 'a'.repeat(400)],
    ['alternatives in alternatives', `${'{a,'.repeat(40)}${'}'.repeat(40)}b`, 'a'.repeat(400)],
  ] as const) {
    it(`looks at each place once a character: ${what}`, () => {
      let steps = 0;
      assert.equal(
        new Glob(pattern).matches(path, () => steps++),
        false,
      );
      assert.ok(steps <= 4 * pattern.length * (path.length + 1), `${steps} steps`);
    });
  }
});
