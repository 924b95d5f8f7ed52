// The part of the built-in Git extension's interface that is used here. Must not know what diffs are for.
import * as vscode from 'vscode';

export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string };
  /** The diff of the index, or of the working tree without `cached`. */
  diff(cached: boolean): Promise<string>;
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
