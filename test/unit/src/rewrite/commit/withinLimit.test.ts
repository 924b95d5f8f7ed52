// What of several files' changes fits.
import assert from 'node:assert/strict';
import { withinLimit } from '../../../../../src/rewrite/commit/withinLimit.ts';

describe('withinLimit', () => {
  it('leaves what fits as it is', () => assert.equal(withinLimit(['a\n', 'b\n'], 1000), 'a\nb\n'));

  it('gives small files their whole text and large ones what is left, in order, by lines', () => {
    assert.equal(withinLimit(['line\n'.repeat(100), 'tiny\n'], 52), `${'line\n'.repeat(9)}tiny\n`);
  });
});
