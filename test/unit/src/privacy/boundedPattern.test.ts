// Ignore patterns with many stars: what they become, and that nothing is shown that they hid.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import ignore from 'ignore';
import { boundedPattern } from '../../../../src/privacy/boundedPattern.ts';

describe('boundedPattern', () => {
  for (const [pattern, expected] of [
    ['node_modules/', 'node_modules/'],
    ['**/gen/**/*.g.*.ts', '**/gen/**/*.g.*.ts'],
    ['**/a/**/b/**', '**/a/**/b/**'],
    ['!**/a/**/b', '!**/a/**/b'],
    ['/**/**/a', '/**/a'],
    ['**/a/**/a/**/a/**/b', '**/a/**/b'],
    ['!**/a/**/a/**/a/**/b', undefined],
    ['*a*a*a*a*ab', '*a*a*ab'],
    ['!*a*a*a*a*ab', undefined],
    [String.raw`*a*\*a*a*b`, '*'],
    ['*[*]*a*a*b', '*'],
    ['# no', '# no'],
  ] as const) {
    it(pattern, () => assert.equal(boundedPattern(pattern), expected));
  }

  it('hides all that the pattern hid', () => {
    const part = fc.constantFrom('a', 'b', '*', '**', '/', '**/', '?');
    const pattern = fc.array(part, { minLength: 1, maxLength: 14 }).map((parts) => parts.join(''));
    const path = fc
      .array(fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 4,
      })
      .map((names) => names.map((name) => name.join('')).join('/'));
    fc.assert(
      fc.property(pattern, path, (written, file) => {
        const hidden = ignore().add(written).ignores(file);
        const bounded = boundedPattern(written) ?? '';
        assert.ok(!hidden || ignore().add(bounded).ignores(file), `${written} as ${bounded}: ${file}`);
      }),
      { seed: 13, numRuns: 1000 },
    );
  });
});
