// Several windows on one engine: one queue, one KV cache, documents and requests of their own.
import assert from 'node:assert/strict';
import type { CompleteParams } from '../../../../engine/protocol/protocol.ts';
import { ModelHost } from '../../../../engine/serving/modelHost.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';

const load = { modelPath: 'm', contextTokens: 2048, sequences: 2, threads: 0 };
const question: CompleteParams = {
  documentUri: 'file:///a.ts',
  languageId: 'typescript',
  before: 'let x = ',
  after: '\n',
  purpose: 'keystroke',
  forcedText: '',
  maxLines: 1,
  maxTokens: 8,
};
const long = 'let value = 1;\n'.repeat(60);

async function twoWindows() {
  const backend = new FakeBackend();
  backend.script = '1;\n';
  const host = new ModelHost({
    loadBackend: () => Promise.resolve(backend),
    now: () => 0,
    setTimer: () => ({ dispose: () => {} }),
    log: () => {},
    isShared: true,
  });
  await host.load(load);
  return { backend, host, here: host.service('here'), there: host.service('there') };
}

describe('ModelHost for several windows', () => {
  it('loads once for all that want the same, and refuses to replace what others use', async () => {
    const { host } = await twoWindows();
    assert.equal((await host.load({ ...load })).threads, 1);
    await assert.rejects(host.load({ ...load, contextTokens: 4096 }), { kind: 'protocolMismatch' });
  });

  it('ends no key’s request for one of another window', async () => {
    const { here, there } = await twoWindows();
    const both = await Promise.all([
      here.complete('here\na', question).result,
      there.complete('there\na', question).result,
    ]);
    assert.deepEqual(
      both.map(({ kind }) => kind),
      ['shown', 'shown'],
    );
  });

  it('ends another window’s prefetch and warming for a key', async () => {
    const { backend, here, there } = await twoWindows();
    const prefetch = there.complete('there\na', { ...question, before: long, purpose: 'prefetch' }).result;
    const warming = there.warm('there\nb', { ...question, before: long }).result;
    let key: Promise<{ readonly kind: string }> | undefined;
    backend.atCall(2, () => {
      key = here.complete('here\na', question).result;
    });
    // A prefetch where nothing is warm is refused; what then runs is the warming.
    assert.deepEqual(await prefetch, { kind: 'silent', reason: 'promptWouldMove' });
    assert.equal((await warming).kind, 'preempted');
    assert.equal((await key)?.kind, 'shown');
  });

  it('warms for both windows, one after the other', async () => {
    const { here, there } = await twoWindows();
    const both = await Promise.all([
      here.warm('here\na', { ...question, before: long }).result,
      there.warm('there\na', { ...question, before: long }).result,
    ]);
    assert.deepEqual(
      both.map(({ kind }) => kind),
      ['warm', 'warm'],
    );
  });

  it('keeps a window’s prompt when another one, with the same file open, closes it', async () => {
    const { host, here, there } = await twoWindows();
    await here.warm('here\na', question).result;
    await there.warm('there\na', { ...question, before: '# other words of that window' }).result;
    there.release((owner) => owner.startsWith('there\n'));
    host.forget('there');
    const { counters } = await here.warm('here\na', question).result;
    // The last token always is, for its candidates.
    assert.equal(counters.evaluated, 1);
    assert.deepEqual(host.startedServices('there'), []);
  });
});
