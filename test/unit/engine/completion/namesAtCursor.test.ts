// Names that are told of beside requests: which answers they change, and which not.
import assert from 'node:assert/strict';
import { CompletionService } from '../../../../engine/completion/completionService.ts';
import { Scheduler } from '../../../../engine/computing/scheduler.ts';
import { completeParams } from '../../../support/completeParams.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';

const owner = 'a';
const listed = (names: readonly string[], nameId = 7) => ({
  documentUri: 'file:///a.ts',
  nameId,
  names,
});

/** Behind a dot, which is taken back, the model would write `length;`; it finds every other byte equally likely. */
function lengthy() {
  const backend = new FakeBackend();
  backend.script = '.length;\n';
  return { backend, service: new CompletionService(backend, new Scheduler(), () => 0) };
}

async function answer(service: CompletionService, before: string, nameId?: number): Promise<string> {
  const params = completeParams(before, '\n', nameId === undefined ? {} : { nameId });
  const outcome = await service.complete(owner, params).result;
  assert.ok(outcome.kind === 'shown');
  return outcome.value.text;
}

describe('names that a language server lists', () => {
  it('are written where the model would have invented one', async () => {
    const { service } = lengthy();
    service.tellNames(owner, listed(['size']));
    assert.match(await answer(service, 'all.', 7), /^size/);
  });

  it('count what is typed of them already', async () => {
    const { service } = lengthy();
    service.tellNames(owner, listed(['sum', 'size']));
    assert.match(await answer(service, 'all.si', 7), /^ze/);
  });

  for (const [name, nameId] of [
    ['of another place', 8],
    ['for a request that names no place', undefined],
  ] as const) {
    it(`${name} change nothing`, async () => {
      const { service } = lengthy();
      service.tellNames(owner, listed(['size']));
      assert.equal(await answer(service, 'all.', nameId), 'length;');
    });
  }

  it('come in time while the prompt is evaluated', async () => {
    const { backend, service } = lengthy();
    backend.atCall(1, () => service.tellNames(owner, listed(['size'])));
    assert.match(await answer(service, 'all.', 7), /^size/);
  });

  /** What comes next depends on all that stands before, and is no name. */
  const unscripted = () => {
    const backend = new FakeBackend();
    return { backend, service: new CompletionService(backend, new Scheduler(), () => 0) };
  };

  it('that come while it is written have an answer written once more that begins with none of them', async () => {
    const { backend, service } = unscripted();
    backend.atCall(5, () => service.tellNames(owner, listed(['size'])));
    const late = await answer(service, 'all.', 7);
    const { backend: early, service: other } = unscripted();
    other.tellNames(owner, listed(['size']));
    assert.equal(late, await answer(other, 'all.', 7));
    assert.match(late, /^size/);
    assert.deepEqual(backend.held[0], early.held[0]);
  });

  it('that come while it is written change nothing of an answer that begins with one of them', async () => {
    const { backend, service } = lengthy();
    backend.atCall(5, () => service.tellNames(owner, listed(['length', 'size'])));
    assert.equal(await answer(service, 'all.', 7), 'length;');
  });

  it('are forgotten with their document', async () => {
    const { service } = lengthy();
    service.tellNames(owner, listed(['size']));
    service.release((released) => released === owner);
    assert.equal(await answer(service, 'all.', 7), 'length;');
  });
});
