// llama.vscode's rules: its prompt, its cache, what it cuts, what it computes ahead, and no gate. Warming and computing
// ahead cost it no time here, because they fall into pauses. Must not know Hearth's rules.
import type { Layout } from '../layouts.ts';
import { latencyMsOf } from './engineInProcess.ts';
import type { Suggested, Suggester } from './suggester.ts';

const maxCharactersRight = 8;
const cachedAnswers = 250;

export class PeerSuggester implements Suggester {
  readonly name = 'llama.vscode';
  private readonly layout: Layout;
  /** By everything before and after the cursor; the last used last. */
  private readonly cache = new Map<string, string>();

  constructor(layout: Layout) {
    this.layout = layout;
  }

  /** Evaluates the prompt, of which the first key finds all that stands before it. */
  async begin(text: string, offset: number): Promise<void> {
    await this.layout.answer(text, offset);
  }

  change(): void {}

  pass(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async suggest(text: string, offset: number): Promise<Suggested> {
    const before = text.slice(0, offset);
    const after = text.slice(offset);
    const [restOfLine = '', nextLine = ''] = after.split('\n');
    if (restOfLine.length > maxCharactersRight)
      return { shown: undefined, source: 'none', latencyMs: 0, generatedTokens: 0 };
    const cached = this.lookUp(before, after);
    if (cached !== undefined) {
      return {
        shown: shownAt(cached, offset, restOfLine, nextLine),
        source: 'memory',
        latencyMs: 0,
        generatedTokens: 0,
      };
    }
    const sample = await this.layout.answer(text, offset);
    this.keep(before, after, sample.text);
    const shown = shownAt(sample.text, offset, restOfLine, nextLine);
    if (shown !== undefined) await this.lookAhead(before, shown.text, after);
    const { evaluatedTokens: evaluated, generatedTokens: generated } = sample;
    return {
      shown,
      source: 'engine',
      latencyMs: latencyMsOf({ evaluated, generated, reused: 0 }),
      generatedTokens: generated,
    };
  }

  /** What follows the suggestion once it is accepted. */
  private async lookAhead(before: string, shown: string, after: string): Promise<void> {
    const accepted = before + shown;
    if (this.lookUp(accepted, after) !== undefined) return;
    const sample = await this.layout.answer(accepted + after, accepted.length);
    this.keep(accepted, after, sample.text);
  }

  /** Goes back over the line for an answer that what was typed since agrees with. */
  private lookUp(before: string, after: string): string | undefined {
    const lineStart = before.lastIndexOf('\n') + 1;
    for (let end = before.length; end >= lineStart; end--) {
      const answer = this.cache.get(keyOf(before.slice(0, end), after));
      const typed = before.slice(end);
      if (answer?.startsWith(typed) !== true || (typed !== '' && answer.length === typed.length)) continue;
      this.keep(before.slice(0, end), after, answer);
      return answer.slice(typed.length);
    }
    return undefined;
  }

  private keep(before: string, after: string, answer: string): void {
    const key = keyOf(before, after);
    this.cache.delete(key);
    this.cache.set(key, answer);
    const [oldest] = this.cache.keys();
    if (oldest !== undefined && this.cache.size > cachedAnswers) this.cache.delete(oldest);
  }
}

function keyOf(before: string, after: string): string {
  return `${before}\u0000${after}`;
}

/** Nothing when it is empty, the rest of the line or the next line; without what the rest of the line says again. */
function shownAt(answer: string, offset: number, restOfLine: string, nextLine: string): Suggested['shown'] {
  const line = answer.split('\n')[0] ?? '';
  const rest = restOfLine.trim();
  const isRepeat = line.trim() === rest || (rest === '' && line.trim() === nextLine.trim());
  if (line.trim() === '' || isRepeat) return undefined;
  const text = rest !== '' && line.trimEnd().endsWith(rest) ? line.trimEnd().slice(0, -rest.length) : line;
  return text.trim() === '' ? undefined : { text, startOffset: offset, endOffset: offset };
}
