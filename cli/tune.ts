// `hearth tune`: makes the copy of a model file tuned to code. Arguments and progress in, sizes out.
// Must not know how files are tuned.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CancellationTokenSource } from 'vscode-jsonrpc';
import type { TuneResult, VocabularyRule } from '../engine/protocol/tuneProtocol.ts';
import type { Logger } from '../src/base/log.ts';
import { engineErrorName } from '../src/client/engineError.ts';
import { ownEngineParts } from '../src/client/ownEngine.ts';
import { tuneInOwnEngine } from '../src/client/tuneInOwnEngine.ts';
import { hearthHome } from '../src/models/files/hearthHome.mjs';
import { defaultVocabularyRule } from '../src/models/files/tunedCopies.ts';
import { tunedPathOf } from '../src/models/tuning/tunedFiles.ts';
import { engineFile, findModel } from './cliSession.ts';

const interruptedExitCode = 130;

/** Resolves with the exit code. @throws Error with a sentence for the user. */
export async function tune(args: readonly string[], log: Logger): Promise<number> {
  const { original, target, rule } = await readArguments(args);
  const source = new CancellationTokenSource();
  process.once('SIGINT', () => source.cancel());
  const parts = { ...ownEngineParts(engineFile, log), lowerPriority: () => {} };
  const request = { modelPath: original, targetPath: target, rule };
  console.error(`Tuning ${original} into ${target}`);
  try {
    return tell(await tuneInOwnEngine(parts, request, percentWriter(), source.token), target);
  } catch (error: unknown) {
    if (engineErrorName(error) === undefined || !(error instanceof Error)) throw error;
    console.error(`\n${error.message}`);
    return 1;
  }
}

function tell(result: TuneResult, target: string): number {
  switch (result.kind) {
    case 'tuned': {
      const share = ((1 - result.bytesAfter / result.bytesBefore) * 100).toFixed(0);
      console.error(
        `\n${result.bytesBefore} → ${result.bytesAfter} bytes (${share} % less), ` +
          `${result.tokensBefore} → ${result.tokensAfter} tokens; the first tokens are the original's.`,
      );
      console.log(target);
      return 0;
    }
    case 'alreadyTuned':
      console.error('\nThis file is a tuned copy already.');
      return 1;
    case 'cancelled':
      console.error('\nCancelled; nothing is left behind.');
      return interruptedExitCode;
  }
}

async function readArguments(
  args: readonly string[],
): Promise<{ readonly original: string; readonly target: string; readonly rule: VocabularyRule }> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string' }, 'max-id': { type: 'string' } },
  });
  const original = path.resolve(positionals[0] ?? (await findModel()));
  const rule = { ...defaultVocabularyRule, maxId: maxIdOf(values['max-id']) };
  return { original, target: path.resolve(values.out ?? (await defaultTarget(original, rule))), rule };
}

function maxIdOf(text: string | undefined): number {
  if (text === undefined) return defaultVocabularyRule.maxId;
  if (!/^\d+$/.test(text)) throw new Error(`"${text}" is not a token id; --max-id takes a whole number.`);
  return Number(text);
}

async function defaultTarget(original: string, rule: VocabularyRule): Promise<string> {
  const target = await tunedPathOf(original, hearthHome(), rule);
  if (target === undefined) throw new Error(`There is no file ${original}.`);
  return target;
}

/** Over and over on one line of a terminal; elsewhere nothing. */
function percentWriter(): (fraction: number) => void {
  if (!process.stderr.isTTY) return () => {};
  return (fraction) => process.stderr.write(`\r${Math.floor(fraction * 100)} %`);
}
