// Other answers than the likeliest: where they fork, what they cost the next key, and how they are judged.
import assert from 'node:assert/strict';
import { CompletionService } from '../../../../engine/completion/completionService.ts';
import { Scheduler } from '../../../../engine/computing/scheduler.ts';
import type { CompleteResult } from '../../../../engine/protocol/protocol.ts';
import { completeParams } from '../../../support/completeParams.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';

const ask = (before: string, alternatives?: number) =>
  completeParams(before, '\n  next();\n}\n', {
    maxTokens: 10,
    ...(alternatives === undefined ? {} : { alternatives }),
  });
const newService = (backend: FakeBackend, judgedAlternatives = 0) =>
  new CompletionService(backend, new Scheduler(), () => performance.now(), { judgedAlternatives });

describe('alternatives', () => {
  it('are other texts, as many as were asked for, and the first answer stays first', async () => {
    const plain = await newService(new FakeBackend()).complete('a', ask('let ')).result;
    const more = await newService(new FakeBackend()).complete('a', ask('let ', 2)).result;
    assert.ok(plain.kind === 'shown' && more.kind === 'shown');
    assert.equal(more.value.text, plain.value.text);
    const texts = [more.value, ...(more.value.alternatives ?? [])].map(({ text }) => text);
    assert.equal(new Set(texts).size, 3);
    assert.equal(plain.value.alternatives, undefined);
  });

  it('leave the next key its cached prompt', async () => {
    const service = newService(new FakeBackend());
    await service.complete('a', ask('const x = 1;\nlet ', 2)).result;
    const outcome = await service.complete('a', ask('const x = 1;\nlet y')).result;
    assert.ok(outcome.kind === 'shown');
    assert.ok(outcome.value.counters.evaluated <= 2, `${outcome.value.counters.evaluated} tokens`);
  });

  it('keep forced text in every answer', async () => {
    const question = { ...ask('let to', 2), forcedText: 'tal' };
    const outcome = await newService(new FakeBackend()).complete('a', question).result;
    const plain = await newService(new FakeBackend()).complete('a', ask('let total', 2)).result;
    assert.ok(outcome.kind === 'shown' && plain.kind === 'shown');
    // Bytes are tokens here, and forced ones count towards the limit.
    const whole = plain.value.alternatives?.map(({ text }) => text) ?? [];
    const begun = outcome.value.alternatives?.map(({ text }) => text) ?? [];
    assert.equal(begun.length, 2);
    assert.ok(begun.every((text, index) => whole[index]?.startsWith(text)));
  });

  it('are judged by what follows only where that is wanted, and then change nothing but the order', async () => {
    const unjudged = await newService(new FakeBackend()).complete('a', ask('let ', 2)).result;
    const judged = await newService(new FakeBackend(), 2).complete('a', ask('let ', 2)).result;
    assert.ok(unjudged.kind === 'shown' && judged.kind === 'shown');
    const textsOf = ({ text, alternatives = [] }: typeof judged.value) =>
      [text, ...alternatives.map((each) => each.text)].toSorted();
    assert.deepEqual(textsOf(judged.value), textsOf(unjudged.value));
  });

  it('are found for whoever asks for them while the answer to an earlier key is generated', async () => {
    const backend = new FakeBackend();
    const service = newService(backend);
    const plain = await service.complete('a', ask('let ')).result;
    assert.ok(plain.kind === 'shown');
    const typed = plain.value.text.slice(0, 1);
    let byHand: Promise<CompleteResult> | undefined;
    backend.atCall(3, () => {
      byHand = service.complete('a', ask(`let ${typed}`, 2)).result;
    });
    const first = await service.complete('a', ask('let ')).result;
    assert.deepEqual(first, { kind: 'cancelled', reason: 'superseded' });
    const outcome = await byHand;
    assert.ok(outcome?.kind === 'shown');
    assert.equal(outcome.value.alternatives?.length, 2);
  });

  it('are not said to be none when the search for them is interrupted', async () => {
    const backend = new FakeBackend();
    const whole = await newService(backend).complete('a', ask('let ')).result;
    assert.ok(whole.kind === 'shown');
    const { calls } = backend;
    for (const call of [1, 2, 4]) {
      const interrupted = new FakeBackend();
      const service = newService(interrupted);
      interrupted.atCall(calls + call, () => void service.complete('b', ask('other ')).result);
      const outcome = await service.complete('a', ask('let ', 2)).result;
      assert.deepEqual(outcome, { kind: 'cancelled', reason: 'superseded' }, `call ${call}`);
    }
  });

  it('end at once when the request is cancelled', async () => {
    const backend = new FakeBackend();
    const request = newService(backend).complete('a', ask('let ', 5));
    backend.beforeEvaluate = () => {
      if (backend.calls === 14) request.cancel();
      return Promise.resolve();
    };
    await request.result;
    assert.ok(backend.calls <= 15, `${backend.calls} calls`);
  });
});
