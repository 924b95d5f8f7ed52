// The rewrite bench's own parts: how many tasks there are of which kind, what counts as done, tasks made longer.
import assert from 'node:assert/strict';
import { longerTask } from '../../../bench/rewrite/longerTask.ts';
import { lineCount, readTasks } from '../../../bench/rewrite/task.ts';

describe('rewrite tasks', () => {
  it('are ninety, a third of them for reporting, and most are not done in the code as it is', async () => {
    const [tuning, reporting] = [await readTasks('tuning'), await readTasks('reporting')];
    assert.deepEqual([tuning.length, reporting.length], [60, 30]);
    const all = [...tuning, ...reporting];
    assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
    // The others' tests fail on the code as it is.
    assert.ok(all.filter(({ code, isDoneIn }) => !isDoneIn(code)).length > 60);
    for (const { name, code, signature = '', instruction } of all) {
      if (instruction.includes('rename')) continue;
      const plain = (text: string) => text.replaceAll(/\s+/g, ' ');
      assert.ok(plain(code).includes(plain(signature)), name);
    }
  });

  it('are of many languages, also those for reporting', async () => {
    const languages = new Set((await readTasks('reporting')).map(({ languageId }) => languageId));
    for (const id of 'typescript javascript python rust go java csharp css json markdown javascriptreact'.split(
      ' ',
    ))
      assert.ok(languages.has(id), id);
  });

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
