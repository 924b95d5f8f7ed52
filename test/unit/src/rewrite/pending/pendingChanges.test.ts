// Pending changes in VS Code's stand-in: what is kept of them when documents close, windows go away and files move.
import assert from 'node:assert/strict';
import { EditingSession } from '../../../../support/editingSession.ts';

const uri = 'file:///a.ts';
const before = 'one();\ntwo();\nthree();\nfour();\n';
const proposal = 'one();\nzwei();\nthree();\nvier();\n';

async function proposed(): Promise<EditingSession> {
  const session = new EditingSession({ [uri]: before });
  assert.equal(await session.propose(uri, proposal), 'written');
  assert.equal(session.hunks(uri).length, 2);
  return session;
}

async function reopen(session: EditingSession): Promise<void> {
  session.window.close(uri);
  await session.settle();
  session.window.show(uri);
  await session.settle();
}

describe('decisions about pending changes', () => {
  it('stay when all was accepted, saved, closed within half a second and opened again', async () => {
    const session = await proposed();
    await session.acceptAll(uri);
    session.window.save(uri);
    await reopen(session);
    assert.deepEqual(session.hunks(uri), []);
    assert.equal(session.stored(uri), undefined);
  });

  it('stay when one was accepted and the window crashed within half a second', async () => {
    const session = await proposed();
    session.window.save(uri);
    await session.settle();
    session.pending(uri)?.accept(({ original }) => original === 'two();\n');
    await session.settle();
    await session.crash('none');
    await session.discardAll(uri);
    assert.equal(session.text(uri), proposal.replace('vier', 'four'));
  });

  it('stay when one was discarded and the document was closed at once', async () => {
    const session = await proposed();
    await session.during(
      session.pending(uri)?.discard(({ original }) => original === 'two();\n') ?? assert.fail(),
    );
    session.window.save(uri);
    await reopen(session);
    assert.equal(session.hunks(uri).length, 1);
    await session.discardAll(uri);
    assert.equal(session.text(uri), before);
  });

  it('are not forgotten by a document that takes no edits: what could not be discarded stays pending', async () => {
    const session = await proposed();
    session.window.save(uri);
    session.window.readOnly.add(uri);
    await session.settle();
    const discarding = session.pending(uri)?.discard(() => true) ?? assert.fail();
    assert.equal(await session.during(discarding), 'refused');
    await session.crash('none');
    session.window.readOnly.clear();
    await session.discardAll(uri);
    assert.equal(session.text(uri), before);
  });
});

describe('what is pending', () => {
  it('is where it was when lines were typed above just before the document was closed', async () => {
    const session = await proposed();
    session.window.type(uri, { startOffset: 0, removedLength: 0, insertedText: 'zero();\n' });
    session.window.save(uri);
    await reopen(session);
    assert.deepEqual(
      session.stored(uri)?.hunks.map(({ startOffset }) => startOffset),
      session.hunks(uri).map(({ startOffset }) => startOffset),
    );
    await session.discardAll(uri);
    assert.equal(session.text(uri), `zero();\n${before}`);
  });

  it('is kept when the window goes away while someone types', async () => {
    const session = await proposed();
    session.window.type(uri, { startOffset: 0, removedLength: 0, insertedText: 'zero();\n' });
    await session.settle();
    await session.reload('later');
    assert.equal(session.stored(uri)?.text, session.text(uri));
    await session.discardAll(uri);
    assert.equal(session.text(uri), `zero();\n${before}`);
  });

  it('is not what a proposal would have been that its document refused', async () => {
    const session = await proposed();
    session.window.readOnly.add(uri);
    assert.equal(await session.propose(uri, 'none();\n'), 'refused');
    await session.settle();
    assert.equal(session.stored(uri)?.text, proposal);
    assert.deepEqual(session.stored(uri)?.hunks, session.hunks(uri));
  });
});

describe('a document that was closed under a run', () => {
  it('takes what is written when it is opened again', async () => {
    const session = new EditingSession({ [uri]: before });
    await session.settle();
    const closed = session.window.host.document(uri);
    session.window.close(uri);
    await session.settle();
    const late = session.openedOf(closed);
    late.setRunning(true);
    late.setRunning(false);
    session.window.show(uri);
    await session.settle();
    assert.equal(await session.propose(uri, proposal), 'written');
    assert.equal(session.hunks(uri).length, 2);
    assert.notEqual(session.openedOf(closed), session.opened(uri));
    await session.discardAll(uri);
    assert.equal(session.text(uri), before);
  });
});

describe('typing while a proposal is written', () => {
  for (const isOnScreen of [true, false]) {
    it(`stays whole, and so does the proposal, ${isOnScreen ? 'on' : 'off'} screen`, async () => {
      const session = new EditingSession({ [uri]: before });
      if (!isOnScreen) session.window.hide(uri);
      await session.settle();
      const writer = session.writer(uri, 0, before.length);
      writer.arrived(proposal);
      let typed = '';
      for (const letter of ['/', '/', ' ', 'x', '\n']) {
        session.window.type(uri, { startOffset: typed.length, removedLength: 0, insertedText: letter });
        typed += letter;
        await session.window.channel.turn();
      }
      assert.equal(await session.during(writer.finish(proposal)), 'written');
      assert.equal(session.text(uri), `${typed}${proposal}`);
      await session.discardAll(uri);
      assert.equal(session.text(uri), `${typed}${before}`);
      assert.deepEqual(session.problems, []);
    });
  }

  it('stays whole when the document leaves the screen in the middle', async () => {
    const session = new EditingSession({ [uri]: before });
    await session.settle();
    const writer = session.writer(uri, 0, before.length);
    const finishing = writer.finish(proposal);
    for (let turn = 0; turn < 4; turn++) await session.window.channel.turn();
    session.window.hide(uri);
    assert.equal(await session.during(finishing), 'written');
    assert.equal(session.text(uri), proposal);
  });
});

describe('edits that are on their way', () => {
  it('are kept as they will be, also when the window goes away before they have arrived', async () => {
    const session = new EditingSession({ [uri]: before });
    await session.settle();
    const writer = session.writer(uri, 0, before.length);
    const finishing = writer.finish(proposal);
    while (session.stored(uri) === undefined) await session.window.channel.turn();
    assert.equal(session.text(uri), before);
    await session.reload('atOnce');
    void finishing;
    assert.equal(session.text(uri).includes('zwei'), true);
    await session.discardAll(uri);
    assert.equal(session.text(uri), before);
  });

  it('are not what is kept of a document that was closed before they could arrive', async () => {
    const session = await proposed();
    session.window.save(uri);
    await session.settle();
    const writer = session.writer(uri, 0, proposal.length);
    session.window.close(uri);
    assert.equal(await session.during(writer.finish('none();\n')), 'refused');
    session.window.show(uri);
    await session.discardAll(uri);
    assert.equal(session.text(uri), before);
  });

  it('are given up where the document was closed without them and is written on', async () => {
    const session = new EditingSession({ [uri]: before });
    await session.propose(uri, before.replace('three();\n', ''));
    await reopen(session);
    session.window.type(uri, { startOffset: before.indexOf('ree'), removedLength: 1, insertedText: 'R' });
    await session.pause();
    assert.equal(session.stored(uri), undefined);
  });

  it('do not bring back a change that was accepted meanwhile', async () => {
    const session = await proposed();
    const end = session.text(uri).length;
    const finishing = session.writer(uri, end, end).finish('five();\n');
    await session.window.channel.turn();
    session.pending(uri)?.accept(() => true);
    await session.during(finishing);
    await session.discardAll(uri);
    assert.equal(session.text(uri), proposal);
  });

  it('do not bring a run back that was stopped while a change of its was discarded', async () => {
    const session = new EditingSession({ [uri]: before });
    await session.settle();
    const writer = session.writer(uri, 0, before.length);
    writer.arrived('one();\nzwei();\nthree();\n');
    await session.settle();
    const pending = session.pending(uri) ?? assert.fail();
    assert.equal(pending.hunks.length, 1);
    const discarding = pending.discard(() => true);
    for (let turn = 0; turn < 2; turn++) await session.window.channel.turn();
    const stopping = writer.stop();
    await session.during(Promise.all([discarding, stopping]));
    assert.equal(pending.isWriting, false);
    assert.equal(session.text(uri), before);
  });
});

describe('a rewrite in a document that was just opened', () => {
  it('waits until what was pending there before is pending again', async () => {
    const session = await proposed();
    session.window.save(uri);
    session.window.close(uri);
    await session.settle();
    session.window.show(uri);
    await session.window.channel.turn();
    await session.whenRestored(uri);
    await session.during(session.writer(uri, 0, 'one();\n'.length).finish('eins();\n'));
    await session.discardAll(uri);
    assert.equal(session.text(uri), before);
  });
});

describe('lines that a proposal removed', () => {
  const shorter = 'one();\nthree();\nvier();\n';

  it('stand there once when everything is undone after one change was accepted', async () => {
    const session = new EditingSession({ [uri]: before });
    await session.propose(uri, shorter);
    session.pending(uri)?.accept(({ original }) => original === 'four();\n');
    session.window.undo(uri);
    await session.discardAll(uri);
    assert.equal(session.text(uri), before);
  });

  it('stand there once when someone types them again', async () => {
    const session = new EditingSession({ [uri]: before });
    await session.propose(uri, shorter);
    session.window.type(uri, { startOffset: 'one();\n'.length, removedLength: 0, insertedText: 'two();\n' });
    await session.discardAll(uri);
    assert.equal(session.text(uri), before);
  });
});
