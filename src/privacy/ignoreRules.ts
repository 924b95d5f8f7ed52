// What the ignore files on the way to a file hide, as git and ripgrep read them. Pure; matching is the `ignore`
// package's. Must not read files.
import ignore from 'ignore';
import { boundedPattern } from './boundedPattern.ts';

/** The rules that one folder holds. Texts are those of the files; undefined where there is none. */
export interface FolderRules {
  /** Whether the folder holds `.git`: git's rules of the folders above end here. */
  readonly isRepository: boolean;
  /** What the repository's `info/exclude` and the user's own settings say of it, the weakest first. */
  readonly excludes: readonly string[];
  readonly gitignore: string | undefined;
  readonly hearthignore: string | undefined;
}

/** A folder on the way to a file; `path` leads from the first of them, `''` being that one itself. */
export interface Level {
  readonly path: string;
  readonly rules: FolderRules;
}

export class IgnoreRules {
  /** Both ways of comparing: which one a file system has cannot be told, and each can hide what the other shows. */
  private readonly matchers: readonly ignore.Ignore[];

  /**
   * As in git, the last rule that matches decides: those of folders further down after those above, and Hearth's
   * own after git's, so that a `!` there brings back what git hides.
   * @param levels outermost first
   */
  constructor(levels: readonly Level[]) {
    const repository = levels.findLastIndex(({ rules }) => rules.isRepository);
    const ofGit = levels.slice(Math.max(repository, 0));
    const patterns = [
      ...ofGit.flatMap(({ path, rules }) => rules.excludes.flatMap((text) => rebased(text, path))),
      ...ofGit.flatMap(({ path, rules }) => rebased(rules.gitignore, path)),
      ...levels.flatMap(({ path, rules }) => rebased(rules.hearthignore, path)),
    ];
    this.matchers = [true, false].map((ignorecase) => ignore({ ignorecase }).add(patterns));
  }

  /** @param path of a file, from the first level's folder */
  hide(path: string): boolean {
    return this.matchers.some((matcher) => matcher.ignores(path));
  }
}

/** A file's patterns as they would stand in an ignore file of the first level's folder. */
function rebased(text: string | undefined, folder: string): string[] {
  if (text === undefined) return [];
  const base = folder === '' ? '' : `/${folder.replaceAll(/[\\*?[\] ]/g, String.raw`\$&`)}`;
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const isNegated = line.startsWith('!');
      const pattern = isNegated ? line.slice(1) : line;
      const bounded = boundedPattern(
        `${isNegated ? '!' : ''}${base === '' ? pattern : base + anchored(pattern)}`,
      );
      return bounded === undefined ? [] : [bounded];
    });
}

/** A slash before the end ties a pattern to its folder; any other matches at every depth below. */
function anchored(pattern: string): string {
  if (pattern.startsWith('/')) return pattern;
  return pattern.trimEnd().slice(0, -1).includes('/') ? `/${pattern}` : `/**/${pattern}`;
}
