// How fast a server answers from here, network included, by asking it as Hearth asks. Must not know products.
import { randomUUID } from 'node:crypto';
import type { Vocabulary } from '../llama/backend.ts';
import type { MeasuredSpeed } from '../protocol/protocol.ts';
import type { ServerDialect } from './serverDialect.ts';

const text = 'export function area(width: number, height: number): number {\n  return width * height;\n}\n\n';
const repeats = 16;
const prefillTokens = 128;
const decodeSteps = 6;

/** Half a second of a slow server's time. Others' requests count: that is the speed that there is. */
export async function measureServer(
  dialect: ServerDialect,
  vocabulary: Vocabulary,
  session: string,
  now: () => number,
): Promise<MeasuredSpeed> {
  const code = vocabulary.tokenize(text.repeat(repeats));
  // What a server has been given before it would not evaluate again.
  const prompt = [...vocabulary.tokenize(`// ${randomUUID()}\n`), ...code].slice(0, prefillTokens);
  const { signal } = new AbortController();
  const request = { candidates: 1, allowed: [], session };
  const startMs = now();
  let firstMs = startMs;
  let steps = 0;
  for await (const _ of dialect.steps({ ...request, tokens: prompt, maxTokens: decodeSteps + 1 }, signal)) {
    if (steps === 0) firstMs = now();
    steps++;
  }
  const decoded = Math.max(1, steps - 1);
  const perToken = Math.max(now() - firstMs, 1) / decoded;
  const prefillMs = Math.max(firstMs - startMs - perToken, 1);
  return {
    prefillTokensPerSecond: (prompt.length * 1000) / prefillMs,
    decodeTokensPerSecond: 1000 / perToken,
    charactersPerToken: (text.length * repeats) / code.length,
  };
}
