// Rewrites of the user's own: what is whole is taken, what is not is named.
import assert from 'node:assert/strict';
import { readOwnActions } from '../../../../src/settings/ownActions.ts';
import { readSettings } from '../../../../src/settings/settings.ts';

describe('own actions', () => {
  const early = { name: 'Early', instruction: 'Use early returns.', languages: ['go'] };
  it('are taken as they are', () => {
    assert.deepEqual(readSettings({ actions: [early] }).settings.actions, [early]);
    assert.deepEqual(readOwnActions([{ name: 'A', instruction: 'B' }]).actions, [
      { name: 'A', instruction: 'B', languages: undefined },
    ]);
  });

  for (const wrong of [
    'x',
    1,
    null,
    {},
    { name: '', instruction: 'x' },
    { name: 'x' },
    { ...early, languages: 'go' },
  ]) {
    it(`leave out what is none: ${JSON.stringify(wrong)}`, () => {
      const { actions, problems } = readOwnActions([wrong, early]);
      assert.deepEqual(actions, [early]);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', /hearth setting "actions"/);
    });
  }

  it('are none where the setting is no list', () => assert.equal(readOwnActions('x').problems.length, 1));
});
