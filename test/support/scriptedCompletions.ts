// The whole road of a completion over scripted engines: real client, real context, real pipeline, time by hand.
import type { LoadParams } from '../../engine/protocol/protocol.ts';
import type { StartEngine } from '../../src/client/engineProcess.ts';
import { ProcessClient } from '../../src/client/processClient.ts';
import { defaultRestartRules } from '../../src/client/restartPolicy.ts';
import { Completions } from '../../src/completion/completions.ts';
import type { ItemList } from '../../src/completion/names/listedNames.ts';
import { RecentOutcomes } from '../../src/completion/recentOutcomes.ts';
import type { WaitingPlace } from '../../src/completion/when/patience.ts';
import { ScopeContext } from '../../src/context/scopeContext.ts';
import type { ReadGrammar } from '../../src/context/syntax/grammars.ts';
import type { TextKind } from '../../src/context/window/contextWindow.ts';
import type { DocumentPrivacy } from '../../src/privacy/filePrivacy.ts';
import { defaultSettings, type Settings } from '../../src/settings/settings.ts';
import { ManualTime, settle } from './manualTime.ts';
import { quietLog } from './quietLog.ts';
import { ScriptedEngine, shown } from './scriptedEngine.ts';
import { StatedPrivacy } from './statedPrivacy.ts';
import { TypingEditor } from './typingEditor.ts';

const loadParams: LoadParams = { modelPath: 'model.gguf', contextTokens: 4096, sequences: 4, threads: 0 };

export class ScriptedCompletions {
  readonly time = new ManualTime();
  readonly engines: ScriptedEngine[] = [];
  readonly privacy = new StatedPrivacy();
  readonly outcomes = new RecentOutcomes();
  readonly client: ProcessClient;
  readonly context: ScopeContext;
  readonly completions: Completions;
  settings: Settings = { ...defaultSettings, debounceMs: 0 };
  textKind: TextKind = 'unknown';
  savesPower = false;
  /** What the document's language server lists; undefined where there is none. */
  listNames: (uri: string, offset: number) => Promise<ItemList | undefined> = () =>
    Promise.resolve(undefined);
  /** Where somebody waited so long that the editor is to ask once more. */
  readonly waitedAt: WaitingPlace[] = [];

  /** @param others take the places of the scripted ones */
  constructor(
    prepare: (engine: ScriptedEngine) => void = () => {},
    others: {
      readonly start?: StartEngine;
      readonly privacy?: DocumentPrivacy;
      readonly readGrammar?: ReadGrammar;
    } = {},
  ) {
    const { now, setTimer, ticker } = this.time;
    this.client = new ProcessClient({
      start:
        others.start ??
        (() => {
          const engine = new ScriptedEngine(this.engines.length + 1);
          prepare(engine);
          this.engines.push(engine);
          return engine.process;
        }),
      loadParams: () => Promise.resolve(loadParams),
      restartRules: defaultRestartRules,
      ticker,
      now,
      setTimer,
      log: quietLog,
    });
    this.context = new ScopeContext(
      others.readGrammar ?? (() => Promise.reject(new Error('no grammars here'))),
      now,
    );
    this.completions = new Completions({
      client: this.client,
      context: this.context,
      privacy: others.privacy ?? this.privacy,
      outcomes: this.outcomes,
      settings: () => this.settings,
      textsAround: () => [],
      kindAt: () => this.textKind,
      savesPower: () => this.savesPower,
      listNames: (uri, offset) => this.listNames(uri, offset),
      lookAgain: (place) => this.waitedAt.push(place),
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
    return new TypingEditor(this.completions, marked);
  }

  /** Types a key that the engine answers too slowly for anyone's rhythm, and lets a moment pass. */
  async typeSlowlyAnswered(editor: TypingEditor, key: string): Promise<void> {
    const pending = editor.type(key);
    await this.settle();
    const { value } = shown('');
    this.engine.newest.answer(shown('', { timings: { ...value.timings, firstTokenMs: 2000 } }));
    await pending;
    await this.time.pass(100);
  }

  /** Lets requests reach the engine. */
  async settle(): Promise<void> {
    await settle();
  }
}
