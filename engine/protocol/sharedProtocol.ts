// How windows and the one engine that serves them all find and trust each other.
import { NotificationType, ParameterStructures } from 'vscode-jsonrpc';

/**
 * What an engine writes, readable by its user alone, once it listens. Whoever can read it may talk: a client sends
 * `token` and a line end first, and the engine answers `greetingOf` its process before anything else is said.
 */
export interface SharedEngineInfo {
  readonly processId: number;
  /** Path of a socket, on Windows the name of a pipe. */
  readonly address: string;
  readonly token: string;
}

/** Told by the process itself: a file that was damaged or left behind may name any number. */
export const greetingOf = (processId: number): string => `hearth ${processId}\n`;

/** The engine's process id; undefined when this is no greeting. */
export function greetedBy(line: string): number | undefined {
  const digits = /^hearth ([1-9]\d{0,9})\n$/.exec(line)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export interface SharedEngineFiles {
  readonly info: string;
  readonly socket: string;
  /** Held by whoever starts the engine. */
  readonly lock: string;
}

/** @param separator of the platform's paths */
export function sharedEngineFiles(folder: string, key: string, separator: string): SharedEngineFiles {
  const file = (ending: string) => `${folder}${separator}${key}.${ending}`;
  return { info: file('json'), socket: file('sock'), lock: file('lock') };
}

/** Arguments of the engine's program; without them it serves the process that forked it. */
export const sharedEngineArguments = (folder: string, key: string, lingerMs: number): readonly string[] => [
  '--shared',
  folder,
  key,
  `${lingerMs}`,
];

/** What the inference library prints, for the logs of all windows. */
export const logNotification = new NotificationType<{ readonly line: string }>(
  'log',
  ParameterStructures.byName,
);
