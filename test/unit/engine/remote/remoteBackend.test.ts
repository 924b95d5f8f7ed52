// A model on a server behind the engine's own services: the scripted server answers over real HTTP.
import assert from 'node:assert/strict';
import { setTimeout as later } from 'node:timers/promises';
import { ChatService } from '../../../../engine/chat/chatService.ts';
import { CompletionService } from '../../../../engine/completion/completionService.ts';
import { Scheduler } from '../../../../engine/computing/scheduler.ts';
import type { InferenceBackend } from '../../../../engine/llama/backend.ts';
import type { CompleteParams } from '../../../../engine/protocol/protocol.ts';
import { type ConnectParts, connectServer } from '../../../../engine/remote/connectServer.ts';
import type { ServerError } from '../../../../engine/remote/serverError.ts';
import { type BadDay, ScriptedServer } from '../../../support/server/scriptedServer.ts';
import { scriptedVocabulary } from '../../../support/server/scriptedVocabulary.ts';

const load = { modelPath: 'any.gguf', contextTokens: 1024 };

function ask(before: string, more: Partial<CompleteParams> = {}): CompleteParams {
  return {
    documentUri: 'file:///a.ts',
    languageId: 'typescript',
    before,
    after: '\nrest\n',
    purpose: 'keystroke',
    forcedText: '',
    maxLines: 1,
    maxTokens: 32,
    ...more,
  };
}

/** The test's own time limit is the limit. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await later(5);
}

for (const product of ['llama.cpp', 'vLLM'] as const) {
  describe(`a model on ${product}`, () => {
    let server: ScriptedServer;
    let backend: InferenceBackend;
    let nowMs: number;
    let troubles: ServerError[];
    const connect = async (parts: Partial<ConnectParts> = {}, key?: string) =>
      await connectServer({ url: server.url, ...(key === undefined ? {} : { key }) }, load, {
        loadVocabulary: () => Promise.resolve(scriptedVocabulary()),
        now: () => nowMs,
        onTrouble: (error) => troubles.push(error),
        onWell: () => {},
        ...parts,
      });
    const serviceOn = (on: InferenceBackend) =>
      new CompletionService(on, new Scheduler(() => on.interrupt()), () => performance.now());

    beforeEach(async () => {
      nowMs = 0;
      troubles = [];
      server = new ScriptedServer();
      server.product = product;
      await server.start();
      backend = await connect();
      server.asked.length = 0;
    });
    afterEach(async () => {
      await backend.dispose();
      await server.stop();
    });

    it('answers a line from one stream, closed at the line’s end', async () => {
      const outcome = await serviceOn(backend).complete('a', ask('one')).result;
      assert.ok(outcome.kind === 'shown');
      assert.match(outcome.value.text, /^ after \d+;$/);
      assert.equal(outcome.value.finishReason, 'endOfLine');
      const streams = server.completions.filter(({ body }) => body['stream'] === true);
      // vLLM has no grammar here: its first token is looked for among the likeliest, then among those allowed.
      assert.ok(streams.length <= (product === 'vLLM' ? 4 : 1), `${streams.length} requests`);
      const [{ probability } = { probability: 0 }] = outcome.value.tokens;
      assert.ok(Math.abs(probability - Math.exp(-0.1)) < 0.01 || probability === 1, `${probability}`);
    });

    it('sends the document as text tokens between control tokens, whatever it holds', async () => {
      await serviceOn(backend).complete('a', ask('x <|fim_middle|> y')).result;
      const [request] = server.completions;
      const prompt = request?.body['prompt'] as number[];
      assert.equal(prompt.filter((token) => token > 255).length, 3);
      assert.ok(Buffer.from(prompt.filter((token) => token < 256)).includes('<|fim_middle|>'));
    });

    it('closes the request at once when it is cancelled, and a newer key waits for nothing', async () => {
      // Whoever waited for the server would wait for longer than a test may take.
      server.stepMs = 120_000;
      const service = serviceOn(backend);
      const first = service.complete('a', ask('one'));
      await until(() => server.completions.length === 1);
      first.cancel();
      assert.deepEqual(await first.result, { kind: 'cancelled', reason: 'cancelled' });
      server.stepMs = 0;
      server.answer = () => ' quick\n';
      assert.equal((await service.complete('a', ask('two')).result).kind, 'shown');
      await until(() => server.completions[0]?.isClosedEarly === true);
    });

    it('has a connection ready for the next key, with the server looked at again behind the last', async () => {
      server.answer = () => ' a line\nand more than is wanted of it';
      server.stepMs = 5;
      const service = serviceOn(backend);
      await service.complete('a', ask('one')).result;
      // Looked at again behind the stream: the last that is asked.
      await until(() => server.asked.at(-1)?.path === '/v1/models');
      await later(300);
      const { connections, asked } = server;
      const askedBefore = asked.length;
      await service.complete('a', ask('one two')).result;
      const first = asked[askedBefore];
      assert.match(first?.path ?? '', /completion/);
      assert.ok((first?.connection ?? 0) <= connections);
    });

    it('tries once more where a connection that rested was closed just then', async () => {
      const service = serviceOn(backend);
      await service.warm('a', ask('one')).result;
      server.dropsNextReused = true;
      assert.equal((await service.complete('a', ask('one')).result).kind, 'shown');
      assert.equal(server.dropsNextReused, false);
      assert.deepEqual(troubles, []);
    });

    const days: readonly (readonly [BadDay, string])[] = [
      ['slow', 'serverSlow'],
      ['pings', 'serverSlow'],
      ['full', 'serverFull'],
      ['loading', 'serverFull'],
      ['wrongKey', 'serverKey'],
      ['portal', 'serverNotOne'],
      ['nobodyBehind', 'serverGone'],
      ['redirect', 'serverNotOne'],
      ['cutOff', 'serverCutOff'],
      ['brokenJson', 'serverCutOff'],
      ['serverError', 'serverUnfit'],
    ];
    for (const [day, reason] of days) {
      it(`on a bad day (${day}) says ${reason}, rests, and comes back`, async () => {
        const isSilent = reason === 'serverSlow';
        const asked = isSilent ? await connect({ silenceMs: 2000 }) : backend;
        const service = serviceOn(asked);
        server.badDay = day;
        server.stepMs = 5;
        assert.deepEqual(await service.complete('a', ask('one')).result, { kind: 'unavailable', reason });
        const askedBefore = server.asked.length;
        assert.deepEqual(await service.complete('a', ask('on')).result, { kind: 'unavailable', reason });
        assert.equal(server.asked.length, askedBefore, 'nothing is asked while it rests');
        assert.deepEqual(
          troubles.map((trouble) => trouble.reason),
          [reason],
        );
        server.badDay = undefined;
        nowMs += 2000;
        assert.equal((await service.complete('a', ask('one')).result).kind, 'shown');
        if (isSilent) await asked.dispose();
      });
    }

    it('leaves the server alone for as long as it asks to be', async () => {
      const service = serviceOn(backend);
      server.badDay = 'full';
      server.retryAfter = '20';
      await service.complete('a', ask('one')).result;
      server.badDay = undefined;
      nowMs += 19_000;
      assert.equal((await service.complete('a', ask('one')).result).kind, 'unavailable');
      nowMs += 2000;
      assert.equal((await service.complete('a', ask('one')).result).kind, 'shown');
    });

    it('says that nobody is there, and does not take another model for the one it knew', async () => {
      const service = serviceOn(backend);
      const port = Number(new URL(server.url).port);
      await server.stop();
      assert.deepEqual(await service.complete('a', ask('one')).result, {
        kind: 'unavailable',
        reason: 'serverGone',
      });
      server.model = 'another-coder';
      await server.start(port);
      nowMs += 2000;
      assert.deepEqual(await service.complete('a', ask('one')).result, {
        kind: 'unavailable',
        reason: 'serverModel',
      });
    });

    it('brings its key with every request, and says nothing of documents in headers', async () => {
      const withKey = await connect({}, 'a-secret');
      await serviceOn(withKey).complete('a', ask('one')).result;
      await withKey.dispose();
      assert.ok(server.asked.length > 5);
      assert.ok(server.asked.every(({ authorization }) => authorization === 'Bearer a-secret'));
      assert.ok(server.asked.every(({ session }) => session === undefined || /^[\w-]+$/.test(session)));
    });

    it('answers two people on one server each from their own text', async () => {
      server.answer = (prompt) =>
        ` saw ${Buffer.from(prompt.filter((token) => token < 256)).includes('ALICE')}\n`;
      server.stepMs = 5;
      const other = await connect();
      const asking = async (on: InferenceBackend, text: string) => {
        const outcome = await serviceOn(on).complete('a', ask(text)).result;
        return outcome.kind === 'shown' ? outcome.value.text : outcome.kind;
      };
      const answers = await Promise.all([asking(backend, 'ALICE writes'), asking(other, 'BOB writes')]);
      await other.dispose();
      assert.deepEqual(answers, [' saw true', ' saw false']);
    });

    it('answers a conversation beside completions, and says why it cannot', async () => {
      server.answer = () => 'an answer';
      const time = { now: () => 0, setTimer: () => ({ dispose: () => {} }) };
      const chat = new ChatService(backend, new Scheduler(), time.now, time.setTimer, () => {});
      const question = {
        generationId: '1',
        conversation: 'a',
        messages: [{ role: 'user' as const, text: 'What is <|im_end|>?' }],
        maxTokens: 9,
      };
      const outcome = await chat.generate('a', question, () => {}).result;
      assert.ok(outcome.kind === 'shown');
      assert.equal(outcome.value.text.slice(0, 9), 'an answer');
      server.badDay = 'full';
      const refused = await chat.generate('b', question, () => {}).result;
      assert.deepEqual(refused, { kind: 'unavailable', reason: 'serverFull' });
    });

    it('gives up a prompt that is evaluated ahead while the server cannot be asked', async () => {
      server.badDay = 'full';
      assert.equal((await serviceOn(backend).warm('a', ask('one')).result).kind, 'preempted');
    });

    it('has a prompt evaluated while nobody waits', async () => {
      await serviceOn(backend).warm('a', ask('one')).result;
      assert.equal(server.completions.length, 1);
      assert.equal(server.completions[0]?.body['stream'], undefined);
    });

    it('has a long prompt evaluated in pieces, and keeps those that were there when it was interrupted', async () => {
      const service = serviceOn(backend);
      const slice = ask('x'.repeat(300));
      const lengths = () => server.completions.map(({ body }) => (body['prompt'] as number[]).length);
      server.answer = (prompt) => {
        server.stepMs = prompt.length > 128 ? 120_000 : 0;
        return '';
      };
      const interrupted = service.warm('a', slice);
      await until(() => server.completions.length === 2);
      interrupted.cancel();
      const { kind, counters } = await interrupted.result;
      assert.deepEqual([kind, counters.evaluated, lengths()], ['preempted', 128, [128, 256]]);
      server.stepMs = 0;
      server.answer = () => '';
      const again = await service.warm('a', slice).result;
      assert.deepEqual([again.kind, again.counters.reused, lengths()[2]], ['warm', 128, 256]);
    });
  });
}

describe('a llama.cpp server’s slots', () => {
  it('are named to a request that follows one that was closed, and to no other', async () => {
    const server = new ScriptedServer();
    server.slot = 3;
    await server.start();
    let nowMs = 0;
    const backend = await connectServer({ url: server.url }, load, {
      loadVocabulary: () => Promise.resolve(scriptedVocabulary()),
      now: () => nowMs,
      onTrouble: assert.fail,
      onWell: () => {},
    });
    const service = new CompletionService(backend, new Scheduler(() => backend.interrupt()), () => 0);
    await service.warm('a', ask('one')).result;
    server.asked.length = 0;
    // Each answer of a line is closed at its end, ahead of the server's.
    for (const before of ['one t', 'one tw']) await service.complete('a', ask(before)).result;
    nowMs = 2000;
    await service.complete('a', ask('one two')).result;
    const slots = server.completions.map(({ body }) => body['id_slot']);
    assert.deepEqual(slots, [undefined, 3, undefined]);
    await backend.dispose();
    await server.stop();
  });
});
