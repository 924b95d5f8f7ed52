// Where the tuned copy of a model file is, and whether to run it or to make it. Pure.
// Must not know how copies are made, nor touch files.
import { createHash } from 'node:crypto';
import { tuningVersion, type VocabularyRule } from '../../../engine/protocol/tuneProtocol.ts';

/** Of 151,936 tokens 48,000 stay; what that costs and gains is in docs/QUALITY.md. */
export const defaultVocabularyRule: VocabularyRule = { asciiOnly: true, maxId: 50_000 };

/** What tells one original from another that later stands in its place. */
export interface ModelFile {
  readonly path: string;
  /** Without links: two files of one name, such as `model.gguf`, are two originals. */
  readonly realPath: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

interface PathJoin {
  (...parts: string[]): string;
}

/** `folder/models/tuned/<name>-<hash of its place>-<rule>-<bytes>x<modified>.gguf` */
export function tunedPath(
  home: string,
  original: ModelFile,
  join: PathJoin,
  rule: VocabularyRule = defaultVocabularyRule,
): string {
  const script = rule.asciiOnly ? 'ascii' : 'any';
  const stamp = `${original.bytes}x${Math.trunc(original.modifiedMs)}`;
  const file = `${identityOf(original)}-${script}${rule.maxId}v${tuningVersion}-${stamp}.gguf`;
  return join(tunedFolder(home, join), file);
}

export function tunedFolder(home: string, join: PathJoin): string {
  return join(home, 'models', 'tuned');
}

/** Unfinished copies older than this belong to nobody who still writes. */
const abandonedAfterMs = 60 * 60 * 1000;

export interface TunedFile {
  /** The name alone. */
  readonly name: string;
  readonly modifiedMs: number;
}

/** Names of a folder's files that the given tuned copy makes useless: earlier copies of the same original. */
export function outdatedCopies(current: string, files: readonly TunedFile[], nowMs: number): string[] {
  const original = originalOf(current);
  // As they were named before places counted; no release that is installed looks for them any more.
  const withoutPlace = original?.replace(/-[0-9a-f]{8}$/, '');
  return files
    .filter(({ name, modifiedMs }) => {
      if (name === current) return false;
      if (name.endsWith('.part')) return nowMs - modifiedMs > abandonedAfterMs;
      return original !== undefined && [original, withoutPlace].includes(originalOf(name));
    })
    .map(({ name }) => name);
}

/** Whether a file of this name is a copy of that original. */
export function isCopyOf(copy: string, original: Pick<ModelFile, 'path' | 'realPath'>): boolean {
  return [identityOf(original), stem(original.path)].includes(originalOf(copy) ?? '');
}

function identityOf({ path, realPath }: Pick<ModelFile, 'path' | 'realPath'>): string {
  return `${stem(path)}-${createHash('sha256').update(realPath).digest('hex').slice(0, 8)}`;
}

/** The original's name and place in a copy's name, which may itself hold dashes. */
function originalOf(name: string): string | undefined {
  return /^(.+)-(?:ascii|any)\d+v\d+-\d+x\d+\.gguf$/.exec(name)?.[1];
}

function stem(file: string): string {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return name.replace(/\.gguf$/i, '');
}

export interface ModelChoice {
  /** The file to run now. */
  readonly load: string;
  /** Where a tuned copy of it should be made; undefined when there is none to make. */
  readonly make: string | undefined;
}

export interface ModelSituation {
  readonly original: string;
  readonly tuned: string;
  readonly isWanted: boolean;
  readonly isThere: boolean;
  /** Making or running it failed before in this session. */
  readonly hasFailed: boolean;
}

/** The original runs until there is a copy: nobody waits for one. */
export function chooseModel({ original, tuned, isWanted, isThere, hasFailed }: ModelSituation): ModelChoice {
  if (!isWanted || hasFailed) return { load: original, make: undefined };
  return isThere ? { load: tuned, make: undefined } : { load: original, make: tuned };
}
