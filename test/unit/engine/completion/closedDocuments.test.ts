// What an engine holds of documents that were closed: nothing, whatever was under way for them.
import assert from 'node:assert/strict';
import { CompletionService } from '../../../../engine/completion/completionService.ts';
import { KvCache } from '../../../../engine/computing/kvCache.ts';
import { Scheduler } from '../../../../engine/computing/scheduler.ts';
import { completeParams } from '../../../support/completeParams.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';
import { settle } from '../../../support/manualTime.ts';

const owner = 'window\nclosed.ts';
const isClosed = (other: string) => other === owner;
const question = completeParams('let value = 1;\n'.repeat(40), '\n');
const referred = {
  documentUri: 'closed.ts',
  own: ['let alpha;\n'],
  others: [{ uri: 'b', text: 'let b;\n' }],
};

function newService() {
  const backend = new FakeBackend();
  const scheduler = new Scheduler();
  const cache = new KvCache(backend);
  const service = new CompletionService(backend, scheduler, () => 0, { cache });
  return { backend, scheduler, service };
}

describe('a document that was closed', () => {
  const works: readonly (readonly [string, (service: CompletionService) => Promise<unknown>])[] = [
    ['a warm-up', (service) => service.warm(owner, question).result],
    ['code to index', (service) => service.refer(owner, referred).result],
    ['a completion', (service) => service.complete(owner, question).result],
  ];
  for (const [name, begin] of works) {
    it(`is not brought back by ${name} that waits for its turn`, async () => {
      const { backend, scheduler, service } = newService();
      let finish = () => {};
      const other = scheduler.submit(
        { priority: 'palette', whenPreempted: 'pause' },
        () => new Promise<void>((resolve) => (finish = resolve)),
      );
      const work = begin(service);
      await settle();
      service.release(isClosed);
      finish();
      await Promise.all([other.done, work]);
      await settle();
      assert.equal(backend.calls, 0);
      assert.deepEqual(service.holdings(isClosed), { layouts: 0, references: 0, names: 0, explanations: 0 });
    });

    it(`is not brought back by ${name} that runs`, async () => {
      const { backend, service } = newService();
      backend.atCall(1, () => service.release(isClosed));
      const work = begin(service);
      if (name === 'code to index') service.release(isClosed);
      await work;
      await settle();
      assert.deepEqual(service.holdings(isClosed), { layouts: 0, references: 0, names: 0, explanations: 0 });
    });
  }

  it('is gone from everything that knew it', async () => {
    const { service } = newService();
    for (const [, begin] of works) await begin(service);
    service.tellNames(owner, { documentUri: 'a', nameId: 1, names: ['alpha'] });
    assert.deepEqual(service.holdings(isClosed), { layouts: 1, references: 1, names: 1, explanations: 1 });
    service.release(isClosed);
    assert.deepEqual(service.holdings(isClosed), { layouts: 0, references: 0, names: 0, explanations: 0 });
  });
});
