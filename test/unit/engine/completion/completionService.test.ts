// The engine's road over a fake backend: exact reuse, newest wins, kept generations, cancels.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CompletionService } from '../../../../engine/completion/completionService.ts';
import { Scheduler } from '../../../../engine/computing/scheduler.ts';
import { type AnchoredLayout, defaultLayoutRules, layOut } from '../../../../engine/prompt/layout.ts';
import { PromptBuilder } from '../../../../engine/prompt/promptBuilder.ts';
import type { CompleteResult } from '../../../../engine/protocol/protocol.ts';
import { completeParams as ask } from '../../../support/completeParams.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';

function isWritten(backend: FakeBackend, text: string): boolean {
  return new TextDecoder()
    .decode(Uint8Array.from((backend.held[0] ?? []).filter((token) => token < 256)))
    .includes(text);
}

const newService = (backend: FakeBackend) =>
  new CompletionService(backend, new Scheduler(), () => performance.now());

describe('KV reuse', () => {
  it('holds exactly the tokens of a cold evaluation of the same layout, over random edits', async () => {
    const edit = fc.record({
      at: fc.nat(200),
      removed: fc.nat(6),
      inserted: fc.stringMatching(/^[ab\n ({;é]{0,5}$/),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 25 }), async (edits) => {
        const backend = new FakeBackend();
        const service = newService(backend);
        const prompts = new PromptBuilder(backend.vocabulary, 'token');
        let layout: AnchoredLayout | undefined;
        let before = 'function f() {\n  a;\n'.repeat(4);
        for (const { at, removed, inserted } of edits) {
          const start = Math.min(at, before.length);
          before = before.slice(0, start) + inserted + before.slice(start + removed);
          const params = ask(before);
          const outcome = await service.complete('a', params).result;
          assert.equal(outcome.kind, 'shown');
          const laidOut = layOut(layout, params, 'fillInTheMiddle', defaultLayoutRules);
          layout = laidOut.layout;
          const room = backend.tokensPerSequence - params.maxTokens - 1;
          const cold = prompts.build(laidOut, '', room).tokens;
          assert.deepEqual(backend.held[0]?.slice(0, cold.length), cold);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('evaluates one token a key inside a line', async () => {
    const service = newService(new FakeBackend());
    await service.complete('a', ask('const x = 1;\nlet ')).result;
    for (const typed of ['y', 'ye', 'yes']) {
      const outcome = await service.complete('a', ask(`const x = 1;\nlet ${typed}`)).result;
      assert.ok(outcome.kind === 'shown');
      assert.ok(outcome.value.counters.evaluated <= 2, `${outcome.value.counters.evaluated} tokens`);
    }
  });

  it('answers with drafts as it does without a cache, wherever they lead', async () => {
    const text = fc.stringMatching(/^[a-d\n]{8,60}$/);
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(fc.stringMatching(/^[a-d]{1,3}$/), { maxLength: 6 }),
        async (own, keys) => {
          const reference = { documentUri: 'file:///a.ts', own: [own.repeat(4)] };
          const warm = newService(new FakeBackend());
          await warm.refer('a', reference).result;
          let before = `x = 1;\n${own}`;
          for (const key of keys) {
            before += key;
            const cold = newService(new FakeBackend());
            await cold.refer('a', reference).result;
            const [kept, fresh] = [
              await warm.complete('a', ask(before)).result,
              await cold.complete('a', ask(before)).result,
            ];
            assert.ok(kept.kind === 'shown' && fresh.kind === 'shown');
            assert.equal(kept.value.text, fresh.value.text);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('needs fewer calls for what the code at hand repeats', async () => {
    const before = 'const total = 1;\nlet ';
    const plain = new FakeBackend();
    const answer = await newService(plain).complete('a', ask(before)).result;
    assert.ok(answer.kind === 'shown');
    const drafting = new FakeBackend();
    const service = newService(drafting);
    await service.refer('a', { documentUri: 'a', own: [before + answer.value.text] }).result;
    const drafted = await service.complete('a', ask(before)).result;
    assert.ok(drafted.kind === 'shown');
    assert.equal(drafted.value.text, answer.value.text);
    assert.ok(drafting.calls < plain.calls, `${drafting.calls} calls against ${plain.calls}`);
  });

  it('serves two documents without losing either prompt', async () => {
    const service = newService(new FakeBackend());
    for (const round of [1, 2]) {
      for (const owner of ['a', 'b']) {
        const outcome = await service.complete(owner, ask(`// ${owner}\n${'x;\n'.repeat(30)}`)).result;
        assert.ok(outcome.kind === 'shown');
        if (round === 2) assert.ok(outcome.value.counters.evaluated <= 2);
      }
    }
  });
});

describe('healing and control text', () => {
  it('never answers with what is already typed', async () => {
    const backend = new FakeBackend();
    backend.script = 'value;\nnext';
    const outcome = await newService(backend).complete('a', ask('let v')).result;
    assert.ok(outcome.kind === 'shown');
    assert.equal(outcome.value.text, 'alue;');
  });

  it('treats control-token text in a document as text', async () => {
    const backend = new FakeBackend();
    await newService(backend).complete('a', ask('const t = "<|fim_middle|>";\n')).result;
    assert.equal(
      backend.held[0]?.filter((token) => token === backend.vocabulary.control.fimMiddle).length,
      1,
    );
  });

  it('forces the rest of an open suggestion list’s item', async () => {
    const backend = new FakeBackend();
    const outcome = await newService(backend).complete('a', ask('foo.', '\n', { forcedText: 'bar' })).result;
    assert.ok(outcome.kind === 'shown');
    const healedAndForced = new TextEncoder().encode('foo.bar');
    const held = backend.held[0] ?? [];
    const since = held.slice(held.indexOf(backend.vocabulary.control.fimMiddle ?? -1) + 1);
    assert.deepEqual(since.slice(0, healedAndForced.length), Array.from(healedAndForced));
  });
});

describe('newest wins', () => {
  it('ends an older request as superseded, ten in a burst', async () => {
    const service = newService(new FakeBackend());
    const pending = Array.from({ length: 10 }, (_, index) =>
      service.complete('a', ask(`let ${'x\n'.repeat(index)}`)),
    );
    const outcomes = await Promise.all(pending.map(({ result }) => result));
    assert.deepEqual(
      outcomes.map((outcome) => (outcome.kind === 'cancelled' ? outcome.reason : outcome.kind)),
      [...Array.from({ length: 9 }, () => 'superseded'), 'shown'],
    );
  });

  it('after a cancel at most one more evaluate call runs', async () => {
    const backend = new FakeBackend();
    const pending = newService(backend).complete('a', ask('x'.repeat(1200)));
    let callsAtCancel: number | undefined;
    backend.beforeEvaluate = () => {
      if (backend.calls === 3) {
        pending.cancel();
        callsAtCancel = backend.calls;
      }
      return Promise.resolve();
    };
    assert.deepEqual(await pending.result, { kind: 'cancelled', reason: 'cancelled' });
    assert.ok(callsAtCancel !== undefined && backend.calls - callsAtCancel <= 1);
  });

  it('keeps a running generation that produces what is typed meanwhile', async () => {
    const backend = new FakeBackend();
    backend.script = ' value;\nnext';
    const service = newService(backend);
    const first = service.complete('a', ask('let '));
    let second: ReturnType<CompletionService['complete']> | undefined;
    let calls = 0;
    backend.beforeEvaluate = () => {
      calls++;
      if (calls === 5) second = service.complete('a', ask('let v'));
      return Promise.resolve();
    };
    assert.deepEqual(await first.result, { kind: 'cancelled', reason: 'superseded' });
    const outcome = await second?.result;
    assert.ok(outcome?.kind === 'shown');
    assert.equal(outcome.value.text, 'alue;');
    assert.equal(outcome.value.counters.evaluated, 0);
  });

  it('keeps the lines that a block’s start asked for when a key later one is wanted, and ends with that', async () => {
    const backend = new FakeBackend();
    backend.script = ' value;\n  next;\n  last;\n  more;\n';
    const service = newService(backend);
    const first = service.complete(
      'a',
      ask('let ', '\n}\n', { maxLines: 4, blockColumns: 2, maxTokens: 90 }),
    );
    let second: ReturnType<CompletionService['complete']> | undefined;
    backend.beforeEvaluate = () => {
      if ((backend.held[0]?.length ?? 0) > 0 && second === undefined && isWritten(backend, ' val'))
        second = service.complete('a', ask('let v', '\n}\n', { maxTokens: 90 }));
      return Promise.resolve();
    };
    assert.deepEqual(await first.result, { kind: 'cancelled', reason: 'superseded' });
    const outcome = await second?.result;
    assert.ok(outcome?.kind === 'shown');
    assert.deepEqual([outcome.value.text, outcome.value.finishReason], ['alue;', 'endOfLine']);
    assert.equal(outcome.value.counters.evaluated, 0);
    assert.ok(!isWritten(backend, 'next'), 'it went on for nobody');
  });

  it('cuts what was written beyond the line that is wanted by then', async () => {
    const backend = new FakeBackend();
    backend.script = ' value;\n  next;\n  last;\n';
    const service = newService(backend);
    const first = service.complete('a', ask('let ', '\n}\n', { maxLines: 4, maxTokens: 90 }));
    let second: ReturnType<CompletionService['complete']> | undefined;
    backend.beforeEvaluate = () => {
      if (second === undefined && isWritten(backend, 'next'))
        second = service.complete('a', ask('let v', '\n}\n', { maxTokens: 90 }));
      return Promise.resolve();
    };
    assert.equal((await first.result).kind, 'cancelled');
    const outcome = await second?.result;
    assert.ok(outcome?.kind === 'shown');
    assert.equal(outcome.value.text, 'alue;');
    assert.equal(outcome.value.tokens.map(({ text }) => text).join(''), 'alue;');
  });

  it('tells whoever took a generation over when it fails, and goes on', async () => {
    const backend = new FakeBackend();
    backend.script = ' value;\nnext';
    const service = newService(backend);
    const first = service.complete('a', ask('let '));
    let second: ReturnType<CompletionService['complete']> | undefined;
    let calls = 0;
    backend.beforeEvaluate = () => {
      calls++;
      if (calls === 5) second = service.complete('a', ask('let v'));
      return calls === 6 ? Promise.reject(new Error('the fake broke')) : Promise.resolve();
    };
    assert.deepEqual(await first.result, { kind: 'cancelled', reason: 'superseded' });
    assert.ok(second !== undefined);
    await assert.rejects(second.result, /the fake broke/);
    assert.equal((await service.complete('a', ask('let x')).result).kind, 'shown');
  });

  it('yields a warm-up to a keystroke', async () => {
    const backend = new FakeBackend();
    const service = newService(backend);
    const warm = service.warm('b', ask('y'.repeat(1500)));
    const outcome = await service.complete('a', ask('let ')).result;
    assert.equal(outcome.kind, 'shown');
    assert.equal((await warm.result).kind, 'preempted');
  });
});

describe('an answer that nobody would see', () => {
  const question = (before: string, leastProbability: number) => ask(before, '\n', { leastProbability });

  // The first of the script's bytes stands for the one that healing took back; each is as likely as all others together.
  function written(script: string) {
    const backend = new FakeBackend();
    backend.script = ` ${script}`;
    return { backend, service: newService(backend) };
  }

  async function answerTo(pending: Promise<CompleteResult>) {
    const outcome = await pending;
    assert.ok(outcome.kind === 'shown');
    return { text: outcome.value.text, reason: outcome.value.finishReason };
  }

  it('is decoded up to the token that makes it too unlikely', async () => {
    const answer = (least: number) =>
      answerTo(written('abcdef\n').service.complete('a', question('let ', least)).result);
    assert.deepEqual(await answer(0.2), { text: 'abc', reason: 'unsure' });
    assert.deepEqual(await answer(0.001), { text: 'abcdef', reason: 'endOfLine' });
  });

  it('is written on for somebody who typed what was unlikely meanwhile', async () => {
    const { backend, service } = written('abcdefgh\n');
    let later: Promise<CompleteResult> | undefined;
    backend.atCall(3, () => {
      later = service.complete('a', question('let a', 0.2)).result;
    });
    const first = await service.complete('a', question('let ', 0.2)).result;
    assert.deepEqual(first, { kind: 'cancelled', reason: 'superseded' });
    assert.ok(later !== undefined);
    assert.deepEqual(await answerTo(later), { text: 'bcd', reason: 'unsure' });
  });
});
