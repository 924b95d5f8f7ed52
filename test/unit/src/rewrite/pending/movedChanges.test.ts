// Pending changes in VS Code's stand-in that go along where their file goes.
import assert from 'node:assert/strict';
import { EditingSession } from '../../../../support/editingSession.ts';

const uri = 'file:///a.ts';
const before = 'one();\ntwo();\nthree();\nfour();\n';
const proposal = 'one();\nzwei();\nthree();\nvier();\n';

describe('pending changes of a file that is renamed or moved', () => {
  const renamed = 'file:///b.ts';

  it('are pending under its new name, saved or not', async () => {
    for (const isSaved of [false, true]) {
      const session = new EditingSession({ [uri]: before });
      assert.equal(await session.propose(uri, proposal), 'written');
      if (isSaved) session.window.save(uri);
      await session.settle();
      session.window.rename(uri, renamed);
      await session.settle();
      assert.equal(session.hunks(renamed).length, 2);
      await session.pause();
      assert.deepEqual(session.stored(renamed)?.hunks, session.hunks(renamed));
      assert.equal(session.stored(uri), undefined);
      await session.discardAll(renamed);
      assert.equal(session.text(renamed), before);
      assert.deepEqual(session.problems, []);
    }
  });

  it('are there when its folder was renamed and it is opened later', async () => {
    const inFolder = 'file:///folder/a.ts';
    const session = new EditingSession({ [inFolder]: before });
    await session.propose(inFolder, proposal);
    session.window.save(inFolder);
    session.window.close(inFolder);
    await session.pause();
    session.window.rename('file:///folder', 'file:///new%20folder');
    session.window.disk.set('file:///new%20folder/a.ts', proposal);
    session.window.show('file:///new%20folder/a.ts');
    await session.settle();
    await session.discardAll('file:///new%20folder/a.ts');
    assert.equal(session.text('file:///new%20folder/a.ts'), before);
  });
});

describe('pending changes of a document that is saved under another name', () => {
  const other = 'file:///other.ts';
  for (const from of ['untitled:Untitled-1', uri]) {
    it(`go along from ${from}`, async () => {
      const session = new EditingSession({ [from]: before });
      await session.propose(from, proposal);
      session.window.saveAs(from, other);
      await session.settle();
      assert.equal(session.hunks(other).length, 2);
      await session.pause();
      assert.deepEqual(session.stored(other)?.hunks, session.hunks(other));
      assert.equal(session.stored(from), undefined);
      await session.discardAll(other);
      assert.equal(session.text(other), before);
      assert.deepEqual(session.problems, []);
    });
  }

  it('go along into a file that has others', async () => {
    const session = new EditingSession({ [uri]: before, [other]: 'fünf();\nsechs();\n' });
    await session.propose(other, 'five();\nsix();\n');
    await session.propose(uri, proposal);
    session.window.saveAs(uri, other);
    await session.settle();
    await session.discardAll(other);
    assert.equal(session.text(other), before);
  });

  it('stay where they are when a copy of the saved file is opened and edited', async () => {
    const session = new EditingSession({ [uri]: before, [other]: `${proposal}\n` });
    await session.propose(uri, proposal);
    session.window.save(uri);
    session.window.type(other, { startOffset: proposal.length, removedLength: 1, insertedText: '' });
    await session.settle();
    assert.equal(session.text(other), proposal);
    assert.deepEqual(session.hunks(other), []);
    assert.equal(session.hunks(uri).length, 2);
  });
});
