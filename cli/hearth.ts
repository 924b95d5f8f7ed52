// The command line: `hearth complete FILE:LINE:COL`, `hearth complete --jsonl`, `hearth rewrite --jsonl`, `hearth ask --jsonl`, `hearth model`, `hearth tune`.
// Reads arguments and streams; everything else is the product's own parts.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type CliSession, openSession } from './cliSession.ts';
import { completeOnce, parseRequest } from './completeRequest.ts';
import { instruct } from './instruct.ts';
import { answerLines } from './jsonLines.ts';
import { languageOf, offsetAt, parseLocation } from './location.ts';
import { model } from './model.ts';
import { tune } from './tune.ts';

const usage = `Usage:
  hearth complete FILE:LINE:COLUMN   the suggestion at a place, and its timings
  hearth complete --jsonl            requests from standard input, one JSON object a line, one answer a line
  hearth complete --tuned …          either, with the copy of the model tuned to code, if there is one
  hearth rewrite --jsonl             the same for rewriting a selection, with an instruction
  hearth ask --jsonl                 the same for a question about it
  hearth model [FILE] [--context N] [--sequences N] [--quantization Q4_0|Q5_0|Q8_0|F16] [--json]
                                     what a model file is, and the memory that it takes
  hearth tune [FILE] [--out FILE] [--max-id N]
                                     makes that copy: of ASCII text the tokens with ids below N (50,000) stay
`;

/** Everything but answers goes to standard error. */
const log = {
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: (message: string) => console.error(message),
  error: (message: string) => console.error(message),
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  if (args[0] === 'model') return await model(args.slice(1), log);
  if ((args[0] === 'rewrite' || args[0] === 'ask') && args[1] === '--jsonl')
    return await instruct(args[0], log);
  if (args[0] === 'tune') return await tune(args.slice(1), log);
  const usesTuned = args[1] === '--tuned';
  const [command, target] = usesTuned ? [args[0], args[2]] : args;
  if (command !== 'complete' || target === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const session = await openSession(log, { usesTuned });
  try {
    if (target === '--jsonl') await answerLines((line) => completeOnce(session, parseRequest(line)));
    else await answerPlace(session, target);
    return 0;
  } finally {
    await session.close();
  }
}

async function answerPlace(session: CliSession, place: string): Promise<void> {
  const { file, line, column } = parseLocation(place);
  const text = await readFile(file, 'utf8');
  const offset = offsetAt(text, line, column);
  const answer = await completeOnce(session, {
    path: path.resolve(file),
    languageId: languageOf(file),
    before: text.slice(0, offset),
    after: text.slice(offset),
  });
  console.log(answer.text);
  const { ms, tokens, kind, reason, confidence } = answer;
  console.error(
    `${kind} (${reason}), confidence ${confidence.toFixed(2)}; ${tokens.evaluated} tokens evaluated, ${tokens.generated} generated; ` +
      `context ${ms.context.toFixed(1)} ms, prefill ${ms.prefill.toFixed(0)} ms, decode ${ms.decode.toFixed(0)} ms, total ${ms.total.toFixed(0)} ms`,
  );
}
