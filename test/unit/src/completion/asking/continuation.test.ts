// What follows a suggestion, computed while it is read: when it is asked, kept, given up and shown.
import assert from 'node:assert/strict';
import { ScriptedCompletions } from '../../../../support/scriptedCompletions.ts';
import { shown } from '../../../../support/scriptedEngine.ts';
import type { TypingEditor } from '../../../../support/typingEditor.ts';

const superseded = { kind: 'cancelled', reason: 'superseded' } as const;
/** Twice what usually lies between keys. */
const readingMs = 400;

async function offered(marked: string, suggestion = 'total = 1;') {
  const road = new ScriptedCompletions();
  const editor = await road.edit(marked);
  const pending = editor.ask();
  await road.settle();
  road.engine.newest.answer(shown(suggestion));
  const outcome = await pending;
  return { road, editor, outcome };
}

const purposes = (road: ScriptedCompletions) => road.engine.completes.map(({ params }) => params.purpose);

async function shownNow(road: ScriptedCompletions, editor: TypingEditor): Promise<string> {
  const asked = road.engine.completes.length;
  const outcome = await editor.ask();
  assert.equal(road.engine.completes.length, asked, 'the engine was asked');
  return editor.accepted(outcome);
}

describe('computing ahead', () => {
  it('asks for the line after, once the suggestion has been read, and shows it right after Enter', async () => {
    const { road, editor, outcome } = await offered('{\n  let █\n}\n');
    await road.time.pass(readingMs - 1);
    assert.deepEqual(purposes(road), ['keystroke']);
    await road.time.pass(1);
    assert.deepEqual(purposes(road), ['keystroke', 'prefetch']);
    const { before, after, forcedText, maxLines } = road.engine.newest.params;
    assert.deepEqual([before, after], ['{\n  let total = 1;\n', '\n}\n']);
    assert.deepEqual([forcedText, maxLines], ['', 1]);
    road.engine.newest.answer(shown('  return total;'));
    await road.settle();
    editor.accept(outcome);
    assert.deepEqual(await editor.ask(), { kind: 'silent', reason: 'justAccepted' });
    editor.edit('\n  ');
    assert.equal(await shownNow(road, editor), '{\n  let total = 1;\n  return total;█\n}\n');
  });

  it('inside a line asks for what follows at once, and shows it on acceptance', async () => {
    const { road, editor, outcome } = await offered('sum(█, 1);\n', 'values');
    await road.time.pass(readingMs);
    assert.equal(road.engine.newest.params.before, 'sum(values');
    road.engine.newest.answer(shown('.length'));
    await road.settle();
    editor.accept(outcome);
    assert.equal(await shownNow(road, editor), 'sum(values.length█, 1);\n');
  });

  it('by hand asks in any case where a suggestion has just been accepted', async () => {
    const { road, editor, outcome } = await offered('let █\n');
    editor.accept(outcome);
    const pending = editor.ask({ isManual: true });
    await road.settle();
    road.engine.newest.answer(shown(' // one'));
    assert.equal(editor.accepted(await pending), 'let total = 1; // one█\n');
  });

  it('does not begin while someone types', async () => {
    const { road, editor } = await offered('let █\n');
    for (const key of 'total') {
      await road.time.pass(readingMs - 1);
      await editor.type(key);
    }
    assert.deepEqual(purposes(road), ['keystroke']);
    // Slow typing reads slowly.
    await road.time.pass(2 * readingMs);
    assert.deepEqual(purposes(road), ['keystroke', 'prefetch']);
  });

  it('goes on while the suggestion is typed or accepted, and is not asked twice', async () => {
    const { road, editor } = await offered('let █\n');
    await road.time.pass(readingMs);
    const prefetch = road.engine.newest;
    for (const keys of ['t', 'ota', 'l']) await editor.type(keys);
    editor.accept(await editor.ask());
    editor.edit('\n');
    await road.time.pass(readingMs);
    assert.equal(prefetch.isCancelled(), false);
    prefetch.answer(shown('return total;'));
    await road.settle();
    assert.equal(await shownNow(road, editor), 'let total = 1;\nreturn total;█\n');
    assert.deepEqual(purposes(road), ['keystroke', 'prefetch']);
  });

  it('asked again while it runs, leaves it to the engine to hand it over', async () => {
    const { road, editor, outcome } = await offered('let █\n');
    await road.time.pass(readingMs);
    const prefetch = road.engine.newest;
    editor.accept(outcome);
    const pending = editor.type('\n');
    await road.settle();
    assert.equal(prefetch.isCancelled(), false);
    assert.equal(road.engine.newest.params.before, prefetch.params.before);
    assert.equal(road.engine.newest.params.purpose, 'keystroke');
    prefetch.answer(superseded);
    road.engine.newest.answer(shown('return total;'));
    assert.equal(editor.accepted(await pending), 'let total = 1;\nreturn total;█\n');
  });

  for (const [name, edit] of [
    ['another key', (editor: TypingEditor) => editor.edit('x')],
    ['a deletion', (editor: TypingEditor) => editor.edit(-1)],
  ] as const) {
    it(`${name} cancels it at once`, async () => {
      const { road, editor } = await offered('let █\n');
      await road.time.pass(readingMs);
      edit(editor);
      await road.settle();
      assert.equal(road.engine.newest.isCancelled(), true);
    });
  }

  it('ends with its document, and with an edit of another one', async () => {
    for (const end of [
      (road: ScriptedCompletions) => road.completions.forget('file:///a.ts'),
      (road: ScriptedCompletions) =>
        road.completions.change('file:///b.ts', [{ startOffset: 0, removedLength: 0, insertedText: 'x' }]),
    ]) {
      const { road } = await offered('let █\n');
      await road.time.pass(readingMs);
      end(road);
      await road.settle();
      assert.equal(road.engine.newest.isCancelled(), true);
    }
  });

  it('computes nothing ahead on a battery', async () => {
    const road = new ScriptedCompletions();
    road.savesPower = true;
    const editor = await road.edit('let █\n');
    const asked = editor.ask();
    await road.settle();
    road.engine.newest.answer(shown('a;'));
    assert.equal((await asked).kind, 'shown');
    await road.time.pass(1000);
    assert.deepEqual(purposes(road), ['keystroke']);
  });

  it('does nothing when it is switched off, for silence, and for what is known', async () => {
    const road = new ScriptedCompletions();
    road.settings = { ...road.settings, prefetch: false };
    const editor = await road.edit('let █\n');
    const first = editor.ask();
    await road.settle();
    road.engine.newest.answer(shown('a;'));
    await first;
    await road.time.pass(1000);
    road.settings = { ...road.settings, prefetch: true };
    const second = editor.type('x');
    await road.settle();
    road.engine.newest.answer(shown(''));
    await second;
    await road.time.pass(1000);
    assert.deepEqual(purposes(road), ['keystroke', 'keystroke']);
    editor.edit(-1);
    await editor.ask();
    await road.time.pass(readingMs);
    road.engine.newest.answer(shown('b;'));
    await road.settle();
    await editor.ask();
    await road.time.pass(1000);
    assert.deepEqual(purposes(road), ['keystroke', 'keystroke', 'prefetch']);
  });

  it('starts no engine', async () => {
    const { road } = await offered('let █\n');
    await road.time.pass(readingMs - 1);
    road.engine.exit('signal SIGKILL');
    await road.time.pass(1);
    assert.equal(road.client.status.state, 'restarting');
    await road.time.pass(1000);
    assert.equal(road.engines.flatMap(({ completes }) => completes).length, 1);
  });

  it('of a document that became hidden meanwhile asks nothing', async () => {
    const { road } = await offered('let █\n');
    road.privacy.refusals.set('file:///a.ts', 'ignoredFile');
    await road.time.pass(readingMs);
    assert.deepEqual(purposes(road), ['keystroke']);
  });

  it('remembers nothing of an answer that did not come', async () => {
    const { road, editor, outcome } = await offered('let █\n');
    await road.time.pass(readingMs);
    road.engine.newest.answer({ kind: 'silent', reason: 'promptWouldMove' });
    await road.settle();
    editor.accept(outcome);
    const pending = editor.type('\n');
    await road.settle();
    assert.deepEqual(purposes(road), ['keystroke', 'prefetch', 'keystroke']);
    road.engine.newest.answer(shown('x;'));
    assert.equal((await pending).kind, 'shown');
  });
});

describe('what becomes of suggestions', () => {
  it('is counted', async () => {
    const { road, editor, outcome } = await offered('let █\n', 'total = 1;');
    editor.edit('total');
    await editor.ask();
    assert.deepEqual(road.completions.counts, {
      offered: 1,
      acceptedWhole: 0,
      acceptedLine: 0,
      acceptedWord: 1,
    });
    editor.edit(-5);
    editor.accept(outcome);
    const { offered: count, acceptedWhole } = road.completions.counts;
    assert.deepEqual([count, acceptedWhole], [1, 1]);
  });
});

describe('comments and strings', () => {
  for (const [kind, reason] of [
    ['comment', 'inComment'],
    ['string', 'inString'],
  ] as const) {
    it(`a ${kind} stays silent when that is wanted`, async () => {
      const road = new ScriptedCompletions();
      const editor = await road.edit('let a = █');
      road.textKind = kind;
      road.settings = { ...road.settings, inCommentsAndStrings: 'none' };
      assert.deepEqual(await editor.ask(), { kind: 'silent', reason });
      road.settings = { ...road.settings, inCommentsAndStrings: 'both' };
      const pending = editor.ask();
      await road.settle();
      road.engine.newest.answer(shown('1;'));
      assert.equal((await pending).kind, 'shown');
    });
  }
});
