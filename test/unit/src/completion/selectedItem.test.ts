// Suggestions beside an open suggestion list, which must extend its selected item in the item's range.
import assert from 'node:assert/strict';
import { ScriptedCompletions } from '../../../support/scriptedCompletions.ts';
import { shown } from '../../../support/scriptedEngine.ts';

describe('beside an open suggestion list', () => {
  const selected = (startOffset: number, endOffset: number, text: string) => ({
    selected: { startOffset, endOffset, text },
  });

  it('the selected item’s rest is forced, and the suggestion replaces what the item would', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('console.l█\n');
    const pending = editor.ask(selected(8, 9, 'log'));
    await road.settle();
    const { before, forcedText } = road.engine.newest.params;
    assert.deepEqual([before, forcedText], ['console.l', 'og']);
    road.engine.newest.answer(shown('(value);'));
    const outcome = await pending;
    assert.equal(editor.accepted(outcome), 'console.log(value);█\n');
    assert.equal(outcome.kind === 'shown' && outcome.value.startOffset, 8);
  });

  it('an item that does not continue what was typed takes its place', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('cnsl█.x\n');
    const pending = editor.ask(selected(0, 4, 'console'));
    await road.settle();
    const { before, after, forcedText } = road.engine.newest.params;
    assert.deepEqual([before, after, forcedText], ['', '.x\n', 'console']);
    road.engine.newest.answer(shown('.log'));
    assert.equal(editor.accepted(await pending), 'console.log█.x\n');
  });

  it('an item that replaces a word to the right leaves nothing of it', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('a.fo█o;\n');
    const pending = editor.ask({ ...selected(2, 5, 'format'), isManual: true });
    await road.settle();
    assert.equal(road.engine.newest.params.after, ';\n');
    road.engine.newest.answer(shown('(x)'));
    assert.equal(editor.accepted(await pending), 'a.format(x)█;\n');
  });

  it('nothing beyond the item is nothing to show', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('console.l█\n');
    const pending = editor.ask(selected(8, 9, 'log'));
    await road.settle();
    road.engine.newest.answer(shown(''));
    assert.deepEqual(await pending, { kind: 'silent', reason: 'emptyAnswer' });
  });

  it('a forced answer is not given again when the item is no longer selected', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('console.█\n');
    const pending = editor.ask(selected(8, 8, 'table'));
    await road.settle();
    road.engine.newest.answer(shown('(rows);'));
    await pending;
    const free = editor.ask();
    await road.settle();
    assert.equal(road.engine.completes.length, 2);
    road.engine.newest.answer(shown('log(rows);'));
    assert.equal(editor.accepted(await free), 'console.log(rows);█\n');
    assert.equal(editor.accepted(await editor.ask(selected(8, 8, 'table'))), 'console.table(rows);█\n');
    assert.equal(road.engine.completes.length, 2);
  });
});
