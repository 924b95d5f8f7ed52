// Originals outlive the editor: kept before they leave the document, found again in whatever text is there then.
import assert from 'node:assert/strict';
import type { Hunks } from '../../../../../src/rewrite/pending/hunks.ts';
import { PendingStore } from '../../../../../src/rewrite/pending/pendingStore.ts';
import { restoredHunks } from '../../../../../src/rewrite/pending/restoreHunks.ts';
import { PrivateFilesInMemory } from '../../../../support/privateFilesInMemory.ts';
import { quietLog } from '../../../../support/quietLog.ts';

const uri = 'file:///a.ts';
const text = 'one();\nzwei();\nthree();\nfive();\n';
const hunks: Hunks = [
  { id: 1, startOffset: 7, endOffset: 15, original: 'two();\n' },
  { id: 2, startOffset: 24, endOffset: 24, original: 'four();\n' },
];
const original = 'one();\ntwo();\nthree();\nfour();\nfive();\n';

async function restored(found: string): Promise<Hunks> {
  const files = new PrivateFilesInMemory();
  await new PendingStore(files, quietLog).keep({ uri, text, hunks });
  // Another window, later.
  const kept = await new PendingStore(files, quietLog).kept(uri);
  assert.ok(kept);
  return restoredHunks(kept, found);
}

describe('pending changes after a reload', () => {
  it('are all there when the text is', async () => assert.deepEqual(await restored(text), hunks));

  it('are where their text is now', async () => {
    const found = await restored(`// new\n${text}`);
    assert.deepEqual(
      found.map(({ startOffset }) => startOffset),
      [14, 31],
    );
  });

  const gone: readonly (readonly [string, string, readonly number[]])[] = [
    ['the proposal never reached the disk', original, []],
    ['one hunk was edited', text.replace('zwei', 'deux'), [2]],
    ['removed lines stand there again', text.replace('five', 'four();\nfive'), [1]],
    ['nothing of the file is left', '', []],
    ['the file was rewritten in part', 'zwei();\nthree();\n', [1, 2]],
  ];
  for (const [what, found, expected] of gone) {
    it(`are those that still hold when ${what}`, async () => {
      assert.deepEqual(
        (await restored(found)).map(({ id }) => id),
        expected,
      );
    });
  }

  it('are none in another document', async () => {
    const files = new PrivateFilesInMemory();
    const store = new PendingStore(files, quietLog);
    await store.keep({ uri, text, hunks });
    assert.equal(await store.kept('file:///b.ts'), undefined);
  });

  it('are found by a window that was open before another one kept them, and forgotten by both', async () => {
    const files = new PrivateFilesInMemory();
    const [here, there] = [new PendingStore(files, quietLog), new PendingStore(files, quietLog)];
    assert.equal(await there.kept(uri), undefined);
    await here.keep({ uri, text, hunks });
    assert.deepEqual((await there.kept(uri))?.hunks, hunks);
    await there.keep({ uri, text, hunks: [] });
    assert.equal(await here.kept(uri), undefined);
    assert.equal(files.files.size, 0);
  });

  it('are whole when two windows keep them at once', async () => {
    const files = new PrivateFilesInMemory();
    files.beforeAccess = async () => await new Promise((resolve) => setImmediate(resolve));
    const [here, there] = [new PendingStore(files, quietLog), new PendingStore(files, quietLog)];
    await Promise.all([here.keep({ uri, text, hunks }), there.keep({ uri, text, hunks: hunks.slice(1) })]);
    const kept = await here.kept(uri);
    assert.ok(kept?.hunks.length === 1 || kept?.hunks.length === 2);
    assert.equal(files.files.size, 1);
  });

  it('are forgotten once decided', async () => {
    const files = new PrivateFilesInMemory();
    const store = new PendingStore(files, quietLog);
    await store.keep({ uri, text, hunks });
    await store.keep({ uri, text, hunks: [] });
    assert.equal(files.files.size, 0);
  });

  it('survive a window that goes away while they are kept anew, and are forgotten once decided', async () => {
    const files = new PrivateFilesInMemory();
    const store = new PendingStore(files, quietLog);
    await store.keep({ uri, text, hunks });
    files.cutsRename = true;
    await assert.rejects(store.keep({ uri, text, hunks: hunks.slice(1) }), /gone/);
    files.cutsRename = false;
    const next = new PendingStore(files, quietLog);
    assert.deepEqual((await next.kept(uri))?.hunks, hunks.slice(1));
    await next.keep({ uri, text, hunks: [] });
    assert.equal(files.files.size, 0);
  });

  it('cannot be kept without space, which is said before anything is changed, and can later', async () => {
    const files = new PrivateFilesInMemory();
    const store = new PendingStore(files, quietLog);
    files.isFull = true;
    await assert.rejects(store.keep({ uri, text, hunks }), /space/);
    files.isFull = false;
    await store.keep({ uri, text, hunks });
    assert.equal(files.files.size, 1);
  });

  for (const damaged of ['', '{', '{"uri": 1}', '{"uri":"file:///a.ts","text":"","hunks":[{}]}']) {
    it(`are none when the file holds ${JSON.stringify(damaged)}`, async () => {
      const files = new PrivateFilesInMemory();
      await new PendingStore(files, quietLog).keep({ uri, text, hunks });
      for (const name of files.files.keys()) files.files.set(name, damaged);
      assert.equal(await new PendingStore(files, quietLog).kept(uri), undefined);
    });
  }
});
