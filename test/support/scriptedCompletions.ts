// The whole road of a completion over scripted engines: real client, real context, real pipeline, time by hand.
import type { LoadParams } from '../../engine/protocol.ts';
import { ProcessClient } from '../../src/client/processClient.ts';
import { defaultRestartRules } from '../../src/client/restartPolicy.ts';
import { CompletionPipeline } from '../../src/completion/pipeline.ts';
import { RecentOutcomes } from '../../src/completion/recentOutcomes.ts';
import { SuggestionMemory } from '../../src/completion/suggestionMemory.ts';
import { ScopeContext } from '../../src/context/scopeContext.ts';
import { defaultSettings, type Settings } from '../../src/settings.ts';
import { ManualTime, settle } from './manualTime.ts';
import { quietLog } from './quietLog.ts';
import { ScriptedEngine } from './scriptedEngine.ts';
import { StatedPrivacy } from './statedPrivacy.ts';
import { TypingEditor } from './typingEditor.ts';

const loadParams: LoadParams = { modelPath: 'model.gguf', contextTokens: 4096, sequences: 4, threads: 0 };

export class ScriptedCompletions {
  readonly time = new ManualTime();
  readonly engines: ScriptedEngine[] = [];
  readonly memory = new SuggestionMemory();
  readonly privacy = new StatedPrivacy();
  readonly outcomes = new RecentOutcomes();
  readonly client: ProcessClient;
  readonly context: ScopeContext;
  readonly pipeline: CompletionPipeline;
  settings: Settings = { ...defaultSettings, debounceMs: 0 };

  constructor(prepare: (engine: ScriptedEngine) => void = () => {}) {
    const { now, setTimer, ticker } = this.time;
    this.client = new ProcessClient({
      start: () => {
        const engine = new ScriptedEngine(this.engines.length + 1);
        prepare(engine);
        this.engines.push(engine);
        return engine.process;
      },
      loadParams: () => Promise.resolve(loadParams),
      restartRules: defaultRestartRules,
      ticker,
      now,
      setTimer,
      log: quietLog,
    });
    this.context = new ScopeContext(() => Promise.reject(new Error('no grammars here')), now);
    this.pipeline = new CompletionPipeline({
      client: this.client,
      context: this.context,
      memory: this.memory,
      privacy: this.privacy,
      outcomes: this.outcomes,
      settings: () => this.settings,
      setTimer,
      now,
      log: quietLog,
    });
  }

  get engine(): ScriptedEngine {
    const engine = this.engines.at(-1);
    if (engine === undefined) throw new Error('No engine was started.');
    return engine;
  }

  /** An editor whose engine is ready. */
  async edit(marked: string): Promise<TypingEditor> {
    await this.client.whenReady();
    return new TypingEditor(this.pipeline, marked);
  }

  /** Lets requests reach the engine. */
  async settle(): Promise<void> {
    await settle();
  }
}
