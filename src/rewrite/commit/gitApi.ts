// The part of the built-in Git extension's interface that is used here. Must not know what diffs are for.
import * as vscode from 'vscode';
import type { StagedChange, StagedFiles } from './stagedTexts.ts';

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string };
  readonly state: { readonly indexChanges: readonly GitChange[] };
  /** Looks at the repository anew: what its watcher tells comes late. */
  status(): Promise<void>;
  /** The staged diff of what a path of Git's own syntax names. */
  diffIndexWithHEAD(path: string): Promise<string>;
  diffBlobs(earlier: string, later: string): Promise<string>;
}

interface GitChange {
  readonly uri: vscode.Uri;
  /** Another one than `uri` for what was renamed or copied. */
  readonly originalUri: vscode.Uri;
}

interface GitApi {
  readonly repositories: readonly GitRepository[];
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/**
 * Undefined where the Git extension is out of reach: it is turned off, or Hearth runs on the other side of a remote
 * connection.
 */
export async function gitRepositories(): Promise<readonly GitRepository[] | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) return undefined;
  const git = await extension.activate();
  return git.enabled ? git.getAPI(1).repositories : undefined;
}

/** What is staged in a repository. */
export function stagedFilesOf(repository: GitRepository): StagedFiles {
  const root = repository.rootUri.path.replace(/\/$/, '');
  const pathOf = (uri: vscode.Uri) => uri.path.slice(root.length + 1);
  return {
    changes: async () => {
      await repository.status();
      return repository.state.indexChanges.map(({ uri, originalUri }) => {
        const [path, earlierPath] = [pathOf(uri), pathOf(originalUri)];
        return { path, earlierPath: path === earlierPath ? undefined : earlierPath };
      });
    },
    diff: async (change) => await diffOf(repository, change),
  };
}

async function diffOf(repository: GitRepository, { path, earlierPath }: StagedChange): Promise<string> {
  // By its path alone, a renamed file would seem to be new.
  if (earlierPath !== undefined) return await repository.diffBlobs(`HEAD:${earlierPath}`, `:0:${path}`);
  // Literally: Git takes `[slug].ts` for a pattern that other files match too.
  return await repository.diffIndexWithHEAD(`:(literal)${path}`);
}
