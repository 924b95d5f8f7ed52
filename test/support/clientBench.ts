// A client whose engines are scripted and whose time passes when a test says so. Must not decide anything.
import type { CompleteParams, LoadParams } from '../../engine/protocol/protocol.ts';
import { neverCancelled } from '../../src/base/cancellation.ts';
import { ProcessClient } from '../../src/client/processClient.ts';
import { defaultRestartRules } from '../../src/client/restartPolicy.ts';
import { ManualTime } from './manualTime.ts';
import { quietLog } from './quietLog.ts';
import { ScriptedEngine } from './scriptedEngine.ts';

export const params: CompleteParams = {
  documentUri: 'file:///a.ts',
  languageId: 'typescript',
  before: 'let x = ',
  after: '\n',
  purpose: 'keystroke' as const,
  forcedText: '',
  maxLines: 1,
  maxTokens: 16,
};
export const loadParams: LoadParams = {
  modelPath: 'model.gguf',
  contextTokens: 4096,
  sequences: 4,
  threads: 0,
};

export class ClientBench {
  readonly time = new ManualTime();
  readonly engines: ScriptedEngine[] = [];
  readonly states: string[] = [];
  readonly client: ProcessClient;
  model: LoadParams | undefined = loadParams;
  idleMs = 0;

  constructor(prepare: (engine: ScriptedEngine) => void = () => {}) {
    this.client = new ProcessClient({
      start: () => {
        const engine = new ScriptedEngine(this.engines.length + 1);
        prepare(engine);
        this.engines.push(engine);
        return engine.process;
      },
      loadParams: () => Promise.resolve(this.model),
      restartRules: defaultRestartRules,
      idleMs: () => this.idleMs,
      ticker: this.time.ticker,
      now: this.time.now,
      setTimer: this.time.setTimer,
      log: quietLog,
    });
    this.client.onStatus(({ state }) => this.states.push(state));
  }

  get engine(): ScriptedEngine {
    const engine = this.engines.at(-1);
    if (engine === undefined) throw new Error('No engine was started.');
    return engine;
  }

  complete(cancellation = neverCancelled) {
    return this.client.complete(params, cancellation);
  }
}
