// Answers in parts: what is forced, where holes end, what is told, what the sequence holds, and repeats in words.
import assert from 'node:assert/strict';
import { ChatService } from '../../../../engine/chat/chatService.ts';
import { allowedFirst, holeEnd } from '../../../../engine/chat/holeRules.ts';
import { lengthBeforeRepeat, repeatedFrom } from '../../../../engine/chat/repeats.ts';
import { prefillChunkTokens } from '../../../../engine/computing/kvCache.ts';
import { Scheduler } from '../../../../engine/computing/scheduler.ts';
import type { FormPart, Hole } from '../../../../engine/protocol/chatProtocol.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';
import { ManualTime } from '../../../support/manualTime.ts';

const hole = (rules: Partial<Hole>): FormPart => ({ hole: { stopTexts: [], maxTokens: 200, ...rules } });

async function filled(
  script: string,
  form: readonly FormPart[],
  endsAtRepeat = false,
  checksGuesses = true,
  doubtAt?: number,
) {
  const backend = new FakeBackend();
  backend.doubtAt = doubtAt;
  backend.checksGuesses = checksGuesses;
  backend.script = script;
  const time = new ManualTime();
  const chat = new ChatService(backend, new Scheduler(), time.now, time.setTimer, () => {});
  let heard = '';
  const { result } = chat.generate(
    'a',
    {
      generationId: '1',
      conversation: 'c',
      messages: [{ role: 'user', text: 'x' }],
      form,
      maxTokens: 400,
      endsAtRepeat,
    },
    (delta) => {
      heard += delta;
    },
  );
  const outcome = await result;
  assert.ok(outcome.kind === 'shown', JSON.stringify(outcome));
  assert.equal(heard, outcome.value.text);
  const context = backend.contexts.at(-1);
  const held = context?.held[0] ?? [];
  const plain = held.map((token) => (token < 256 ? String.fromCharCode(token) : '')).join('');
  return {
    ...outcome.value,
    sizes: context?.sizes ?? [],
    held: plain.slice(plain.indexOf('assistant\n') + 'assistant\n'.length),
  };
}

describe('a form', () => {
  it('forces text between holes, whatever the model would go on with', async () => {
    // The fake says its script by position: what it says while it is forced is lost, as a model’s would be.
    const { text, holes, held } = await filled('one\n....two\n....three', [
      { text: '/** ' },
      hole({ stopTexts: ['\n'] }),
      { text: ' */\n' },
      hole({ stopTexts: ['\n'] }),
      { text: '\nend' },
    ]);
    assert.deepEqual(
      holes.map((each) => each.text),
      ['one', '.two'],
    );
    assert.equal(text, '/** one */\n.two\nend');
    assert.ok(text.startsWith(held), held);
  });

  it('goes on behind a hole from what the hole holds, and no further', async () => {
    const { held } = await filled('abc\n', [
      hole({ stopTexts: ['c\n'] }),
      { text: '!' },
      hole({ maxTokens: 1 }),
    ]);
    assert.equal(held, 'ab!');
  });

  it('ends a body before the first line that is indented less', async () => {
    const { text, holes } = await filled('  a();\n\n  b();\n}\nmore', [
      { text: 'f() {\n' },
      hole({ indentedBy: 1 }),
      { text: '\n}' },
    ]);
    assert.equal(holes[0]?.text, '  a();\n\n  b();');
    assert.equal(text, 'f() {\n  a();\n\n  b();\n}');
  });

  it('says which hole came to no end', async () => {
    const { holes } = await filled('abcdefgh', [
      hole({ maxTokens: 3 }),
      { text: '|' },
      hole({ maxTokens: 2 }),
    ]);
    assert.deepEqual(
      holes.map(({ finishReason }) => finishReason),
      ['maxTokens', 'maxTokens'],
    );
  });

  it('begins a hole with what it is to begin with', async () => {
    const { holes } = await filled('\nnone', [hole({ startsWith: ' ', maxTokens: 3 })]);
    assert.equal(holes[0]?.text[0], ' ');
  });

  it('keeps characters of several bytes whole', async () => {
    const { text } = await filled('grün\nx', [
      hole({ stopTexts: ['\n'] }),
      { text: '→' },
      hole({ maxTokens: 1 }),
    ]);
    assert.ok(text.startsWith('grün→'), text);
  });

  it('does not stay what it may not be, and goes on from what it became', async () => {
    const { text, holes, held, finishReason } = await filled('abc\n!', [
      { text: '(' },
      hole({ stopTexts: ['\n'], mayNotBe: 'abc', draftFrom: 'abc' }),
      { text: ')' },
      hole({ maxTokens: 1 }),
    ]);
    assert.notEqual(holes[0]?.text, 'abc');
    assert.equal(holes[0]?.text.length, 3);
    assert.ok(text.startsWith(`(${holes[0]?.text})`), text);
    assert.ok(text.startsWith(held), held);
    assert.equal(finishReason, 'maxTokens');
  });

  it('becomes something else in small batches, and holds what it became', async () => {
    const long = 'abcdefghij'.repeat(30);
    const form = [
      hole({ stopTexts: ['\n'], mayNotBe: long, draftFrom: long, maxTokens: 400 }),
      { text: ')' },
      hole({ maxTokens: 1 }),
    ];
    const { holes, held, text, sizes } = await filled(`${long}\n!`, form, false, true, 250);
    assert.equal(holes[0]?.text, `${long.slice(0, 250)}\0${long.slice(251)}`);
    assert.ok(text.startsWith(held), held);
    assert.ok(Math.max(...sizes) <= prefillChunkTokens, sizes.join(' '));
  });

  it('stays what differs by itself', async () => {
    const { holes } = await filled('abd\n', [hole({ stopTexts: ['\n'], mayNotBe: 'abc' })]);
    assert.equal(holes[0]?.text, 'abd');
  });

  it('does not stay what it may not be where guesses are not checked, as on a server', async () => {
    const form = [hole({ stopTexts: ['\n'], mayNotBe: 'abc' }), { text: ')' }];
    const { holes } = await filled('abc\n', form, false, false);
    assert.notEqual(holes[0]?.text, 'abc');
    assert.equal(holes[0]?.text.length, 3);
  });

  it('ends words at the first sentence that was there', async () => {
    const loop =
      'It adds two numbers up. Then it returns them. It adds two numbers up. Then it returns them.';
    const { text, finishReason } = await filled(loop, [hole({})], true);
    assert.equal(text, 'It adds two numbers up. Then it returns them.');
    assert.equal(finishReason, 'repetition');
  });
});

describe('holeEnd', () => {
  for (const [text, ends, expected] of [
    [' number, b', ',)', ' number'],
    [' Map<string, number>)', ',)', ' Map<string, number>'],
    [' (a: number) => void, b', ',)=', ' (a: number) => void'],
    [' number = 2', ',)=', ' number'],
    [' { a: string } {', '{;', ' { a: string }'],
    [' string | { b: 1 } {', '{;', ' string | { b: 1 }'],
    [' dict[str, int]:', ':', ' dict[str, int]'],
    [' number', ',)', undefined],
    [' number\n', ',)', ' number'],
    [' a]', ',)', ' a'],
  ] as const) {
    it(JSON.stringify(text), () => {
      const end = holeEnd(text, { outsideBrackets: ends });
      assert.equal(end === undefined ? undefined : text.slice(0, end), expected);
    });
  }
});

describe('the first token of a hole', () => {
  const tokens = [' (', '\n', ' The', 'The', ' `a'];
  const candidates = tokens.map((_, token) => ({ token, probability: 1 / (token + 2) }));
  const allowed = (rules: Partial<Hole>) =>
    allowedFirst(candidates, { stopTexts: [], maxTokens: 9, ...rules }, (token) =>
      Buffer.from(tokens[token] ?? ''),
    ).map(({ token }) => tokens[token]);

  it('begins as it is to', () => assert.deepEqual(allowed({ startsWith: ' ' }), [' (', ' The', ' `a']));

  it('is a word, or a name in code marks, where sentences are written', () =>
    assert.deepEqual(allowed({ startsWith: ' ', maxSentences: 1 }), [' The', ' `a']));
});

describe('the end of sentences', () => {
  for (const [text, maxSentences, expected] of [
    [' Adds two numbers. Then it', 1, ' Adds two numbers.'],
    [' Adds two numbers. Then it', 2, undefined],
    [' Adds. Returns! More', 2, ' Adds. Returns!'],
    [' Calls `a.b. c` for 1.5 of them, e.g. two. Then', 1, ' Calls `a.b. c` for 1.5 of them, e.g. two.'],
    [' Calls `a. b', 1, undefined],
    [' Adds two numbers.', 1, undefined],
    ['把两个数相加。然后', 1, '把两个数相加。'],
  ] as const) {
    it(JSON.stringify([text, maxSentences]), () => {
      const end = holeEnd(text, { maxSentences });
      assert.equal(end === undefined ? undefined : text.slice(0, end), expected);
    });
  }
});

describe('repeats', () => {
  for (const [text, rest] of [
    ['A line that is long.\nAnother one is here.\nA line that is long.\n', 'A line that is long.\n'],
    ['- A point of the list\n- Other points of it\n* A point of the list\n', '* A point of the list\n'],
    ['Yes.\nYes.\n', undefined],
    ['```\nconst a = someValue;\nconst a = someValue;\n```\n', undefined],
    ['It returns the value 1.5 of a. It is done now.', undefined],
  ] as const) {
    it(JSON.stringify(text), () => {
      const from = repeatedFrom(text);
      assert.equal(from === undefined ? undefined : text.slice(from), rest);
    });
  }

  it('holds back what may become a repeat', () => {
    const first = 'It adds numbers up here. ';
    assert.equal(lengthBeforeRepeat(`${first}It adds`), first.length - 1);
    assert.equal(lengthBeforeRepeat(`${first}It subtracts`), first.length + 'It subtracts'.length);
  });
});
