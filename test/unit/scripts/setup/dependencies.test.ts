// When an installed tree counts as what the lock file asks for.
import assert from 'node:assert/strict';
import { isSatisfied } from '../../../../scripts/setup/dependencies.mjs';

const a1 = { 'node_modules/a': { version: '1.0.0' } };
const optionalB = { 'node_modules/b': { version: '2.0.0', optional: true } };

describe('isSatisfied', () => {
  const cases: readonly [
    string,
    Parameters<typeof isSatisfied>[0],
    Parameters<typeof isSatisfied>[0],
    boolean,
  ][] = [
    ['the same packages', a1, a1, true],
    ['a package that is missing', a1, {}, false],
    ['another version', a1, { 'node_modules/a': { version: '1.0.1' } }, false],
    ['an optional package of another platform', { ...a1, ...optionalB }, a1, true],
    ['an optional package of another version', optionalB, { 'node_modules/b': { version: '1.0.0' } }, false],
    ['more than is wanted', a1, { ...a1, ...optionalB }, true],
    ['the project itself, which npm does not record', { '': { version: '0.1.0' } }, {}, true],
  ];
  for (const [what, wanted, installed, expected] of cases) {
    it(`says ${expected} to ${what}`, () => {
      assert.equal(isSatisfied(wanted, installed), expected);
    });
  }
});
