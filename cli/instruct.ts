// `hearth rewrite --jsonl` and `hearth ask --jsonl`: requests from standard input, one answer a line.
// Must not know what becomes of an instruction.
import type { Logger } from '../src/base/log.ts';
import { openSession } from './cliSession.ts';
import { askOnce, parseInstruction, rewriteOnce } from './instructRequest.ts';
import { answerLines } from './jsonLines.ts';

export async function instruct(command: 'rewrite' | 'ask', log: Logger): Promise<number> {
  const session = await openSession(log);
  const { client, context } = session;
  const answerOnce = async (line: string) => {
    const request = parseInstruction(line);
    return command === 'rewrite'
      ? await rewriteOnce(client, request, context)
      : await askOnce(client, request);
  };
  try {
    await answerLines(answerOnce);
    return 0;
  } finally {
    await session.close();
  }
}
