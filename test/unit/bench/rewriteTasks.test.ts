// The rewrite bench's own parts: how many tasks there are of which kind, what counts as done, tasks made longer.
import assert from 'node:assert/strict';
import { longerTask } from '../../../bench/rewrite/longerTask.ts';
import { lineCount, readTasks } from '../../../bench/rewrite/task.ts';

describe('rewrite tasks', () => {
  it('grow by the code of others around them, which must stay', async () => {
    const tasks = await readTasks('tuning');
    const task = tasks.find(({ name }) => name === 'simplifyGrade');
    assert.ok(task !== undefined);
    assert.equal(longerTask(task, tasks, 5), task);
    const longer = longerTask(task, tasks, 30);
    assert.ok(lineCount(longer) >= 30);
    assert.match(longer.instruction, /\(in is_leap only\)$/);
    assert.ok(longer.code.includes(task.code.trimEnd()) && longer.test.includes(task.test));
    assert.equal(longer.isDoneIn(longer.code), false);
    assert.equal(longer.isDoneIn(longer.code.replace(task.code.trimEnd(), 'def is_leap(year): ...')), true);
  });
});
