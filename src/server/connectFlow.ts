// The road from a wish to a server that computes: address, key, check, what was found, consent. Must not know VS Code:
// whoever asks and shows is given.
import type { ServerCheck } from '../../engine/protocol/serverProtocol.ts';
import type { Translate } from '../base/translation.ts';
import type { ServerKeys } from './serverKeys.ts';
import { factLines, hostOf, isUsable, troubleWords } from './serverWords.ts';

export interface ConnectDialogs {
  /** Undefined when given up. */
  askAddress(current: string): Promise<string | undefined>;
  /** Empty for none; undefined when given up. */
  askKey(host: string, kept: string): Promise<string | undefined>;
  /** Whether to begin anew. */
  tellFailure(host: string, lines: readonly string[]): Promise<boolean>;
  tellUnfit(host: string, lines: readonly string[]): Promise<void>;
  /** Whether code may be sent there. */
  consent(host: string, lines: readonly string[]): Promise<boolean>;
}

export interface ConnectParts {
  readonly dialogs: ConnectDialogs;
  /** Undefined when given up. */
  readonly check: (url: string, key: string) => Promise<ServerCheck | undefined>;
  readonly keys: Pick<ServerKeys, 'keyFor' | 'keep'>;
  readonly current: () => string;
  readonly setServer: (url: string) => Promise<void>;
  /** Starts the engine anew with the same address. */
  readonly reload: () => Promise<void>;
  readonly t: Translate;
}

/** Nothing is kept or changed before there is consent. */
export async function connectFlow(parts: ConnectParts): Promise<void> {
  const { dialogs, keys, t } = parts;
  let address = parts.current();
  for (;;) {
    const url = await dialogs.askAddress(address);
    if (url === undefined) return;
    const host = hostOf(url);
    const key = await dialogs.askKey(host, (await keys.keyFor(url)) ?? '');
    if (key === undefined) return;
    const check = await parts.check(url, key);
    if (check === undefined) return;
    if (check.kind === 'answered') {
      await settle(parts, url, key, factLines(check.facts, t), isUsable(check.facts));
      return;
    }
    if (!(await dialogs.tellFailure(host, [troubleWords(check.trouble, t), check.message]))) return;
    address = url;
  }
}

async function settle(
  { dialogs, keys, current, setServer, reload }: ConnectParts,
  url: string,
  key: string,
  lines: readonly string[],
  isFit: boolean,
): Promise<void> {
  const host = hostOf(url);
  if (!isFit) {
    await dialogs.tellUnfit(host, lines);
    return;
  }
  if (!(await dialogs.consent(host, lines))) return;
  const isSame = current() === url;
  await keys.keep(url, key);
  // A new address starts the engine anew by itself; a new key alone does not.
  if (isSame) await reload();
  else await setServer(url);
}
