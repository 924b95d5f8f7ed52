// Proposals from question to end, with answers as models give them and all the ways in which they end early.
import assert from 'node:assert/strict';
import { neverCancelled } from '../../../../../src/base/cancellation.ts';
import { PendingDocument } from '../../../../../src/rewrite/pending/pendingDocument.ts';
import { rewriteQuestion, writeHereQuestion } from '../../../../../src/rewrite/run/proposalQuestions.ts';
import { type ProposalEnd, questionWith, runProposal } from '../../../../../src/rewrite/run/proposalRun.ts';
import { ManualCancellation } from '../../../../support/manualCancellation.ts';
import { MemoryDocument, nobodyListens } from '../../../../support/memoryDocument.ts';
import { type ScriptedAnswer, ScriptedAnswers } from '../../../../support/scriptedAnswers.ts';

const head = 'class A {\n';
const method = '  add(a, b) {\n    const c = a + b;\n    return c;\n  }';
const tail = '\n}\n';

/** What the model answers, without the indentation that the class gives. */
const better = 'add(a: number, b: number) {\n  const c = a + b;\n  return c;\n}';
const placed = '  add(a: number, b: number) {\n    const c = a + b;\n    return c;\n  }';

async function run(
  answer: ScriptedAnswer,
  setup: { document?: MemoryDocument; cancellation?: ManualCancellation } = {},
) {
  const client = new ScriptedAnswers();
  client.answer = answer;
  const document = setup.document ?? new MemoryDocument(head + method + tail);
  const pending = new PendingDocument(document, nobodyListens);
  document.onChange = (changes, isUndoOrRedo) => pending.changed(changes, isUndoOrRedo);
  const text = document.text();
  const startOffset = text.indexOf('  add');
  const region = { startOffset, endOffset: text.lastIndexOf('  }') + 3 };
  const file = { languageId: 'typescript', path: 'a.ts', text };
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const end = await runProposal(
    client,
    rewriteQuestion(file, region, 'Add types.', undefined),
    { pending, region, lineEnd },
    setup.cancellation ?? neverCancelled,
  );
  return { end, document, pending, client };
}

const pieces = (text: string) => text.match(/[\s\S]{1,5}/g) ?? [];

describe('a rewrite', () => {
  it('enters the document at its indentation and can be discarded', async () => {
    const { end, document, pending } = await run({ pieces: pieces(better) });
    assert.deepEqual(end, { kind: 'proposed' });
    assert.equal(document.text(), head + placed + tail);
    await pending.discard(() => true);
    assert.equal(document.text(), head + method + tail);
  });

  it('keeps the line ends of a Windows document', async () => {
    const windows = (text: string) => text.replaceAll('\n', '\r\n');
    const document = new MemoryDocument(windows(head + method + tail));
    await run({ pieces: pieces(better) }, { document });
    assert.equal(document.text(), windows(head + placed + tail));
  });

  const unchanged: readonly (readonly [string, ScriptedAnswer, ProposalEnd])[] = [
    ['says so when it changes nothing', { pieces: pieces(method) }, { kind: 'noChange' }],
    ['says so when it is empty', { pieces: [] }, { kind: 'emptyAnswer' }],
    [
      'says so when the model declines',
      { pieces: ['I’m sorry, no'.replace('’', "'")] },
      { kind: 'declined' },
    ],
    [
      'says why when there is no engine',
      { pieces: [], unavailable: 'noChat' },
      { kind: 'unavailable', reason: 'noChat', changeCount: 0 },
    ],
  ];
  for (const [what, answer, expected] of unchanged) {
    it(what, async () => {
      const { end, document, pending } = await run(answer);
      assert.deepEqual(end, expected);
      assert.equal(document.text(), head + method + tail);
      assert.deepEqual(pending.hunks, []);
      assert.equal(pending.state.region, undefined);
    });
  }

  for (const [what, answer, kind] of [
    ['is cut off', { pieces: pieces(better.slice(0, 60)), finishReason: 'maxTokens' }, 'cutOff'],
    [
      'crashes with its engine',
      { pieces: pieces(better.slice(0, 60)), unavailable: 'engineCrashed' },
      'unavailable',
    ],
  ] as const) {
    it(`keeps what came when it ${what}, to decide about`, async () => {
      const { end, document, pending } = await run(answer);
      assert.equal(end.kind, kind);
      assert.ok('changeCount' in end && end.changeCount === 1);
      assert.equal(document.text(), head + method.replace('(a, b)', '(a: number, b: number)') + tail);
      await pending.discard(() => true);
      assert.equal(document.text(), head + method + tail);
    });
  }

  it('ends when it is stopped', async () => {
    const cancellation = new ManualCancellation();
    const { end, document } = await run(
      { pieces: pieces(better), before: (index) => index === 3 && cancellation.cancel() },
      { cancellation },
    );
    assert.deepEqual(end, { kind: 'stopped', changeCount: 0 });
    assert.equal(document.text(), head + method + tail);
  });

  it('ends the generation when its document takes no edits', async () => {
    const document = new MemoryDocument(head + method + tail);
    document.isReadOnly = true;
    const { end } = await run({ pieces: pieces(better) }, { document });
    assert.deepEqual(end, { kind: 'refused' });
  });

  it('ends when someone edits what it replaces', async () => {
    const document = new MemoryDocument(head + method + tail);
    const edit = (index: number) => index === 2 && document.insert(document.text().indexOf('return'), '!');
    const { end } = await run({ pieces: pieces(better), before: edit }, { document });
    assert.equal(end.kind, 'textChanged');
    assert.ok(document.text().includes('!return'));
  });

  it('leaves no sign of writing behind after a fault', async () => {
    const document = new MemoryDocument(head + method + tail);
    const pending = new PendingDocument(document, {
      ...nobodyListens,
      beforeProposal: async () => {
        throw new Error('no space left');
      },
    });
    document.onChange = (changes, isUndoOrRedo) => pending.changed(changes, isUndoOrRedo);
    const client = new ScriptedAnswers();
    client.answer = { pieces: pieces(better) };
    const region = { startOffset: head.length, endOffset: head.length + method.length };
    const file = { languageId: 'typescript', path: 'a.ts', text: document.text() };
    const question = rewriteQuestion(file, region, 'Add types.', undefined);
    await assert.rejects(
      runProposal(client, question, { pending, region, lineEnd: '\n' }, neverCancelled),
      (error) => error instanceof Error && /space/.test(String(error.cause)),
    );
    assert.equal(document.text(), head + method + tail);
    assert.equal(pending.state.region, undefined);
  });
});

describe('an answer that is not what was asked for', () => {
  const complaint = { kind: 'headChanged', names: ['add(a, b)'] } as const;

  async function twice(
    second: 'rewrite' | 'notAsked',
    before: (document: MemoryDocument) => void = () => {},
  ) {
    const client = new ScriptedAnswers();
    const document = new MemoryDocument(head + method + tail);
    client.answer = { pieces: pieces(better), before: (index) => index === 3 && before(document) };
    const pending = new PendingDocument(document, nobodyListens);
    document.onChange = (changes, isUndoOrRedo) => pending.changed(changes, isUndoOrRedo);
    const region = { startOffset: head.length, endOffset: head.length + method.length };
    const file = { languageId: 'typescript', path: 'a.ts', text: document.text() };
    const question = rewriteQuestion(file, region, 'Simplify.', undefined);
    const end = await runProposal(
      client,
      {
        ...question,
        clean: () => ({ kind: 'notAsked', text: 'wrong', complaint }),
        again: () => ({
          ...question,
          clean: () => ({ kind: second, text: placed, complaint }),
          again: () => undefined,
        }),
      },
      { pending, region, lineEnd: '\n' },
      neverCancelled,
    );
    return { end, document, pending, asked: client.asked.length };
  }

  it('is asked for once more, in the same place', async () => {
    const { end, document, pending, asked } = await twice('rewrite');
    assert.deepEqual([end, asked], [{ kind: 'proposed' }, 2]);
    assert.equal(document.text(), head + placed + tail);
    await pending.discard(() => true);
    assert.equal(document.text(), head + method + tail);
  });

  it('leaves nothing in the document, and is told with what is wrong', async () => {
    const { end, document, pending } = await twice('notAsked');
    const region = { startOffset: head.length, endOffset: head.length + method.length };
    assert.deepEqual(end, { kind: 'notAsked', text: placed, region, complaint });
    assert.equal(document.text(), head + method + tail);
    assert.deepEqual(pending.hunks, []);
    assert.equal(pending.state.region, undefined);
  });

  it('says what it would replace where that stands by now', async () => {
    const { end, document } = await twice('notAsked', (typed) => typed.insert(0, '// above\n'));
    assert.ok(end.kind === 'notAsked');
    assert.equal(document.text().slice(end.region.startOffset, end.region.endOffset), method);
  });
});

it('a rewrite is stopped while a server is asked what comes of it', async () => {
  const document = new MemoryDocument(head + method + tail);
  const pending = new PendingDocument(document, nobodyListens);
  document.onChange = (changes, isUndoOrRedo) => pending.changed(changes, isUndoOrRedo);
  const cancellation = new ManualCancellation();
  const question = {
    ...questionWith(placed),
    clean: () => {
      setImmediate(() => cancellation.cancel());
      return new Promise<never>(() => {});
    },
  };
  const region = { startOffset: head.length, endOffset: head.length + method.length };
  const place = { pending, region, lineEnd: '\n' as const };
  const end = await runProposal(new ScriptedAnswers(), question, place, cancellation);
  assert.deepEqual(end, { kind: 'stopped', changeCount: 0 });
  assert.equal(document.text(), head + method + tail);
  assert.equal(pending.state.region, undefined);
});

describe('writing at the cursor', () => {
  it('streams whole lines in as one change behind the cursor’s indentation', async () => {
    const text = 'function f() {\n  \n}\n';
    const document = new MemoryDocument(text);
    const pending = new PendingDocument(document, nobodyListens);
    document.onChange = (changes, isUndoOrRedo) => pending.changed(changes, isUndoOrRedo);
    const client = new ScriptedAnswers();
    const seen: string[] = [];
    client.answer = {
      pieces: ['  const a = 1;\n', '  return a;'],
      before: () => seen.push(document.text()),
    };
    const offset = text.indexOf('\n}');
    const file = { languageId: 'typescript', path: 'a.ts', text };
    const end = await runProposal(
      client,
      writeHereQuestion(file, offset, 'return one'),
      { pending, region: { startOffset: offset, endOffset: offset }, lineEnd: '\n' },
      neverCancelled,
    );
    assert.deepEqual(end, { kind: 'proposed' });
    assert.equal(document.text(), 'function f() {\n  const a = 1;\n  return a;\n}\n');
    assert.equal(pending.hunks.length, 1);
    document.undo();
    assert.equal(document.text(), text);
  });
});
