// What Hearth finds around it while a recording is typed: one document that may be read, no other files, no language
// server. Must not decide anything about suggestions, nor know how time passes.
import type { SetTimer } from '../../src/base/time.ts';
import type { EngineClient } from '../../src/client/engineClient.ts';
import { Completions } from '../../src/completion/completions.ts';
import type { PipelineRequest } from '../../src/completion/pipeline.ts';
import { RecentOutcomes } from '../../src/completion/recentOutcomes.ts';
import type { Gate } from '../../src/completion/showing/gateQuestion.ts';
import type { WaitingPlace } from '../../src/completion/when/patience.ts';
import type { ScopeContext } from '../../src/context/scopeContext.ts';
import { defaultSettings, type Eagerness } from '../../src/settings/settings.ts';

export interface RecordedEditorParts {
  readonly client: EngineClient;
  readonly context: ScopeContext;
  readonly time: { readonly setTimer: SetTimer; readonly now: () => number };
  readonly eagerness: Eagerness;
  readonly lookAgain: (place: WaitingPlace) => void;
  /** In the gate's place. */
  readonly gate?: Gate;
}

export const readableDocuments = { refusal: () => undefined, rulesRead: () => Promise.resolve() };
export const faultLog = {
  error: console.error,
  warn: () => {},
  info: () => {},
  debug: () => {},
  trace: () => {},
};

export function recordedCompletions({ time, eagerness, gate, ...parts }: RecordedEditorParts): Completions {
  return new Completions({
    ...parts,
    ...time,
    privacy: readableDocuments,
    outcomes: new RecentOutcomes(),
    settings: () => ({ ...defaultSettings, eagerness }),
    textsAround: () => [],
    kindAt: () => 'unknown',
    log: faultLog,
    ...(gate === undefined ? {} : { gate }),
  });
}

export interface RecordedState {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
  readonly offset: number;
}

/** What an editor asks after a key. */
export function recordedRequest(state: RecordedState, isCurrent: () => boolean): PipelineRequest {
  const { offset, ...document } = state;
  const { uri, languageId, version, text } = document;
  return {
    id: version,
    uri,
    languageId,
    snapshot: () => document,
    documentLength: text.length,
    scheme: 'file',
    isReadOnly: false,
    offset,
    isManual: false,
    cursorCount: 1,
    selected: undefined,
    isCurrent,
  };
}
