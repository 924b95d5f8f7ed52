// A window for tests of sharing, as a process of its own: a client that answers lines of JSON on standard input with
// lines of JSON. `sharedWindow.ts OPTIONS`, which are JSON too. Must not decide anything.
import { createInterface } from 'node:readline';
import { neverCancelled } from '../../src/base/cancellation.ts';
import { realTime } from '../../src/base/time.ts';
import { ProcessClient } from '../../src/client/processClient.ts';
import { defaultRestartRules } from '../../src/client/restartPolicy.ts';
import { startSharedEngine } from '../../src/client/shared/sharedEngine.ts';
import type { TypingPlace, WindowAnswer, WindowOptions, WindowQuestion } from './windowProcess.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as WindowOptions;
const { engineFile, folder, lingerMs, clockAheadMs = 0 } = options;
let { modelPath, threads = 0 } = options;
const states: string[] = [];
const realNow = Date.now;
let aheadMs = clockAheadMs;
let secondMs = 1000;
Date.now = () => realNow() + aheadMs;

const toStandardError = (message: string) => process.stderr.write(`${message}\n`);
const log = { trace() {}, debug() {}, info() {}, warn: toStandardError, error: toStandardError };
const client = new ProcessClient({
  start: (params) => startSharedEngine({ engineFile, folder, lingerMs, log }, params),
  loadParams: () => Promise.resolve({ modelPath, contextTokens: 2048, sequences: 10, threads }),
  restartRules: defaultRestartRules,
  ...realTime,
  ticker: {
    start: (onTick) => {
      const timer = setInterval(onTick, secondMs);
      return { dispose: () => clearInterval(timer) };
    },
  },
  log,
});
client.onStatus(({ state }) => {
  if (states.at(-1) !== state) states.push(state);
});

const somewhere = { uri: 'file:///a.ts', before: 'const greeting = "hel', after: '\n' };

async function complete({ uri, before, after }: TypingPlace): Promise<Partial<WindowAnswer>> {
  const params = {
    documentUri: uri,
    languageId: 'typescript',
    before,
    after,
    purpose: 'keystroke' as const,
    forcedText: '',
    maxLines: 1,
    maxTokens: 16,
  };
  const startMs = performance.now();
  const outcome = await client.complete(params, neverCancelled);
  return { ...told(outcome), ms: performance.now() - startMs };
}

async function write(maxTokens: number): Promise<Partial<WindowAnswer>> {
  let text = '';
  const outcome = await client.generate(
    {
      generationId: `${performance.now()}`,
      conversation: 'test',
      messages: [{ role: 'user', text: 'Count from one to two thousand in words, one number a line.' }],
      maxTokens,
    },
    (delta) => {
      text += delta;
    },
    neverCancelled,
  );
  return { ...told(outcome), characters: text.length };
}

function told(outcome: { readonly kind: string; readonly reason?: string }) {
  return { kind: outcome.kind, ...(outcome.reason === undefined ? {} : { reason: outcome.reason }) };
}

async function act(question: WindowQuestion): Promise<Partial<WindowAnswer>> {
  switch (question.do) {
    case 'complete':
      return await complete(question.place ?? somewhere);
    case 'write':
      return await write(question.maxTokens);
    case 'restart':
      await client.restart();
      return await complete(somewhere);
    case 'reload':
      modelPath = question.modelPath ?? modelPath;
      threads = question.threads ?? threads;
      await client.reload();
      return {};
    case 'close document':
      client.closeDocument(question.uri);
      return {};
    case 'refer': {
      const { uri, own, others } = question;
      const result = await client.refer({ documentUri: uri, own, others }, neverCancelled);
      return { kind: result?.kind ?? 'none' };
    }
    case 'clock':
      aheadMs = question.aheadMs;
      return {};
    case 'second':
      secondMs = question.ms;
      return {};
    case 'look':
      return {};
  }
}

async function answer(line: string): Promise<void> {
  const { id, ...question } = JSON.parse(line) as WindowQuestion & { readonly id: number };
  const done = await act(question);
  const { status } = client;
  const memory = await client.memory().catch(() => undefined);
  const whole: WindowAnswer = {
    kind: 'none',
    ...done,
    engine: client.processId ?? 0,
    states: [...states],
    ...(status.state === 'failed' ? { failure: status.error, message: status.message } : {}),
    windowBytes: process.memoryUsage.rss(),
    engineBytes: memory?.residentBytes ?? 0,
    handles: process.getActiveResourcesInfo().length,
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
  };
  console.log(JSON.stringify({ id, ...whole }));
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => void answer(line));
lines.on('close', () => void client.dispose());
