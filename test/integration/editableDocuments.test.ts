// Documents that pending changes are in, in the real editor: the contract that the stand-in of unit tests keeps too.
import * as vscode from 'vscode';
import type { TextChange } from '../../src/base/textChanges.ts';
import { rangeAt, VscodeDocument } from '../../src/rewrite/pending/vscodeDocument.ts';
import { describeDocument } from '../support/documentContract.ts';
import { eventually } from './support/hearth.ts';
import { MemoryFileSystem } from './support/memoryFileSystem.ts';

const scheme = 'hearth-contract';
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 100));
const files = new MemoryFileSystem();
let count = 0;

/** Not by `openTextDocument`, which holds on to what it opened for minutes. */
async function show(uri: vscode.Uri): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
  return await eventually(`an editor of ${uri.path}`, () =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString()),
  );
}

function newFile(text: string): vscode.Uri {
  const uri = vscode.Uri.from({ scheme, path: `/contract${count++}.txt` });
  files.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

describe('documents', () => {
  let registration: vscode.Disposable;

  before(() => {
    registration = vscode.workspace.registerFileSystemProvider(scheme, files);
  });

  afterEach(async () => {
    files.isReadOnly = false;
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  after(async () => {
    while (vscode.window.activeTextEditor?.document.uri.scheme === scheme)
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    registration.dispose();
  });

  for (const isOnScreen of [true, false]) {
    describeDocument(
      `a document of VS Code ${isOnScreen ? 'on' : 'off'} screen`,
      isOnScreen,
      async (text) => {
        const uri = newFile(text);
        const { document } = await show(uri);
        if (!isOnScreen) await show(newFile('another'));
        return {
          document: new VscodeDocument(document),
          async type({ startOffset, removedLength, insertedText }: TextChange) {
            // The cursor is at the start, where the contract types.
            if (isOnScreen) return await vscode.commands.executeCommand('type', { text: insertedText });
            // Nobody types in what is not on screen, but other extensions edit it.
            for (let isDone = false; !isDone; ) {
              const edit = new vscode.WorkspaceEdit();
              edit.replace(uri, rangeAt(document, startOffset, startOffset + removedLength), insertedText);
              isDone = await vscode.workspace.applyEdit(edit);
            }
          },
          async undo() {
            await show(uri);
            await vscode.commands.executeCommand('undo');
          },
          settle: pause,
          during: (promise) => promise,
          makeReadOnly() {
            files.isReadOnly = true;
          },
          async close() {
            await show(uri);
            await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
            // An edit that comes after that keeps it open.
            await eventually('an end of the document', () =>
              document.isClosed || document.isDirty ? true : undefined,
            );
          },
        };
      },
    );
  }
});
