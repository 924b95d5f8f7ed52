// The rewrite bench's own parts: what counts as done, tasks made longer, and the witness that checks answers.
import assert from 'node:assert/strict';
import { longerTask } from '../../../bench/rewrite/longerTask.ts';
import { lineCount, readTasks } from '../../../bench/rewrite/task.ts';
import { Witness } from '../../../bench/rewrite/witness.ts';
import { FakeBackend } from '../../support/fakeBackend.ts';

describe('rewrite tasks', () => {
  it('are thirty, and what was asked is not done in the code as it is', async () => {
    const tasks = await readTasks();
    assert.equal(tasks.length, 30);
    // The others' tests fail on the code as it is.
    assert.equal(tasks.filter(({ code, isDoneIn }) => !isDoneIn(code)).length, 18);
  });

  it('grow by the code of others around them, which must stay', async () => {
    const tasks = await readTasks();
    const task = tasks.find(({ id }) => id === 6);
    assert.ok(task !== undefined);
    assert.equal(longerTask(task, tasks, 5), task);
    const longer = longerTask(task, tasks, 60);
    assert.ok(lineCount(longer) >= 60);
    assert.match(longer.instruction, /\(in is_leap only\)$/);
    assert.ok(longer.code.includes(task.code.trimEnd()) && longer.test.includes(task.test));
    assert.equal(longer.isDoneIn(longer.code), false);
    assert.equal(longer.isDoneIn(longer.code.replace(task.code.trimEnd(), 'def is_leap(year): ...')), true);
  });
});

describe('Witness', () => {
  it('confirms what each batch held likeliest, across what is dropped, and nothing else', async () => {
    const model = new FakeBackend();
    const witness = new Witness(model);
    const { backend } = witness;
    const request = { count: 3, boosted: [] };
    const best = (candidates: Awaited<ReturnType<typeof backend.evaluate>>) => candidates[0]?.token ?? -1;
    const first = best(await backend.evaluate(0, [65, 66], request));
    const wrong = first === 90 ? 91 : 90;
    const second = best((await backend.evaluateEach(0, [first, wrong], request))[0] ?? []);
    await backend.keepFirst(0, 3);
    await backend.evaluateEach(0, [second], request);
    assert.ok(witness.confirms(0, 2, [first, second]));
    assert.ok(!witness.confirms(0, 2, [first, second + 1]));
    assert.ok(!witness.confirms(0, 1, [first]));
  });
});
