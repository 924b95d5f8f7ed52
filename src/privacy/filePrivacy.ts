// Whether the model may read a document: joins its name, its text and the rules of the folders it lies in.
// Knows no VS Code; files are read through an interface. What is not known yet may not be read yet.
import type { SilentReason } from '../../engine/protocol/protocol.ts';
import { describeError, type Logger } from '../base/log.ts';
import type { SetTimer } from '../base/time.ts';
import { type LinkReader, realPath } from './links.ts';
import { holdsPrivateKey, isSecretPath } from './secretFiles.ts';
import { type FolderReader, WorkspaceRules } from './workspaceRules.ts';

export type PrivacyRefusal = Extract<SilentReason, 'secretFile' | 'ignoredFile' | 'rulesNotRead'>;

/** What everyone must ask before a document's text goes to the engine, as current file or as context. */
export interface DocumentPrivacy {
  /** Without `text` only what name and place say. `rulesNotRead` passes; see `rulesRead`. */
  refusal(uri: string, text?: string): PrivacyRefusal | undefined;
  /** Reads the rules for a document where they are not known, and waits for them, but not for long. Never rejects. */
  rulesRead(uri: string): Promise<void>;
}

/** A document as a file. Paths are absolute, with `/` between names and in front; `''` is the root. */
export interface FileLocation {
  /** Which file system the paths are of. */
  readonly fileSystem: string;
  /** Whether names there may be links: what one points at decides too. */
  readonly hasLinks: boolean;
  readonly path: string;
  /** The workspace folder that holds the file; undefined outside of all: then there are no rules. */
  readonly workspaceFolder: string | undefined;
  /** The value of `files.exclude` there. */
  readonly exclude: unknown;
}

export interface WorkspaceFiles extends FolderReader, LinkReader {
  locate(uri: string): FileLocation;
  uriOf(fileSystem: string, path: string): string;
}

/** Nobody waits longer than this for rules. */
const maxWaitMs = 1000;
/** A file system that fails is asked again after this. */
const retryMs = 5000;
/** More documents than anyone works with between two changes of rules. */
const maxVerdicts = 2000;

/** All that was read since the rules last changed. */
class Knowledge {
  readonly verdicts = new Map<string, PrivacyRefusal | 'allowed'>();
  readonly readings = new Map<string, Promise<void>>();
  readonly rules: WorkspaceRules;

  constructor(rules: WorkspaceRules) {
    this.rules = rules;
  }
}

export class FilePrivacy implements DocumentPrivacy {
  private readonly files: WorkspaceFiles;
  private readonly setTimer: SetTimer;
  private readonly log: Logger;
  private readonly listeners = new Set<() => void>();
  private knowledge: Knowledge;
  /** Documents in which a key was seen: an edit of its first line does not make it public. */
  private readonly heldKeys = new Set<string>();

  constructor(files: WorkspaceFiles, setTimer: SetTimer, log: Logger) {
    this.files = files;
    this.setTimer = setTimer;
    this.log = log;
    this.knowledge = this.nothingKnown();
  }

  refusal(uri: string, text = ''): PrivacyRefusal | undefined {
    const verdict = this.verdict(uri);
    if (verdict !== 'allowed') return verdict;
    if (holdsPrivateKey(text)) this.heldKeys.add(uri);
    return this.heldKeys.has(uri) ? 'secretFile' : undefined;
  }

  async rulesRead(uri: string): Promise<void> {
    if (this.verdict(uri) !== 'rulesNotRead') return;
    let timer = { dispose: () => {} };
    const deadline = new Promise<void>((resolve) => {
      timer = this.setTimer(resolve, maxWaitMs);
    });
    try {
      await Promise.race([this.reading(uri), deadline]);
    } finally {
      timer.dispose();
    }
  }

  /** The document is closed: opened again, its name, its place and its text are looked at anew. */
  forget(uri: string): void {
    this.heldKeys.delete(uri);
    this.knowledge.verdicts.delete(uri);
  }

  /** The rules may have changed: nothing that was read counts any more. */
  forgetRules(): void {
    this.knowledge = this.nothingKnown();
    for (const listener of this.listeners) listener();
  }

  onRulesChanged(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  private verdict(uri: string): PrivacyRefusal | 'allowed' {
    const { verdicts } = this.knowledge;
    const known = verdicts.get(uri);
    if (known !== undefined) return known;
    const { path, workspaceFolder, hasLinks } = this.files.locate(uri);
    if (isSecretPath(path)) return 'secretFile';
    return workspaceFolder === undefined && !hasLinks ? 'allowed' : 'rulesNotRead';
  }

  /** One reading for all who wait; a failed one stays for a while, so that not every key meets the failure. */
  private async reading(uri: string): Promise<void> {
    const { knowledge } = this;
    const known = knowledge.readings.get(uri);
    const reading = known ?? this.judge(uri, knowledge);
    knowledge.readings.set(uri, reading);
    await reading;
    // They changed while they were read.
    if (this.knowledge !== knowledge) await this.reading(uri);
  }

  private async judge(uri: string, { rules, verdicts, readings }: Knowledge): Promise<void> {
    try {
      const verdict = await this.verdictOf(uri, rules);
      if (verdicts.size >= maxVerdicts) verdicts.clear();
      verdicts.set(uri, verdict);
      readings.delete(uri);
    } catch (error: unknown) {
      this.log.warn(`No suggestions in ${uri}: its ignore rules cannot be read. ${describeError(error)}`);
      this.setTimer(() => readings.delete(uri), retryMs);
    }
  }

  private async verdictOf(uri: string, rules: WorkspaceRules): Promise<PrivacyRefusal | 'allowed'> {
    const locations = await this.locationsOf(uri);
    if (locations.some(({ path }) => isSecretPath(path))) return 'secretFile';
    const hidden = await Promise.all(locations.map((location) => rules.hide(location)));
    return hidden.includes(true) ? 'ignoredFile' : 'allowed';
  }

  /** Where the file is: by its name, and by what that leads to where it is a link. */
  private async locationsOf(uri: string): Promise<readonly FileLocation[]> {
    const named = this.files.locate(uri);
    const { fileSystem, path, workspaceFolder, hasLinks } = named;
    if (!hasLinks) return [named];
    const real = await realPath(this.files, fileSystem, path);
    const target = this.files.locate(this.files.uriOf(fileSystem, real));
    if (workspaceFolder === undefined || target.workspaceFolder !== undefined) return [named, target];
    // The workspace folder itself may be reached through a link.
    const realFolder = await realPath(this.files, fileSystem, workspaceFolder);
    if (!real.startsWith(`${realFolder}/`)) return [named, target];
    return [named, { ...named, path: `${workspaceFolder}${real.slice(realFolder.length)}` }];
  }

  private nothingKnown(): Knowledge {
    return new Knowledge(new WorkspaceRules(this.files, this.log));
  }
}
