// What is said of this machine's model is not said of a server's.
import assert from 'node:assert/strict';
import type { LoadResult } from '../../../../engine/protocol/protocol.ts';
import { loadedHere } from '../../../../src/client/loadedHere.ts';
import { someShape } from '../../../support/someShape.ts';

const loaded: LoadResult = {
  family: 'fillInTheMiddle',
  shape: someShape,
  threads: 2,
  speed: { prefillTokensPerSecond: 1, decodeTokensPerSecond: 1, charactersPerToken: 3 },
  canChat: true,
};

describe('loadedHere', () => {
  for (const [name, given, isHere] of [
    ['without a server', loaded, true],
    [
      'while this machine stands in',
      { ...loaded, serving: { by: 'thisMachine', trouble: 'serverGone' } },
      true,
    ],
    ['while a server computes', { ...loaded, serving: { by: 'server' } }, false],
    ['while nobody does', { ...loaded, serving: { by: 'nobody', trouble: 'serverGone' } }, false],
    ['before anything is loaded', undefined, false],
  ] as const) {
    it(`is ${isHere ? 'the model' : 'nothing'} ${name}`, () => {
      assert.equal(loadedHere(given) !== undefined, isHere);
    });
  }
});
