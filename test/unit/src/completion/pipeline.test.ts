// The road from a key to ghost text with scripted engines: bursts, edits meanwhile, crashes, stale answers.
import assert from 'node:assert/strict';
import { ScriptedCompletions } from '../../../support/scriptedCompletions.ts';
import { shown } from '../../../support/scriptedEngine.ts';

const cancelled = { kind: 'cancelled', reason: 'cancelled' };
const superseded = { kind: 'cancelled', reason: 'superseded' } as const;

describe('a request', () => {
  it('sends the text around the cursor and shows what comes back', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let a = 1;\nlet b = █\nlet c = 3;\n');
    const pending = editor.ask();
    await road.settle();
    const { params } = road.engine.newest;
    assert.deepEqual([params.before, params.after], ['let a = 1;\nlet b = ', '\nlet c = 3;\n']);
    assert.deepEqual([params.forcedText, params.maxLines], ['', 1]);
    road.engine.newest.answer(shown('2;'));
    assert.equal(editor.accepted(await pending), 'let a = 1;\nlet b = 2;█\nlet c = 3;\n');
  });

  it('sends plain line ends whatever the document has', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let a = 1;\r\nlet b = █\r\nlet c = 3;\r\n');
    const pending = editor.ask();
    await road.settle();
    const { before, after } = road.engine.newest.params;
    assert.deepEqual([before, after], ['let a = 1;\nlet b = ', '\nlet c = 3;\n']);
    road.engine.newest.answer(shown('2;'));
    assert.equal(editor.accepted(await pending), 'let a = 1;\r\nlet b = 2;█\r\nlet c = 3;\r\n');
  });

  for (const [name, asked, reason] of [
    ['of a document kind', { scheme: 'output' }, 'documentKind'],
    ['of a huge document', { documentLength: 60_000_000 }, 'documentTooLarge'],
    ['with several cursors', { cursorCount: 2 }, 'multipleCursors'],
  ] as const) {
    it(`${name} that gets none is silent and reads no text`, async () => {
      const road = new ScriptedCompletions();
      const editor = await road.edit('let a = █');
      const snapshot = () => assert.fail('the text was read');
      assert.deepEqual(await editor.ask({ ...asked, snapshot }), { kind: 'silent', reason });
      assert.equal(road.engine.completes.length, 0);
    });
  }

  it('starts no engine while Hearth is off, but by hand', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let a = █');
    road.settings = { ...road.settings, enable: false };
    assert.deepEqual(await editor.ask(), { kind: 'silent', reason: 'disabled' });
    const pending = editor.ask({ isManual: true });
    await road.settle();
    road.engine.newest.answer(shown('1;'));
    assert.equal((await pending).kind, 'shown');
  });

  it('waits while a slow engine has no answer before the next key, and asks nothing when that comes first', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let a = █');
    road.settings = { ...road.settings, debounceMs: 50 };
    await road.typeSlowlyAnswered(editor, '0');
    const first = editor.type('1');
    await road.time.pass(49);
    const second = editor.type('2');
    assert.deepEqual(await first, cancelled);
    await road.time.pass(50);
    assert.equal(road.engine.completes.length, 2);
    assert.equal(road.engine.newest.params.before, 'let a = 012');
    road.engine.newest.answer(shown(';'));
    assert.equal(editor.accepted(await second), 'let a = 012;█');
  });

  it('that meets a fault rejects, and the next one works', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let a = █');
    const pending = editor.ask({ snapshot: () => assert.fail('a fault') });
    await assert.rejects(pending, /a fault/);
    const next = editor.ask();
    await road.settle();
    road.engine.newest.answer(shown('1;'));
    assert.equal((await next).kind, 'shown');
  });
});

describe('while someone types', () => {
  it('ten requests in a burst end, each with a reason, and the last one is shown', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('█\n');
    const pending = Array.from('const xyz ').map((key) => editor.type(key));
    await road.settle();
    assert.equal(road.engine.completes.length, 10);
    for (const held of road.engine.completes.slice(0, -1)) held.answer(superseded);
    road.engine.newest.answer(shown('= 1;'));
    const outcomes = await Promise.all(pending);
    for (const outcome of outcomes.slice(0, -1)) assert.deepEqual(outcome, superseded);
    assert.equal(editor.accepted(outcomes.at(-1) ?? superseded), 'const xyz = 1;█\n');
    assert.deepEqual(
      road.outcomes.list().map(({ id, outcome }) => [id, outcome.kind]),
      Array.from({ length: 10 }, (_, index) => [index + 1, index === 9 ? 'shown' : 'cancelled']),
    );
  });

  it('a burst during the engine’s start asks it once', async () => {
    const road = new ScriptedCompletions();
    const early = await road.edit('█\n');
    road.engine.exit('signal SIGKILL');
    await road.settle();
    const pending = Array.from('const xyz ').map((key) => early.type(key));
    await road.time.pass(250);
    assert.equal(road.engines.length, 2);
    assert.deepEqual(
      road.engine.completes.map(({ params }) => params.before),
      ['const xyz '],
    );
    road.engine.newest.answer(shown('= 1;'));
    const outcomes = await Promise.all(pending);
    assert.deepEqual(
      new Set(outcomes.slice(0, -1).map((outcome) => outcome.kind !== 'shown' && outcome.reason)),
      new Set(['engineStarting']),
    );
    assert.equal(outcomes.at(-1)?.kind, 'shown');
  });

  it('the engine is not told of a cancel that the next request follows', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let █');
    const first = editor.type('a');
    await road.settle();
    const running = road.engine.newest;
    editor.edit(' ');
    await road.time.pass(100);
    assert.equal(running.isCancelled(), false);
    const second = editor.ask();
    await road.time.pass(1000);
    assert.equal(running.isCancelled(), false);
    running.answer(superseded);
    road.engine.newest.answer(shown('= 1;'));
    assert.deepEqual(await first, superseded);
    assert.equal(editor.accepted(await second), 'let a = 1;█');
  });

  it('the engine is told of a cancel that nothing follows', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let █');
    const pending = editor.type('a');
    await road.settle();
    editor.token.cancel();
    await road.time.pass(149);
    assert.equal(road.engine.newest.isCancelled(), false);
    await road.time.pass(1);
    assert.equal(road.engine.newest.isCancelled(), true);
    assert.deepEqual(await pending, cancelled);
  });

  it('a closed document is cancelled at once, another one is not', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let █');
    const pending = editor.type('a');
    await road.settle();
    road.completions.forget('file:///other.ts');
    await road.settle();
    assert.equal(road.engine.newest.isCancelled(), false);
    road.completions.forget('file:///a.ts');
    assert.deepEqual(await pending, cancelled);
    assert.equal(road.engine.newest.isCancelled(), true);
  });

  it('an answer for an older state is never shown', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let █');
    const pending = editor.type('a');
    await road.settle();
    const token = editor.token;
    editor.version++;
    assert.equal(token.isCancellationRequested, false);
    road.engine.newest.answer(shown(' = 1;'));
    assert.deepEqual(await pending, { kind: 'cancelled', reason: 'documentChanged' });
  });

  it('an answer that came too late answers the next key from memory', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let █');
    const pending = editor.type('a');
    await road.settle();
    editor.edit(' ');
    road.engine.newest.answer(shown(' = 1;'));
    assert.deepEqual(await pending, cancelled);
    const next = await editor.ask();
    assert.equal(editor.accepted(next), 'let a = 1;█');
    assert.equal(next.kind === 'shown' && next.value.source, 'memory');
    assert.equal(road.engine.completes.length, 1);
  });

  it('typing what is suggested, and going back in it, asks no engine', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('█\n');
    const pending = editor.type('const ');
    await road.settle();
    road.engine.newest.answer(shown('total = sum(values);'));
    await pending;
    for (const keys of ['t', 'ot', -2, 'otal', ' = ']) {
      editor.edit(keys);
      assert.equal(editor.accepted(await editor.ask()), 'const total = sum(values);█\n');
    }
    assert.equal(road.engine.completes.length, 1);
    const other = editor.type('x');
    await road.settle();
    assert.equal(road.engine.completes.length, 2);
    road.engine.newest.answer(shown(';'));
    assert.equal(editor.accepted(await other), 'const total = x;█\n');
  });

  it('a bracket that the editor closes is part of typing what is suggested', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('█\n');
    const pending = editor.type('x = ');
    await road.settle();
    road.engine.newest.answer(shown('sum(values);'));
    await pending;
    editor.edit('sum()');
    editor.offset--;
    assert.equal(editor.accepted(await editor.ask()), 'x = sum(values);█\n');
    assert.equal(road.engine.completes.length, 1);
  });

  it('the engine dies under a request, and the next key gets an answer', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let █');
    const pending = editor.type('a');
    await road.settle();
    road.engine.exit('signal SIGKILL');
    assert.deepEqual(await pending, { kind: 'unavailable', reason: 'engineCrashed' });
    const next = editor.type(' ');
    await road.time.pass(250);
    road.engine.newest.answer(shown('= 1;'));
    assert.equal(editor.accepted(await next), 'let a = 1;█');
  });
});
