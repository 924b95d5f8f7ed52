// Conversations over the client, the protocol and the engine, with a fake model: streaming, stopping, reasons.
import assert from 'node:assert/strict';
import { neverCancelled } from '../../../../src/base/cancellation.ts';
import { ProcessClient } from '../../../../src/client/processClient.ts';
import { defaultRestartRules } from '../../../../src/client/restartPolicy.ts';
import { startEngineInMemory } from '../../../support/engineInMemory.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';
import { ManualCancellation } from '../../../support/manualCancellation.ts';
import { ManualTime, settle } from '../../../support/manualTime.ts';
import { quietLog } from '../../../support/quietLog.ts';

const loadParams = { modelPath: 'model.gguf', contextTokens: 2048, sequences: 2, threads: 0 };
const params = {
  generationId: 'one',
  conversation: 'rewrite',
  messages: [{ role: 'user' as const, text: 'Hello' }],
  maxTokens: 50,
};

function newClient() {
  const backend = new FakeBackend();
  backend.script = 'the whole answer';
  const { now, setTimer, ticker } = new ManualTime();
  const client = new ProcessClient({
    start: () => startEngineInMemory(backend, now),
    loadParams: () => Promise.resolve(loadParams),
    restartRules: defaultRestartRules,
    ticker,
    now,
    setTimer,
    log: quietLog,
  });
  return { backend, client };
}

describe('ProcessClient.generate', () => {
  it('tells the text as it comes, each generation its own', async () => {
    const { client } = newClient();
    const heard: Record<string, string[]> = { one: [], two: [] };
    const outcomes = await Promise.all(
      ['one', 'two'].map((generationId) =>
        client.generate(
          { ...params, generationId },
          (delta) => heard[generationId]?.push(delta),
          neverCancelled,
        ),
      ),
    );
    for (const outcome of outcomes) {
      assert.ok(outcome.kind === 'shown');
      assert.equal(outcome.value.text, 'the whole answer');
    }
    for (const deltas of Object.values(heard)) {
      assert.equal(deltas.join(''), 'the whole answer');
      assert.ok(deltas.length > 3 && !deltas.includes(''));
    }
    assert.equal(client.loaded?.canChat, true);
    await client.dispose();
  });

  it('stops in the middle, with what came so far', async () => {
    const { client, backend } = newClient();
    backend.beforeEvaluate = settle;
    const cancellation = new ManualCancellation();
    let heard = '';
    const outcome = await client.generate(
      params,
      (delta) => {
        heard += delta;
        if (heard.length > 4) cancellation.cancel();
      },
      cancellation,
    );
    assert.deepEqual(outcome, { kind: 'cancelled', reason: 'cancelled' });
    assert.ok('the whole answer'.startsWith(heard) && heard.length < 16, heard);
    assert.equal(cancellation.listenerCount, 0);
    await client.dispose();
  });

  it('ends when the engine is started anew', async () => {
    const { client, backend } = newClient();
    backend.beforeEvaluate = settle;
    await client.whenReady();
    const pending = client.generate(params, () => void client.restart(), neverCancelled);
    assert.equal((await pending).kind, 'cancelled');
    assert.ok(backend.contexts.length > 0);
    await client.dispose();
  });

  it('says what is missing', async () => {
    const none = newClient();
    none.backend.canChat = false;
    assert.deepEqual(await none.client.generate(params, () => {}, neverCancelled), {
      kind: 'unavailable',
      reason: 'noChat',
    });
    await none.client.dispose();
  });
});
