// A converting engine's whole life, with the engine's own server and real files at the other end.
import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sinon from 'sinon';
import { neverCancelled } from '../../../../src/base/cancellation.ts';
import { convertInOwnEngine, measureInOwnEngine } from '../../../../src/client/convertInOwnEngine.ts';
import { engineErrorName } from '../../../../src/client/engineError.ts';
import { startEngineInMemory } from '../../../support/engineInMemory.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';
import { ManualCancellation } from '../../../support/manualCancellation.ts';
import { ManualTime } from '../../../support/manualTime.ts';
import { quietLog } from '../../../support/quietLog.ts';
import { useTemporaryFolder } from '../../../support/temporaryFolder.ts';
import { tinyModel } from '../../../support/tinyModel.ts';

describe('convertInOwnEngine', () => {
  const folder = useTemporaryFolder();
  let exits = 0;
  const parts = () => {
    const time = new ManualTime();
    const start = () => {
      const engine = startEngineInMemory(new FakeBackend(), time.now);
      engine.onExit(() => exits++);
      return engine;
    };
    return { start, ticker: time.ticker, setTimer: time.setTimer, log: quietLog };
  };
  const request = () => ({
    modelPath: path.join(folder(), 'original.gguf'),
    targetPath: path.join(folder(), 'copy.gguf'),
  });
  beforeEach(async () => {
    exits = 0;
    await writeFile(request().modelPath, tinyModel({ rowType: 'F16' }));
  });

  it('has the copy made, tells how far it is, and ends the engine', async () => {
    const onProgress = sinon.fake();
    const result = await convertInOwnEngine(parts(), request(), onProgress, neverCancelled);
    assert.equal(result.kind, 'converted');
    assert.deepEqual((await readdir(folder())).toSorted(), ['copy.gguf', 'original.gguf']);
    assert.ok(onProgress.called);
    assert.equal(exits, 1);
  });

  it('leaves nothing when it is cancelled, and still ends the engine', async () => {
    const cancellation = new ManualCancellation();
    cancellation.cancel();
    const result = await convertInOwnEngine(parts(), request(), () => {}, cancellation);
    assert.deepEqual(result, { kind: 'cancelled' });
    assert.deepEqual(await readdir(folder()), ['original.gguf']);
    assert.equal(exits, 1);
  });

  it('rejects with the engine’s reason', async () => {
    await writeFile(request().modelPath, tinyModel({ rowType: 'IQ4_NL' }));
    await assert.rejects(
      convertInOwnEngine(parts(), request(), () => {}, neverCancelled),
      (error: unknown) => engineErrorName(error) === 'modelUnsupported',
    );
    assert.equal(exits, 1);
  });

  it('measures a model by loading it, and ends the engine', async () => {
    const speed = await measureInOwnEngine(parts(), request().modelPath);
    assert.ok(speed.decodeTokensPerSecond > 0);
    assert.equal(exits, 1);
  });
});
