// `hearth rewrite --jsonl` and `hearth ask --jsonl`: requests from standard input, one answer a line.
// Must not know what becomes of an instruction.
import { createInterface } from 'node:readline';
import type { Logger } from '../src/log.ts';
import { openSession } from './cliSession.ts';
import { askOnce, parseInstruction, rewriteOnce } from './instructRequest.ts';

/** In order, one at a time; a bad line gets an error line, not an end. */
export async function instruct(command: 'rewrite' | 'ask', log: Logger): Promise<number> {
  const session = await openSession(log);
  const answerOnce = command === 'rewrite' ? rewriteOnce : askOnce;
  try {
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === '') continue;
      try {
        console.log(JSON.stringify(await answerOnce(session.client, parseInstruction(line))));
      } catch (error: unknown) {
        console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
      }
    }
    return 0;
  } finally {
    await session.close();
  }
}
