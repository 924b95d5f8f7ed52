// Other suggestions for the same place: when asked by hand for another than the one shown, and each of them followed
// as the first one is.
import assert from 'node:assert/strict';
import type { GeneratedText } from '../../../../engine/protocol/protocol.ts';
import { ScriptedCompletions } from '../../../support/scriptedCompletions.ts';
import { shown } from '../../../support/scriptedEngine.ts';

const other = (text: string, probability = 0.9): GeneratedText => ({
  text,
  tokens: [{ text, probability }],
  finishReason: 'endOfLine',
});

describe('other suggestions', () => {
  /** Something is shown, and then the next one is asked for. */
  async function begun() {
    const road = new ScriptedCompletions();
    const editor = await road.edit('x = █\n');
    const first = editor.ask({ isManual: true });
    await road.settle();
    assert.equal(road.engine.newest.params.alternatives, undefined);
    road.engine.newest.answer(shown('shown;'));
    assert.equal((await first).kind, 'shown');
    const pending = editor.ask({ isManual: true });
    await road.settle();
    return { road, editor, pending };
  }

  async function asked(text: string, alternatives: readonly GeneratedText[]) {
    const { road, editor, pending } = await begun();
    assert.equal(road.engine.newest.params.alternatives, 2);
    road.engine.newest.answer(shown(text, { alternatives }));
    const outcome = await pending;
    assert.ok(outcome.kind === 'shown');
    const texts = [outcome.value, ...(outcome.value.others ?? [])].map((each) => each.text);
    return { road, editor, texts };
  }

  it('come behind the likeliest when another than the one shown is asked for', async () => {
    const { texts } = await asked('first;', [other('second;'), other('third;')]);
    assert.deepEqual(texts, ['first;', 'second;', 'third;']);
  });

  it('are not asked for by typing', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('x █\n');
    const pending = editor.type('=');
    await road.settle();
    assert.equal(road.engine.newest.params.alternatives, undefined);
    road.engine.newest.answer(shown(' 1;'));
    await pending;
  });

  it('are shown once, cleaned like the first, and without those that have nothing to show', async () => {
    const { texts } = await asked('first;', [other('first;  '), other('  '), other('second;\r')]);
    assert.deepEqual(texts, ['first;', 'second;']);
  });

  it('take the first one’s place when that has nothing to show', async () => {
    const { texts } = await asked('', [other('second;')]);
    assert.deepEqual(texts, ['second;']);
  });

  it('are never silenced for want of confidence', async () => {
    const { road, pending } = await begun();
    const unsure = {
      tokens: [{ text: 'first;', probability: 0.001 }],
      alternatives: [other('second;', 0.001)],
    };
    road.engine.newest.answer(shown('first;', unsure));
    const outcome = await pending;
    assert.ok(outcome.kind === 'shown');
    assert.deepEqual(
      outcome.value.others?.map(({ text }) => text),
      ['second;'],
    );
  });

  it('are answered from memory while someone types along with one of them', async () => {
    const { road, editor } = await asked('first;', [other('second;')]);
    assert.equal(editor.accepted(await editor.type('se')), 'x = second;█\n');
    assert.equal(road.engine.completes.length, 2);
  });

  it('are counted when accepted, as one offer with the likeliest', async () => {
    const { road, editor } = await asked('first;', [other('second;')]);
    editor.edit('second;');
    assert.deepEqual(road.completions.counts, {
      offered: 2,
      acceptedWhole: 1,
      acceptedLine: 0,
      acceptedWord: 0,
    });
  });
});
