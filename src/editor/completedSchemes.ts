// Which kinds of documents suggestions are made in. Must not know what a suggestion is.

/** Kinds of documents that people write code in; never output, debug console, source control or comment inputs. */
export const completedSchemes: readonly string[] = [
  'file',
  'untitled',
  'vscode-remote',
  'vscode-vfs',
  'vscode-notebook-cell',
];

/** Beside those, files of virtual workspaces; what VS Code keeps for itself under such addresses is none. */
export function isCompletedScheme(scheme: string, hasWritableFiles = false): boolean {
  return completedSchemes.includes(scheme) || (hasWritableFiles && !scheme.startsWith('vscode-'));
}
