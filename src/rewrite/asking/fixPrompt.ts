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

/** Without the lines above: beside an example, a small model writes them again (2 of 8 problems solved, not 5). */
export function fixMessages({ problem, ...place }: FixQuestion): Prompt {
  const source = problem.source === undefined ? '' : ` (${problem.source})`;
  const instruction = [
    `fix this problem${source}: ${problem.message.trim()}`,
    `It is reported at the line: ${problem.lineText.trim()}`,
  ].join('\n');
  return rewriteMessages({ ...place, instruction });
}
