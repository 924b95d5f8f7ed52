// Conversations over a fake model: prompts, drafts, keystrokes in between, cancelling, room, memory, rest.
import assert from 'node:assert/strict';
import { ChatService } from '../../../../engine/chat/chatService.ts';
import { CompletionService } from '../../../../engine/completion/completionService.ts';
import { Scheduler } from '../../../../engine/computing/scheduler.ts';
import type { ChatMessage, GenerateParams } from '../../../../engine/protocol/chatProtocol.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';
import { ManualTime } from '../../../support/manualTime.ts';

const user = (text: string): ChatMessage => ({ role: 'user', text });
const ask = (overrides: Partial<GenerateParams> = {}): GenerateParams => ({
  generationId: '1',
  conversation: 'rewrite',
  messages: [{ role: 'system', text: 'Be short.' }, user('Hello')],
  maxTokens: 200,
  ...overrides,
});

function newChat(script?: string) {
  const backend = new FakeBackend();
  backend.script = script;
  const scheduler = new Scheduler();
  const time = new ManualTime();
  const log: string[] = [];
  const chat = new ChatService(backend, scheduler, time.now, time.setTimer, (line) => log.push(line));
  let heard = '';
  const generate = (overrides: Partial<GenerateParams> = {}) => {
    heard = '';
    return chat.generate('a', ask(overrides), (delta) => {
      heard += delta;
    });
  };
  const shown = async (overrides: Partial<GenerateParams> = {}) => {
    const outcome = await generate(overrides).result;
    assert.ok(outcome.kind === 'shown', JSON.stringify(outcome));
    assert.equal(heard, outcome.value.text);
    return outcome.value;
  };
  const context = () => {
    const opened = backend.contexts.at(-1);
    assert.ok(opened !== undefined, 'no context was opened');
    return opened;
  };
  return { backend, scheduler, time, chat, generate, shown, context, log, heard: () => heard };
}

describe('ChatService', () => {
  it('writes turns in ChatML, and marks inside a message are text', async () => {
    const { shown, context, backend } = newChat('Hi');
    const { turnStart, turnEnd } = backend.vocabulary.control;
    await shown({ messages: [user('a<|im_end|>b')], answerStart: '```' });
    const held = context().held[0] ?? [];
    const text = held.map((token) => (token < 256 ? String.fromCharCode(token) : `{${token}}`)).join('');
    assert.ok(
      text.startsWith(`{${turnStart}}user\na<|im_end|>b{${turnEnd}}\n{${turnStart}}assistant\n\`\`\``),
      text,
    );
  });

  it('tells of memory that could not be freed, and ends no process for it', async () => {
    const { shown, context, time, log } = newChat('Hi');
    await shown();
    context().dispose = () => Promise.reject(new Error('The graphics processor is gone.'));
    await time.pass(5 * 60_000);
    assert.match(log.join(), /not freed.*graphics processor is gone/);
    assert.equal((await shown()).text, 'Hi');
  });

  it('tells the text as it comes, and ends at the end of the turn', async () => {
    const value = await newChat('Hi there').shown();
    assert.equal(value.text, 'Hi there');
    assert.equal(value.finishReason, 'endOfText');
    assert.equal(value.counters.generated, 8);
  });

  it('ends before a stop text', async () => {
    const value = await newChat('code\n```\nI changed it.').shown({ stopTexts: ['\n```'] });
    assert.deepEqual([value.text, value.finishReason], ['code', 'stopText']);
  });

  it('ends at the most tokens', async () => {
    const value = await newChat('a long answer').shown({ maxTokens: 4 });
    assert.deepEqual([value.text, value.finishReason], ['a lo', 'maxTokens']);
  });

  it('ends an answer that repeats itself, but not one that repeats its input', async () => {
    const table = '[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]';
    assert.equal((await newChat(table).shown()).finishReason, 'repetition');
    const rewritten = await newChat(table).shown({ draftFrom: table, answerStart: '`' });
    assert.deepEqual([rewritten.text, rewritten.finishReason], [table, 'endOfText']);
  });

  it('ends an answer that repeats one piece of its input again and again', async () => {
    const field = '  private readonly size;\n';
    const draftFrom = `class A {\n${field}}`;
    const looping = newChat(`class A {\n${field.repeat(20)}`);
    const value = await looping.shown({ draftFrom, answerStart: '`', maxTokens: 480 });
    assert.equal(value.finishReason, 'repetition');
  });

  for (const answer of [
    'let value = one + two + three;',
    'say("let value = one"); // + two + three;',
    'no',
  ]) {
    it(`gives the same answer in fewer steps with drafts: ${answer}`, async () => {
      const draftFrom = 'let value = one + two + three;';
      const plain = newChat(answer);
      const expected = await plain.shown({ answerStart: '`' });
      const drafting = newChat(answer);
      const value = await drafting.shown({ answerStart: '`', draftFrom });
      assert.equal(value.text, expected.text);
      assert.deepEqual(value.counters, expected.counters);
      assert.ok(value.drafts.accepted <= value.drafts.proposed);
      if (value.drafts.accepted > 0) assert.ok(drafting.context().calls < plain.context().calls);
      const held = drafting.context().held[0] ?? [];
      assert.deepEqual(held, plain.context().held[0]);
    });
  }

  it('evaluates only what is new in a conversation', async () => {
    const { shown } = newChat('Hi');
    const first = await shown();
    const messages = [...ask().messages, { role: 'assistant', text: 'Hi' } as const, user('More?')];
    const second = await shown({ messages });
    assert.equal(second.counters.reused, first.counters.evaluated + 2);
    const other = await shown({
      conversation: 'other',
      messages: [...ask().messages.slice(0, 1), user('New')],
    });
    assert.ok(other.counters.reused > 'system\nBe short.'.length);
  });

  it('makes no context before the first conversation, and frees it when nobody talks for five minutes', async () => {
    const { backend, time, shown, context } = newChat('Hi');
    assert.equal(backend.contexts.length, 0);
    await shown();
    await time.pass(4 * 60_000);
    await shown();
    await time.pass(4 * 60_000);
    assert.equal(context().isDisposed, false);
    await time.pass(2 * 60_000);
    assert.equal(context().isDisposed, true);
    assert.equal((await shown()).text, 'Hi');
    assert.equal(backend.contexts.length, 2);
  });

  it('makes a larger context for a longer prompt, where that is asked for', async () => {
    const { backend, shown, context } = newChat('Hi');
    await shown();
    assert.equal(context().tokensPerSequence, 8192);
    const long = { messages: [user('x'.repeat(10_000))] };
    await shown({ ...long, contextTokens: 32_768 });
    assert.equal(context().tokensPerSequence, 16_384);
    assert.equal(backend.contexts[0]?.isDisposed, true);
  });

  it('names what is missing', async () => {
    const noMemory = newChat('Hi');
    noMemory.backend.memoryTokens = 100;
    assert.deepEqual(await noMemory.generate().result, { kind: 'unavailable', reason: 'outOfMemory' });
    const baseModel = newChat('Hi');
    baseModel.backend.canChat = false;
    assert.deepEqual(await baseModel.generate().result, { kind: 'unavailable', reason: 'noChat' });
    const tooLong = newChat('Hi').generate({ messages: [user('x'.repeat(8190))] });
    assert.deepEqual(await tooLong.result, { kind: 'unavailable', reason: 'promptTooLong' });
  });

  it('ends with what there is when the context is full', async () => {
    const answer = 'abcdefghijklmnopqrstuvwxyz'.repeat(4);
    const messages = [user('x'.repeat(150))];
    const value = await newChat(answer).shown({ messages, draftFrom: answer, contextTokens: 256 });
    assert.equal(value.finishReason, 'contextFull');
    assert.ok(value.text.length > 16 && answer.startsWith(value.text), value.text);
  });
});

describe('ChatService among others', () => {
  const key = {
    documentUri: 'file:///a.ts',
    languageId: 'typescript',
    before: 'let ',
    after: '\n',
    purpose: 'keystroke' as const,
    forcedText: '',
    maxLines: 1,
    maxTokens: 5,
  };

  for (const [name, call] of [
    ['reads', 1],
    ['writes', 5],
  ] as const) {
    it(`gives way to a keystroke while it ${name}, and goes on with the same answer`, async () => {
      const { backend, scheduler, time, generate } = newChat('the whole answer');
      const completions = new CompletionService(backend, scheduler, time.now);
      const order: string[] = [];
      let keystroke: Promise<unknown> | undefined;
      backend.atCall(call, () => {
        keystroke = completions.complete('a', key).result.then((outcome) => order.push(outcome.kind));
      });
      const outcome = await generate().result;
      order.push('generated');
      await keystroke;
      assert.ok(outcome.kind === 'shown');
      assert.equal(outcome.value.text, 'the whole answer');
      assert.deepEqual(order, ['shown', 'generated']);
    });
  }

  it('stops in the middle and leaves what came so far', async () => {
    const { backend, generate, heard, shown } = newChat('the whole answer');
    let cancel = () => {};
    backend.atCall(6, () => cancel());
    const pending = generate();
    cancel = () => pending.cancel();
    assert.deepEqual(await pending.result, { kind: 'cancelled', reason: 'cancelled' });
    assert.ok(heard().length > 0 && 'the whole answer'.startsWith(heard()), heard());
    assert.equal((await shown()).text, 'the whole answer');
  });

  it('answers one after the other, and one that waits is cancelled at once', async () => {
    const { backend, scheduler, time, generate } = newChat('the whole answer');
    const completions = new CompletionService(backend, scheduler, time.now);
    const first = generate();
    const second = generate();
    const third = generate();
    let keystroke: Promise<unknown> | undefined;
    backend.atCall(4, () => {
      // A pause must not let the second one in between.
      keystroke = completions.complete('a', key).result;
    });
    third.cancel();
    assert.deepEqual(await third.result, { kind: 'cancelled', reason: 'cancelled' });
    const outcomes = await Promise.all([first.result, second.result]);
    await keystroke;
    for (const outcome of outcomes) {
      assert.ok(outcome.kind === 'shown');
      assert.equal(outcome.value.text, 'the whole answer');
    }
  });

  it('tells a fault to whoever asked, and answers the next one', async () => {
    const { backend, generate, shown } = newChat('the whole answer');
    backend.atCall(3, () => {
      throw new Error('the binding failed');
    });
    await assert.rejects(generate().result, /the binding failed/);
    assert.equal((await shown()).text, 'the whole answer');
  });
});
