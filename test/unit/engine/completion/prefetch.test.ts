// Computing ahead of the reader: it must cost typing nothing, and serve whoever accepts meanwhile.
import assert from 'node:assert/strict';
import { CompletionService } from '../../../../engine/completion/completionService.ts';
import { Scheduler } from '../../../../engine/computing/scheduler.ts';
import { completeParams as ask } from '../../../support/completeParams.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';

const newService = (backend: FakeBackend, scheduler = new Scheduler()) =>
  new CompletionService(backend, scheduler, () => performance.now());

describe('prefetch', () => {
  const prefetch = { purpose: 'prefetch' } as const;

  it('appends to the keystroke’s prompt, and leaves it to the next keystroke', async () => {
    const backend = new FakeBackend();
    const service = newService(backend);
    const text = 'const x = 1;\n'.repeat(20);
    await service.complete('a', ask(`${text}let `)).result;
    const ahead = await service.complete('a', ask(`${text}let y = 2;\n`, '\n}\n', prefetch)).result;
    assert.ok(ahead.kind === 'shown');
    assert.ok(ahead.value.counters.evaluated <= 'y = 2;\n'.length + 2);
    const key = await service.complete('a', ask(`${text}let z`)).result;
    assert.ok(key.kind === 'shown');
    assert.ok(key.value.counters.evaluated <= 2, `${key.value.counters.evaluated} tokens`);
  });

  it('is refused when it would move the prompt, or where there is none yet', async () => {
    const service = newService(new FakeBackend());
    const refused = { kind: 'silent', reason: 'promptWouldMove' };
    assert.deepEqual(await service.complete('a', ask('let ', '\n', prefetch)).result, refused);
    const text = 'x;\n'.repeat(20);
    await service.complete('a', ask(text)).result;
    assert.deepEqual(
      await service.complete('a', ask(text + 'y;\n'.repeat(40), '\n}\n', prefetch)).result,
      refused,
    );
  });

  it('ends at once for a keystroke that goes elsewhere', async () => {
    const backend = new FakeBackend();
    const service = newService(backend);
    await service.complete('a', ask('let ')).result;
    const ahead = service.complete('a', ask('let y;\n', '\n}\n', prefetch));
    let key: ReturnType<CompletionService['complete']> | undefined;
    backend.atCall(3, () => {
      key = service.complete('a', ask('let q'));
    });
    assert.deepEqual(await ahead.result, { kind: 'cancelled', reason: 'superseded' });
    assert.equal((await key?.result)?.kind, 'shown');
  });

  it('is taken over by the keystroke after an acceptance, and is then as urgent as that', async () => {
    const backend = new FakeBackend();
    backend.script = '\n  return y;\nnext';
    const scheduler = new Scheduler();
    const service = newService(backend, scheduler);
    await service.complete('a', ask('let ')).result;
    const ahead = service.complete('a', ask('let y;\n', '\n}\n', prefetch));
    let key: ReturnType<CompletionService['complete']> | undefined;
    let callsBeforePalette: Promise<number> | undefined;
    backend.atCall(4, () => {
      key = service.complete('a', ask('let y;\n  '));
      const palette = scheduler.submit({ priority: 'palette', whenPreempted: 'pause' }, () =>
        Promise.resolve(backend.calls),
      );
      callsBeforePalette = palette.done;
    });
    assert.deepEqual(await ahead.result, { kind: 'cancelled', reason: 'superseded' });
    const outcome = await key?.result;
    assert.ok(outcome?.kind === 'shown');
    assert.equal(outcome.value.text, 'return y;');
    assert.equal(outcome.value.counters.evaluated, 0);
    assert.equal(await callsBeforePalette, backend.calls);
  });

  it('is taken over by the same question even before it has an answer', async () => {
    const service = newService(new FakeBackend());
    await service.complete('a', ask('let ')).result;
    const ahead = service.complete('a', ask('let y;\n', '\n}\n', prefetch));
    const key = service.complete('a', ask('let y;\n'));
    assert.deepEqual(await ahead.result, { kind: 'cancelled', reason: 'superseded' });
    assert.equal((await key.result).kind, 'shown');
  });

  it('once cancelled is taken over by nobody', async () => {
    const service = newService(new FakeBackend());
    await service.complete('a', ask('let ')).result;
    const ahead = service.complete('a', ask('let y;\n', '\n}\n', prefetch));
    ahead.cancel();
    const key = service.complete('a', ask('let y;\n'));
    assert.deepEqual(await ahead.result, { kind: 'cancelled', reason: 'cancelled' });
    assert.equal((await key.result).kind, 'shown');
  });

  it('ends no keystroke’s run but goes itself', async () => {
    const service = newService(new FakeBackend());
    const key = service.complete('a', ask('let '));
    const ahead = service.complete('a', ask('let y;\n', '\n}\n', prefetch));
    assert.deepEqual(await ahead.result, { kind: 'cancelled', reason: 'preempted' });
    assert.equal((await key.result).kind, 'shown');
  });

  it('is computed for another place too, where there is no prompt yet, and gives way to all else', async () => {
    const backend = new FakeBackend();
    const service = newService(backend);
    const aside = { purpose: 'aside' } as const;
    assert.equal((await service.complete('a#call', ask('f(', '\n', aside)).result).kind, 'shown');
    const key = service.complete('a', ask('let '));
    const refused = await service.complete('a#call', ask('f(', '\n', aside)).result;
    assert.deepEqual(refused, { kind: 'cancelled', reason: 'preempted' });
    assert.equal((await key.result).kind, 'shown');
    const ahead = service.complete('a', ask('let y;\n', '\n}\n', prefetch));
    assert.equal((await service.complete('a#call', ask('f(', '\n', aside)).result).kind, 'cancelled');
    assert.equal((await ahead.result).kind, 'shown');
    const slow = service.complete('a#call', ask('g(', '\n', aside));
    const next = service.complete('a', ask('let z'));
    assert.deepEqual(await slow.result, { kind: 'cancelled', reason: 'superseded' });
    assert.equal((await next.result).kind, 'shown');
  });
});
