// Several files looked into: what one of them does, to the reader or to the whole engine, is said of that one alone.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EngineProcess } from '../../../../src/client/engineProcess.ts';
import { inspectInOwnEngine } from '../../../../src/client/inspectInOwnEngine.ts';
import { startEngineInMemory } from '../../../support/engineInMemory.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';
import { ManualTime } from '../../../support/manualTime.ts';
import { quietLog } from '../../../support/quietLog.ts';
import { useTemporaryFolder } from '../../../support/temporaryFolder.ts';
import { tinyModel } from '../../../support/tinyModel.ts';
import { tinyShape } from '../../../support/tinyShape.ts';

describe('inspectInOwnEngine', () => {
  const folder = useTemporaryFolder();
  const file = (name: string) => path.join(folder(), name);
  const inspect = async (names: readonly string[], start: () => EngineProcess) => {
    const { ticker, setTimer } = new ManualTime();
    return await inspectInOwnEngine({ start, ticker, setTimer, log: quietLog }, names.map(file));
  };
  const started: EngineProcess[] = [];
  const startOne = () => {
    const engine = startEngineInMemory(new FakeBackend(), () => 0);
    started.push(engine);
    return engine;
  };

  beforeEach(async () => {
    started.length = 0;
    const whole = tinyModel({ metadata: tinyShape });
    await writeFile(file('a.gguf'), whole);
    await writeFile(
      file('bytes.gguf'),
      tinyModel({
        metadata: { ...tinyShape, 'tokenizer.ggml.token_type': { type: 'uint8s', value: [1, 3] } },
      }),
    );
    await writeFile(
      file('odd.gguf'),
      tinyModel({ metadata: { ...tinyShape, 'tokenizer.ggml.token_type': { type: 'string', value: 'x' } } }),
    );
    await writeFile(file('b.gguf'), whole);
  });

  it('refuses odd files with a reason and describes the others', async () => {
    const inspections = await inspect(['a.gguf', 'odd.gguf', 'bytes.gguf', 'none.gguf', 'b.gguf'], startOne);
    assert.deepEqual(
      inspections.map(({ kind }) => kind),
      ['usable', 'refused', 'usable', 'refused', 'usable'],
    );
    assert.equal(started.length, 1);
  });

  it('goes on in another engine when a file ends the first', async () => {
    let asked = 0;
    const start = () => {
      const engine = startOne();
      const { connection } = engine;
      const send = connection.sendRequest.bind(connection);
      Object.assign(connection, {
        sendRequest: (...words: Parameters<typeof send>) => {
          const answer = send(...words);
          if (JSON.stringify(words).includes('a.gguf') && asked++ === 0) engine.kill();
          return answer;
        },
      });
      return engine;
    };
    const inspections = await inspect(['b.gguf', 'a.gguf', 'b.gguf'], start);
    assert.deepEqual(
      inspections.map(({ kind }) => kind),
      ['usable', 'refused', 'usable'],
    );
    assert.equal(started.length, 2);
  });

  it('rejects when no engine can be had', async () => {
    const start = () => {
      const engine = startOne();
      Object.assign(engine.connection, {
        sendRequest: () => {
          engine.kill();
          return Promise.reject(new Error('It is gone.'));
        },
      });
      return engine;
    };
    await assert.rejects(inspect(['a.gguf'], start), /engine is gone/);
    assert.equal(started.length, 1);
  });
});
