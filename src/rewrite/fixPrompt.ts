// Asks for code to be rewritten so that a problem that a tool reports is gone. Pure.
import { lastLines, type Prompt } from './prompt.ts';
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

/** Names are often misspelt just below where they are declared. */
const charactersAbove = 600;

export function fixMessages({ problem, ...place }: FixQuestion): Prompt {
  const source = problem.source === undefined ? '' : ` (${problem.source})`;
  const above = lastLines(place.before, charactersAbove).trimEnd();
  const instruction = [
    `fix this problem${source}: ${problem.message.trim()}`,
    `It is reported at the line: ${problem.lineText.trim()}`,
    ...(above === '' ? [] : [`The lines above it, which stay as they are:\n${above}`]),
  ].join('\n');
  return rewriteMessages({ ...place, instruction });
}
