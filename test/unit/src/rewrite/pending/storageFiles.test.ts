// Where what is pending is kept: in the same place for the same folder, whatever else runs.
import assert from 'node:assert/strict';
import { storageName } from '../../../../../src/rewrite/pending/storageFiles.ts';

describe('the storage of pending changes', () => {
  const shop = 'file:///work/shop';
  const rows: readonly [string, readonly string[] | undefined, readonly string[] | undefined, boolean][] = [
    ['the same folder', [shop], [shop], true],
    ['a folder that another one was added to', [shop], [shop, 'file:///work/tools'], true],
    ['another folder', [shop], ['file:///work/tools'], false],
    ['no folder', [shop], undefined, false],
    ['no folder, as no list and an empty one', undefined, [], true],
  ];
  for (const [what, before, after, isSame] of rows) {
    it(`is ${isSame ? 'the same' : 'another'} for ${what}`, () => {
      assert.equal(storageName(before) === storageName(after), isSame);
    });
  }

  it('is named without a path', () => assert.match(storageName([shop]), /^[\w-]+$/));
});
