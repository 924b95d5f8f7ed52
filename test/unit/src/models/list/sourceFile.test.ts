// A download that was converted goes when somebody says so, asked once what was made of it runs.
import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ClientStatus } from '../../../../../src/client/engineClient.ts';
import { offerToRemoveSource } from '../../../../../src/models/list/sourceFile.ts';
import { quietLog } from '../../../../support/quietLog.ts';
import { useTemporaryFolder } from '../../../../support/temporaryFolder.ts';

describe('a download that was converted', () => {
  const folder = useTemporaryFolder();
  const source = () => path.join(folder(), 'model-q4_k_m.gguf');
  let asked: (number | string)[];
  beforeEach(async () => {
    asked = [];
    await writeFile(source(), 'GGUF');
  });

  const offer = async (end: ClientStatus, isAgreed: boolean) => {
    const client = {
      status: { state: 'loading', progress: 0 } as ClientStatus,
      whenReady: () => {
        asked.push('whether it runs');
        client.status = end;
        return Promise.resolve();
      },
    };
    const asksToRemove = (bytes: number) => {
      asked.push(bytes);
      return Promise.resolve(isAgreed);
    };
    await offerToRemoveSource(source(), { client, asksToRemove, log: quietLog });
    return await readdir(folder());
  };

  it('is removed by whoever agrees, who is asked when the engine runs and not before', async () => {
    assert.deepEqual(await offer({ state: 'ready' }, true), []);
    assert.deepEqual(asked, ['whether it runs', 4]);
  });

  it('stays where the question is left unanswered', async () =>
    assert.deepEqual(await offer({ state: 'ready' }, false), ['model-q4_k_m.gguf']));

  it('stays, and nobody is asked, where the engine cannot run what was made of it', async () => {
    const failed = { state: 'failed', error: 'modelInvalid', message: 'Broken.' } as const;
    assert.deepEqual(await offer(failed, true), ['model-q4_k_m.gguf']);
    assert.deepEqual(asked, ['whether it runs']);
  });
});
