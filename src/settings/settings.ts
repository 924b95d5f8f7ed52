// Settings as one immutable value: defaults, bounds, and what to do with values of the wrong type. Pure.
// Must not know VS Code.
import { serverAddress } from '../../engine/protocol/serverProtocol.ts';
import type { SettingName } from './manifest.ts';
import { type OwnAction, readOwnActions } from './ownActions.ts';

/** In which text that is not code suggestions come by themselves. */
export const proseKinds = ['both', 'comments', 'strings', 'none'] as const;
export type ProseKinds = (typeof proseKinds)[number];

/** How sure Hearth must be of a suggestion before it shows it by itself. */
export const eagernesses = ['quiet', 'balanced', 'eager'] as const;
export type Eagerness = (typeof eagernesses)[number];

/** Which next edits are offered: the fix that follows, and what wants the same edit. */
const nextEditLanes = ['off', 'fixes', 'all'] as const;
export type NextEditLanes = (typeof nextEditLanes)[number];

/** Whether a graphics processor computes where there is one that the engine can use. */
const gpuUses = ['auto', 'off'] as const;
export type GpuUse = (typeof gpuUses)[number];

/** What computes while the server cannot be asked. */
const serverFallbacks = ['local', 'nothing'] as const;
export type ServerFallback = (typeof serverFallbacks)[number];

export interface Settings {
  readonly enable: boolean;
  readonly modelPath: string;
  /** Whether a copy of the model tuned to code is made and run. */
  readonly modelTuned: boolean;
  readonly threads: number;
  readonly gpu: GpuUse;
  /** After how many minutes without a request the model is freed; 0 for never. */
  readonly idleMinutes: number;
  readonly contextTokens: number;
  /** Most milliseconds that a request waits for the next key; how long it does follows the typing. */
  readonly debounceMs: number;
  readonly maxLines: number;
  readonly inCommentsAndStrings: ProseKinds;
  readonly eagerness: Eagerness;
  /** Whether what follows a suggestion is computed while it is read. */
  readonly prefetch: boolean;
  /** Rewrites of the user's own, offered among the ready ones. */
  readonly actions: readonly OwnAction[];
  readonly nextEdits: NextEditLanes;
  /** Address of a server that computes instead of this machine; empty for none. */
  readonly server: string;
  readonly whenServerFails: ServerFallback;
}

export const defaultSettings: Settings = {
  enable: true,
  modelPath: '',
  modelTuned: true,
  threads: 0,
  gpu: 'auto',
  idleMinutes: 15,
  contextTokens: 2048,
  debounceMs: 200,
  maxLines: 4,
  inCommentsAndStrings: 'both',
  eagerness: 'balanced',
  prefetch: true,
  actions: [],
  nextEdits: 'all',
  server: '',
  whenServerFails: 'local',
};

const bounds = {
  threads: { min: 0, max: 64 },
  idleMinutes: { min: 0, max: 1440 },
  contextTokens: { min: 1024, max: 32_768 },
  debounceMs: { min: 0, max: 2000 },
  maxLines: { min: 1, max: 20 },
} as const;

/** Unusable values fall back to the default; each is named in `problems`, in words for the log. */
export function readSettings(raw: Readonly<Partial<Record<SettingName, unknown>>>): {
  readonly settings: Settings;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const orDefault = <T>(name: SettingName, value: T, isUsable: boolean, fallback: T): T => {
    if (raw[name] === undefined || isUsable) return raw[name] === undefined ? fallback : value;
    // An address may hold a password.
    const found = name === 'server' ? 'no address that may be used' : JSON.stringify(raw[name]);
    problems.push(`hearth setting "${name}" is ${found}; ${JSON.stringify(fallback)} is used.`);
    return fallback;
  };
  const whole = (name: keyof typeof bounds): number => {
    const value = raw[name];
    const { min, max } = bounds[name];
    const isUsable = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
    return orDefault(name, Number(value), isUsable, defaultSettings[name]);
  };
  const flag = (name: 'enable' | 'modelTuned' | 'prefetch'): boolean =>
    orDefault(name, raw[name] === true, typeof raw[name] === 'boolean', defaultSettings[name]);
  const word = <T extends string>(
    name: SettingName & keyof Settings,
    words: readonly T[],
    fallback: T,
  ): T => {
    const value = words.find((known) => known === raw[name]);
    return orDefault(name, value ?? fallback, value !== undefined, fallback);
  };
  const actions = readOwnActions(raw.actions);
  problems.push(...actions.problems);
  const server = serverAddress(typeof raw.server === 'string' ? raw.server : '');
  const settings: Settings = {
    enable: flag('enable'),
    modelPath: orDefault('modelPath', String(raw.modelPath), typeof raw.modelPath === 'string', ''),
    modelTuned: flag('modelTuned'),
    threads: whole('threads'),
    gpu: word('gpu', gpuUses, defaultSettings.gpu),
    idleMinutes: whole('idleMinutes'),
    contextTokens: whole('contextTokens'),
    debounceMs: whole('debounceMs'),
    maxLines: whole('maxLines'),
    inCommentsAndStrings: word('inCommentsAndStrings', proseKinds, defaultSettings.inCommentsAndStrings),
    eagerness: word('eagerness', eagernesses, defaultSettings.eagerness),
    prefetch: flag('prefetch'),
    actions: actions.actions,
    nextEdits: word('nextEdits', nextEditLanes, defaultSettings.nextEdits),
    server: orDefault('server', 'url' in server ? server.url : '', 'url' in server || raw.server === '', ''),
    whenServerFails: word('whenServerFails', serverFallbacks, defaultSettings.whenServerFails),
  };
  return { settings, problems };
}
