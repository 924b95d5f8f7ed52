// What the model saw and chose, told afterwards: nothing is computed for it.
import assert from 'node:assert/strict';
import { CompletionService } from '../../../../engine/completion/completionService.ts';
import { promptPieces } from '../../../../engine/completion/explanations.ts';
import { Scheduler } from '../../../../engine/computing/scheduler.ts';
import { completeParams as ask } from '../../../support/completeParams.ts';
import { FakeBackend } from '../../../support/fakeBackend.ts';

const newService = (backend: FakeBackend) =>
  new CompletionService(backend, new Scheduler(), () => performance.now());

describe('explain', () => {
  let backend: FakeBackend;
  let service: CompletionService;

  beforeEach(() => {
    backend = new FakeBackend();
    service = newService(backend);
  });

  it('tells the prompt, what was reused, and the answer token by token', async () => {
    await service.complete('a', ask('const x = 1;\nlet ')).result;
    const outcome = await service.complete('a', ask('const x = 1;\nlet y')).result;
    assert.ok(outcome.kind === 'shown');
    const [run] = service.explain(() => true);
    assert.ok(run);
    const before = run.prompt.map(({ text }) => text).join('');
    assert.ok((before + run.forcedText).endsWith('let y'), before);
    assert.equal(run.prompt.find(({ isControl }) => isControl)?.text, '<|fim_prefix|>');
    assert.equal(run.reused, outcome.value.counters.reused);
    assert.equal(run.prompt.length - run.reused, outcome.value.counters.evaluated);
    assert.equal(run.text, outcome.value.text);
    assert.equal(run.answer.length, outcome.value.counters.generated);
    assert.equal(run.isNear, false);
    for (const { probability } of run.answer) assert.ok(probability > 0 && probability <= 1);
  });

  it('keeps the last six, newest first, and computes nothing', async () => {
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((letter) => `let ${letter}`))
      await service.complete('a', ask(text)).result;
    const callsBefore = backend.calls;
    const runs = service.explain(() => true);
    assert.equal(runs.length, 6);
    const typed = runs.map(({ prompt, forcedText }) => prompt.map(({ text }) => text).join('') + forcedText);
    assert.ok(typed[0]?.endsWith('let g'));
    assert.ok(typed[5]?.endsWith('let b'));
    assert.equal(backend.calls, callsBefore);
  });

  it('tells owners of their own runs only, and forgets those of closed documents', async () => {
    await service.complete('a', ask('let x')).result;
    await service.complete('b', ask('let y')).result;
    assert.equal(service.explain((owner) => owner === 'b').length, 1);
    service.release((owner) => owner === 'a');
    assert.equal(service.explain(() => true).length, 1);
  });
});

describe('promptPieces', () => {
  const { vocabulary } = new FakeBackend();

  it('joins the bytes of a character', () => {
    const bytes = [...new TextEncoder().encode('aé')];
    assert.deepEqual(
      promptPieces(bytes, vocabulary).map(({ text }) => text),
      ['a', '', 'é'],
    );
  });

  it('shows what is no character as that', () =>
    assert.deepEqual(promptPieces([0xc3], vocabulary), [{ text: '\uFFFD', isControl: false }]));

  it('names control tokens', () => {
    const { fimMiddle } = vocabulary.control;
    assert.ok(fimMiddle !== undefined);
    assert.deepEqual(promptPieces([fimMiddle], vocabulary), [{ text: '<|fim_middle|>', isControl: true }]);
  });
});
