// Warming in idle time, and making room for typing.
import assert from 'node:assert/strict';
import { Warmer, type WarmPlace } from '../../../../../src/completion/asking/warmer.ts';
import { nothingAround } from '../../../../support/nothingAround.ts';
import { quietLog } from '../../../../support/quietLog.ts';
import { ScriptedCompletions } from '../../../../support/scriptedCompletions.ts';

const idleMs = 150;

async function warming() {
  const road = new ScriptedCompletions();
  await road.client.whenReady();
  const state = { isEnabled: true, prepared: [] as string[] };
  const warmer = new Warmer({
    client: road.client,
    context: Object.assign(road.context, {
      prepare: async (languageId: string) => {
        state.prepared.push(languageId);
      },
    }),
    privacy: road.privacy,
    surrounding: nothingAround,
    isEnabled: () => state.isEnabled,
    setTimer: road.time.setTimer,
    log: quietLog,
  });
  return { road, state, warmer };
}

function placeIn(text: string, changes: Partial<WarmPlace> = {}): () => WarmPlace {
  return () => ({
    uri: 'file:///a.ts',
    languageId: 'typescript',
    scheme: 'file',
    documentLength: text.length,
    offset: text.length,
    snapshot: () => ({ uri: 'file:///a.ts', languageId: 'typescript', version: 1, text }),
    ...changes,
  });
}

describe('Warmer', () => {
  it('warms the prompt of the place where someone rests', async () => {
    const { road, state, warmer } = await warming();
    warmer.visit(placeIn('let a'));
    await road.time.pass(idleMs - 1);
    assert.equal(road.engine.warms.length, 0);
    await road.time.pass(1);
    assert.deepEqual(
      road.engine.warms.map(({ before }) => before),
      ['let a'],
    );
    assert.deepEqual(state.prepared, ['typescript']);
  });

  it('tries again when another window was more urgent, until someone moves', async () => {
    const { road, warmer } = await warming();
    road.engine.warmResult = 'preempted';
    warmer.visit(placeIn('let a'));
    await road.time.pass(idleMs);
    assert.equal(road.engine.warms.length, 1);
    await road.time.pass(2000);
    assert.equal(road.engine.warms.length, 2);
    road.engine.warmResult = 'warm';
    await road.time.pass(2000);
    assert.equal(road.engine.warms.length, 3);
    await road.time.pass(10_000);
    assert.equal(road.engine.warms.length, 3);
  });

  it('warms only the last of many moves', async () => {
    const { road, warmer } = await warming();
    for (const text of ['a', 'b', 'c']) {
      warmer.visit(placeIn(text));
      await road.time.pass(idleMs - 1);
    }
    await road.time.pass(idleMs);
    assert.deepEqual(
      road.engine.warms.map(({ before }) => before),
      ['c'],
    );
  });

  it('makes room when someone types', async () => {
    const { road, warmer } = await warming();
    warmer.visit(placeIn('let a'));
    warmer.pause();
    await road.time.pass(1000);
    assert.equal(road.engine.warms.length, 0);
    assert.equal(road.time.pending, 0);
  });

  for (const [name, changes] of [
    ['a document kind that gets no suggestions', { scheme: 'output' }],
    ['a huge document', { documentLength: 60_000_000 }],
  ] as const) {
    it(`reads nothing of ${name}`, async () => {
      const { road, warmer } = await warming();
      const snapshot = () => assert.fail('the text was read');
      warmer.visit(placeIn('', { ...changes, snapshot }));
      await road.time.pass(idleMs);
      assert.equal(road.engine.warms.length, 0);
    });
  }

  it('does nothing while Hearth is off, or where no editor is', async () => {
    const { road, state, warmer } = await warming();
    state.isEnabled = false;
    warmer.visit(placeIn('let a'));
    await road.time.pass(idleMs);
    warmer.visit(() => undefined);
    await road.time.pass(idleMs);
    assert.equal(road.engine.warms.length, 0);
  });
});
