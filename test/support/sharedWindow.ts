// A window for tests of sharing, as a process of its own: a client that answers lines on standard input with lines of
// JSON. `sharedWindow.ts ENGINE_FILE FOLDER LINGER_MS MODEL`. Must not decide anything.
import { createInterface } from 'node:readline';
import { neverCancelled } from '../../src/base/cancellation.ts';
import { realTime } from '../../src/base/time.ts';
import { ProcessClient } from '../../src/client/processClient.ts';
import { defaultRestartRules } from '../../src/client/restartPolicy.ts';
import { startSharedEngine } from '../../src/client/shared/sharedEngine.ts';

const [engineFile = '', folder = '', lingerMs = '', modelPath = ''] = process.argv.slice(2);
const toStandardError = (message: string) => process.stderr.write(`${message}\n`);
const log = { trace() {}, debug() {}, info() {}, warn: toStandardError, error: toStandardError };
const client = new ProcessClient({
  start: (params) => startSharedEngine({ engineFile, folder, lingerMs: Number(lingerMs), log }, params),
  loadParams: () => Promise.resolve({ modelPath, contextTokens: 2048, sequences: 10, threads: 0 }),
  restartRules: defaultRestartRules,
  ...realTime,
  log,
});

async function complete() {
  const { kind } = await client.complete(
    {
      documentUri: 'file:///a.ts',
      languageId: 'typescript',
      before: 'const greeting = "hel',
      after: '\n',
      purpose: 'keystroke',
      forcedText: '',
      maxLines: 1,
      maxTokens: 16,
    },
    neverCancelled,
  );
  return { kind, engine: client.processId, windowBytes: process.memoryUsage.rss() };
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const work = line === 'restart' ? client.restart().then(complete) : complete();
  void work.then((answer) => console.log(JSON.stringify(answer)));
});
lines.on('close', () => void client.dispose());
