// What an engine tells of itself over the client and the protocol, with a fake model.
import assert from 'node:assert/strict';
import { neverCancelled } from '../../../../src/base/cancellation.ts';
import { ProcessClient } from '../../../../src/client/processClient.ts';
import { defaultRestartRules } from '../../../../src/client/restartPolicy.ts';
import { completeParams } from '../../../support/completeParams.ts';
import { startEngineInMemory } from '../../../support/engineInMemory.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';
import { ManualTime, settle } from '../../../support/manualTime.ts';
import { quietLog } from '../../../support/quietLog.ts';

describe('EngineInsight', () => {
  let client: ProcessClient;
  let starts: number;

  beforeEach(() => {
    starts = 0;
    const { now, setTimer, ticker } = new ManualTime();
    client = new ProcessClient({
      start: () => {
        starts++;
        return startEngineInMemory(new FakeBackend(), now);
      },
      loadParams: () =>
        Promise.resolve({ modelPath: 'model.gguf', contextTokens: 2048, sequences: 2, threads: 0 }),
      restartRules: defaultRestartRules,
      ticker,
      now,
      setTimer,
      log: quietLog,
    });
  });

  afterEach(() => client.dispose());

  it('starts no engine', async () => {
    assert.equal(await client.memory(), undefined);
    assert.equal(await client.explain(), undefined);
    assert.equal(starts, 0);
  });

  it('tells the memory, and the last runs until their document is closed', async () => {
    const params = completeParams('let x');
    const outcome = await client.complete(params, neverCancelled);
    assert.ok(outcome.kind === 'shown');
    assert.ok(((await client.memory())?.residentBytes ?? 0) > 0);
    const runs = (await client.explain())?.runs;
    assert.deepEqual(
      runs?.map(({ text, documentUri, purpose }) => [text, documentUri, purpose]),
      [[outcome.value.text, params.documentUri, 'keystroke']],
    );
    client.closeDocument(params.documentUri);
    await settle();
    assert.deepEqual((await client.explain())?.runs, []);
  });
});
