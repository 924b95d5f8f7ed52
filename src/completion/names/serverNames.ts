// What a document's language server says may stand behind a dot where a name is being written: asked once for each place,
// waited for by nobody, told to the engine when it comes.
// Must not know how servers are reached, nor what the engine makes of names.
import type { NamesParams } from '../../../engine/protocol/documentProtocol.ts';
import { describeError, type Logger } from '../../base/log.ts';
import type { DocumentSnapshot } from '../../context/window/contextWindow.ts';
import type { Place } from '../place/place.ts';
import { type ItemList, listedNames } from './listedNames.ts';
import { namePlaceAt } from './namePlace.ts';

export interface ServerNamesParts {
  /** What the document's own provider of completions lists at an offset; undefined where it cannot be asked. */
  readonly list: (uri: string, offset: number) => Promise<ItemList | undefined>;
  readonly tell: (names: NamesParams) => void;
  /** Whether power is short: then no server is asked. */
  readonly savesPower: () => boolean;
  readonly now: () => number;
  readonly log: Pick<Logger, 'debug'>;
}

/** The name that is being written in a document, and what is known of it. */
interface AskedName {
  readonly id: number;
  readonly startOffset: number;
  /** The line up to the name. */
  readonly receiver: string;
  listed: readonly string[] | undefined;
}

/** What became of asking the servers of a language. */
interface Experience {
  hasNames: boolean;
  fruitless: number;
  pausedUntilMs: number;
}

/**
 * Those whose servers list all members that a value has (docs/QUALITY.md says how surely). Elsewhere members may come about at
 * run time, as in Python, or it is not measured.
 */
const closedLanguages = new Set(['typescript', 'typescriptreact']);

/** Lists without a name after which a language is taken to have no server, and for how long. */
const mostFruitless = 3;
const pauseMs = 120_000;

export class ServerNames {
  private readonly parts: ServerNamesParts;
  /** By document. */
  private readonly asked = new Map<string, AskedName>();
  private readonly experiences = new Map<string, Experience>();
  private lastId = 0;

  constructor(parts: ServerNamesParts) {
    this.parts = parts;
  }

  /**
   * The number of the name that is written at a place, for the request that asks the engine. Asks the server if nobody has
   * at this place. Undefined where no name is begun behind a dot, or the server is not to be asked.
   */
  begin(document: DocumentSnapshot, place: Place, lineBefore: string): number | undefined {
    const at = closedLanguages.has(document.languageId) ? nameAt(place, lineBefore) : undefined;
    if (at === undefined) return undefined;
    const known = this.asked.get(document.uri);
    if (known !== undefined && isSame(known, at)) return known.id;
    if (this.parts.savesPower() || this.isPaused(document.languageId)) return undefined;
    this.lastId++;
    const name: AskedName = { id: this.lastId, ...at, listed: undefined };
    this.asked.set(document.uri, name);
    void this.ask(document, place.offset, name);
    return name.id;
  }

  /**
   * Whether an answer begins with a name that does not exist, as far as the server has said by now. One that is open may
   * end inside a name.
   */
  isUnknown(
    place: Place,
    lineBefore: string,
    { text, isOpen }: { readonly text: string; readonly isOpen?: boolean },
  ): boolean {
    const at = nameAt(place, lineBefore);
    const known = this.asked.get(place.uri);
    if (at === undefined || known?.listed === undefined || !isSame(known, at)) return false;
    const { listed } = known;
    const typed = lineBefore.slice(at.receiver.length);
    const rest = /^[\p{L}\p{N}_$]*/u.exec(text)?.[0] ?? '';
    const name = typed + rest;
    const begins = (beginning: string) => listed.some((one) => one.startsWith(beginning));
    // Whoever has begun a name that is not listed means to write a new one.
    if (name === '' || text === '' || !begins(typed)) return false;
    return isOpen === true && rest === text ? !begins(name) : !listed.includes(name);
  }

  forget(uri: string): void {
    this.asked.delete(uri);
  }

  private async ask({ uri, languageId }: DocumentSnapshot, offset: number, name: AskedName): Promise<void> {
    const { list, tell, now, log } = this.parts;
    const startMs = now();
    try {
      const items = await list(uri, offset);
      const listed = items && listedNames(items);
      this.learn(languageId, listed !== undefined);
      log.debug(`names behind a dot: ${listed?.length ?? 'unknown'} after ${Math.round(now() - startMs)} ms`);
      // Somebody writes elsewhere by now, or the document is gone.
      if (listed === undefined || this.asked.get(uri) !== name) return;
      name.listed = listed;
      tell({ documentUri: uri, nameId: name.id, names: listed });
    } catch (error: unknown) {
      this.learn(languageId, false);
      log.debug(`no names: ${describeError(error)}`);
    }
  }

  private isPaused(languageId: string): boolean {
    return (this.experiences.get(languageId)?.pausedUntilMs ?? 0) > this.parts.now();
  }

  /** A server that has named something once is there, whatever it does not know of. */
  private learn(languageId: string, hasNames: boolean): void {
    const experience = this.experiences.get(languageId) ?? {
      hasNames: false,
      fruitless: 0,
      pausedUntilMs: 0,
    };
    this.experiences.set(languageId, experience);
    if (hasNames) experience.hasNames = true;
    if (hasNames || experience.hasNames) return;
    experience.fruitless++;
    if (experience.fruitless < mostFruitless) return;
    experience.fruitless = 0;
    experience.pausedUntilMs = this.parts.now() + pauseMs;
  }
}

interface NameStart {
  readonly startOffset: number;
  readonly receiver: string;
}

/** With an item of an open list selected the editor has asked the server, and the name is given. */
function nameAt({ offset, forcedText }: Place, lineBefore: string): NameStart | undefined {
  const found = forcedText === '' ? namePlaceAt(lineBefore) : undefined;
  if (found === undefined || !found.isMember) return undefined;
  const receiver = lineBefore.slice(0, lineBefore.length - found.typedCharacters);
  return { startOffset: offset - found.typedCharacters, receiver };
}

function isSame(known: NameStart, { startOffset, receiver }: NameStart): boolean {
  return known.startOffset === startOffset && known.receiver === receiver;
}
