// Rewrites a task's code as the editor does, with a second try where the first is not what was asked for, and measures
// plain decoding of the same prompt beside it. Must not know how results are judged or printed.
import type { Grammar } from '../../src/context/syntax/grammars.ts';
import type { Prompt } from '../../src/rewrite/asking/prompt.ts';
import {
  type CleanRewrite,
  type FramedRewrite,
  framedRewrite,
  nothingAnswered,
} from '../../src/rewrite/frame/framedRewrite.ts';
import type { Decoded, PromptRunner } from './promptRunner.ts';
import type { RewriteTask } from './task.ts';

export interface Rewritten {
  readonly clean: CleanRewrite;
  /** Of each try; none where no model is needed. */
  readonly decoded: readonly Decoded[];
  /** What the model wrote last. */
  readonly answer: string;
  /** Of the code that is proposed, forced or written: what somebody who waits gets. */
  readonly proposedTokens: number;
}

/** Enough to know how fast tokens come one by one. */
const plainTokens = 48;

export class Rewriter {
  private readonly runner: PromptRunner;

  constructor(runner: PromptRunner) {
    this.runner = runner;
  }

  framed(
    { languageId, name, before, code, after, instruction }: RewriteTask,
    grammar: Grammar | undefined,
  ): FramedRewrite {
    return framedRewrite({ languageId, path: name, before, selection: code, after }, instruction, grammar);
  }

  async rewrite(first: FramedRewrite): Promise<Rewritten> {
    const decoded: Decoded[] = [];
    let attempt = first;
    for (;;) {
      const { prompt, clean, again } = attempt;
      if (prompt === undefined) return this.done(clean(nothingAnswered), decoded, '');
      const { text: answer, decoded: done } = await this.runner.answer(prompt);
      decoded.push(done);
      const { holes, finish } = done.result;
      if (typeof finish === 'object') throw new Error('Nobody stops a bench.');
      const cleaned = clean({ text: answer, holes, finishReason: finish });
      const next = cleaned.kind === 'notAsked' ? again(answer, cleaned.complaint) : undefined;
      if (next === undefined) return this.done(cleaned, decoded, answer);
      attempt = next;
    }
  }

  private done(clean: CleanRewrite, decoded: readonly Decoded[], answer: string): Rewritten {
    const proposedTokens = clean.kind === 'rewrite' ? this.runner.tokenCount(clean.text) : 0;
    return { clean, decoded, answer, proposedTokens };
  }

  /** The same prompt, one token after the other. */
  async plain(prompt: Prompt): Promise<Decoded> {
    const hole = { stopTexts: [], maxTokens: plainTokens };
    return (await this.runner.answer({ ...prompt, form: [{ hole }] })).decoded;
  }
}
