// What VS Code's setting `files.exclude` hides. Pure.
// Must not read files: where a rule depends on a file beside, it says which.
import { Glob } from './glob.ts';

/** A path that a rule hides, in any case or when the file `beside` exists. Paths are from the workspace folder. */
export interface Exclusion {
  readonly beside: string | undefined;
}

interface Rule {
  readonly glob: Glob;
  /** Name of the file beside, with `$(basename)` for the name without its ending; undefined: hidden in any case. */
  readonly when: string | undefined;
}

export class ExcludedFiles {
  private readonly rules: readonly Rule[];

  /** @param setting the value of `files.exclude`; what is not a rule in it is passed over, as VS Code does */
  constructor(setting: unknown) {
    const entries = typeof setting === 'object' && setting !== null ? Object.entries(setting) : [];
    this.rules = entries.flatMap(([glob, value]: [string, unknown]) => {
      const when = conditionOf(value);
      if (value !== true && when === undefined) return [];
      return [{ glob: new Glob(glob), when }];
    });
  }

  /** Every rule that may hide a file: by its own path, or by that of a folder it lies in. */
  exclusionsOf(path: string): readonly Exclusion[] {
    return this.rules.flatMap(({ glob, when }) =>
      withParents(path)
        .filter((candidate) => glob.matches(candidate))
        .map((matched) => ({ beside: when === undefined ? undefined : fileBeside(matched, when) })),
    );
  }
}

function conditionOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('when' in value)) return undefined;
  return typeof value.when === 'string' ? value.when : undefined;
}

function fileBeside(path: string, when: string): string {
  const nameStart = path.lastIndexOf('/') + 1;
  const name = path.slice(nameStart);
  const dot = name.lastIndexOf('.');
  const baseName = dot > 0 ? name.slice(0, dot) : name;
  return path.slice(0, nameStart) + when.replaceAll('$(basename)', () => baseName);
}

function withParents(path: string): string[] {
  const names = path.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}
