// What is told of documents beside the requests: the names that a language server lists, and that one is closed.
// Must not know who tells, nor what becomes of it.
import { NotificationType, ParameterStructures } from 'vscode-jsonrpc';

/**
 * Names of which one is to stand at a place of a document, as its language server lists them. Told beside the requests,
 * whenever it answers: nobody waits for them. Those that come while an answer is written have it written once more if it
 * began with a name that does not exist, and change nothing of it otherwise.
 */
export interface NamesParams {
  readonly documentUri: string;
  /** Of the place; no other place of the document has had it. */
  readonly nameId: number;
  /** All of them: nothing else can stand there. */
  readonly names: readonly string[];
}

export interface CloseDocumentParams {
  readonly documentUri: string;
}

const byName = ParameterStructures.byName;

export const namesNotification = new NotificationType<NamesParams>('names', byName);
export const closeDocumentNotification = new NotificationType<CloseDocumentParams>('closeDocument', byName);
