// Asks for code to be rewritten so that a problem that a tool reports is gone. Pure.
import type { Prompt } from './prompt.ts';
import { type RewriteQuestion, rewriteMessages } from './rewritePrompt.ts';

export interface Problem {
  readonly message: string;
  /** What reports it, such as `ts` or `pylint`. */
  readonly source?: string | undefined;
  /** The line of the document that it is reported at. */
  readonly lineText: string;
}

export interface FixQuestion extends Omit<RewriteQuestion, 'instruction'> {
  readonly problem: Problem;
}

export function fixMessages({ problem, ...place }: FixQuestion): Prompt {
  const source = problem.source === undefined ? '' : ` (${problem.source})`;
  const instruction = `fix this problem${source}: ${problem.message.trim()}\nIt is reported at the line: ${problem.lineText.trim()}`;
  return rewriteMessages({ ...place, instruction });
}
