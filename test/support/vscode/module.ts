// What `import * as vscode from 'vscode'` gives in unit tests: the API of the stand-in that the test has chosen.
import { type Host, StandIn } from './standIn.ts';
import type { Uri, WorkspaceEdit } from './values.ts';

export {
  Disposable,
  EventEmitter,
  FilePermission,
  FileSystemError,
  Position,
  Range,
  TextDocumentChangeReason,
  Uri,
  WorkspaceEdit,
} from './values.ts';

let current = new StandIn();

export function use(standIn: StandIn): void {
  current = standIn;
}

/** Listeners belong to one life of the extension host, as those of an extension do. */
const event =
  <Name extends 'didOpen' | 'didClose' | 'didSave' | 'didChange' | 'renamed'>(name: Name) =>
  (listener: Parameters<Host[Name]['event']>[0]) =>
    (current.host[name].event as (listener: unknown) => { dispose(): void })(listener);

export const workspace = {
  onDidOpenTextDocument: event('didOpen'),
  onDidCloseTextDocument: event('didClose'),
  onDidSaveTextDocument: event('didSave'),
  onDidChangeTextDocument: event('didChange'),
  onDidRenameFiles: event('renamed'),
  get textDocuments() {
    return [...current.host.documents.values()];
  },
  getWorkspaceFolder: () => undefined,
  applyEdit: async (edit: WorkspaceEdit) => await current.host.applyEdit(edit),
  fs: {
    isWritableFileSystem: () => true,
    stat: async (uri: Uri) => await current.host.stat(uri),
  },
};

/** No bundle: texts are those of the code. */
export const l10n = { t: (text: string) => text };

export const window = {
  get visibleTextEditors() {
    return current.host.editors;
  },
};
