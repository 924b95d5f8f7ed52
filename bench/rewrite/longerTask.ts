// Makes a task longer: the same request for one function, in a selection with the code of other tasks around it.
// Everything else must stay as it was, to the letter. Must not know how tasks are answered.
import { lineCount, type RewriteTask } from './task.ts';

/** With as many others of its language as it takes to `lines`; half of them before it. */
export function longerTask(task: RewriteTask, others: readonly RewriteTask[], lines: number): RewriteTask {
  const around: RewriteTask[] = [];
  let count = lineCount(task);
  for (const other of others) {
    if (count >= lines) break;
    if (other === task || other.languageId !== task.languageId || other.before + other.after !== '') continue;
    around.push(other);
    count += lineCount(other) + 1;
  }
  if (around.length === 0) return task;
  const middle = Math.floor(around.length / 2);
  const parts = [...around.slice(0, middle), task, ...around.slice(middle)];
  return {
    ...task,
    instruction: `${task.instruction} (in ${nameIn(task)} only)`,
    code: `${parts.map(({ code }) => code.trimEnd()).join('\n\n')}\n`,
    isDoneIn: (result) => {
      const texts = around.map(({ code }) => code.trimEnd());
      const rest = texts.reduce((left, code) => left.replace(code, ''), result);
      return texts.every((code) => result.includes(code)) && task.isDoneIn(rest);
    },
  };
}

function nameIn({ code, signature }: RewriteTask): string {
  const name = /\b(?:function|class|def) (\w+)/.exec(signature ?? code)?.[1] ?? /\b(\w+)\(/.exec(code)?.[1];
  if (name === undefined) throw new Error('A task has a function or a class.');
  return name;
}
