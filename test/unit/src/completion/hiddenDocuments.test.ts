// Requests in documents that the model may not read, and in those of which that is not known yet.
import assert from 'node:assert/strict';
import { ScriptedCompletions } from '../../../support/scriptedCompletions.ts';
import { shown } from '../../../support/scriptedEngine.ts';

const uri = 'file:///a.ts';

/** A request that waits for the rules, and what happens when they are read. */
async function waiting() {
  const road = new ScriptedCompletions();
  const editor = await road.edit('let a = █');
  road.privacy.refusals.set(uri, 'rulesNotRead');
  let know = () => {};
  road.privacy.read = () =>
    new Promise((resolve) => {
      know = resolve;
    });
  const pending = editor.ask();
  await road.settle();
  assert.equal(road.engine.completes.length, 0);
  return { road, editor, pending, know: () => know() };
}

describe('a request in a hidden document', () => {
  for (const reason of ['secretFile', 'ignoredFile'] as const) {
    for (const isManual of [false, true]) {
      it(`is silent (${reason}${isManual ? ', by hand' : ''}) and reads no text`, async () => {
        const road = new ScriptedCompletions();
        const editor = await road.edit('let a = █');
        road.privacy.refusals.set(uri, reason);
        const snapshot = () => assert.fail('the text was read');
        assert.deepEqual(await editor.ask({ isManual, snapshot }), { kind: 'silent', reason });
        assert.equal(road.engine.completes.length, 0);
      });
    }
  }

  it('is silent though an answer is remembered from before', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let a = █');
    const pending = editor.ask();
    await road.settle();
    road.engine.newest.answer(shown('12;'));
    assert.equal((await pending).kind, 'shown');
    road.privacy.refusals.set(uri, 'ignoredFile');
    assert.deepEqual(await editor.type('1'), { kind: 'silent', reason: 'ignoredFile' });
  });

  it('that becomes hidden while the request waits for the next key is silent', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let a = █');
    road.settings = { ...road.settings, debounceMs: 50 };
    await road.typeSlowlyAnswered(editor, '0');
    const pending = editor.type('1');
    await road.settle();
    road.privacy.refusals.set(uri, 'ignoredFile');
    await road.time.pass(50);
    assert.deepEqual(await pending, { kind: 'silent', reason: 'ignoredFile' });
    assert.equal(road.engine.completes.length, 1);
  });
});

describe('a request whose rules are still being read', () => {
  it('waits and is answered', async () => {
    const { road, editor, pending, know } = await waiting();
    road.privacy.refusals.clear();
    know();
    await road.settle();
    road.engine.newest.answer(shown('1;'));
    assert.equal(editor.accepted(await pending), 'let a = 1;█');
  });

  it('waits and is refused', async () => {
    const { road, pending, know } = await waiting();
    road.privacy.refusals.set(uri, 'ignoredFile');
    know();
    assert.deepEqual(await pending, { kind: 'silent', reason: 'ignoredFile' });
  });

  it('is refused with a name when they are not read in time', async () => {
    const { pending, know } = await waiting();
    know();
    assert.deepEqual(await pending, { kind: 'silent', reason: 'rulesNotRead' });
  });

  it('ends when it is cancelled', async () => {
    const { editor, pending } = await waiting();
    editor.token.cancel();
    assert.deepEqual(await pending, { kind: 'cancelled', reason: 'cancelled' });
  });

  it('ends when the document changed meanwhile', async () => {
    const { road, editor, pending, know } = await waiting();
    editor.version++;
    road.privacy.refusals.clear();
    know();
    assert.deepEqual(await pending, { kind: 'cancelled', reason: 'documentChanged' });
  });
});
