// Documents that pending changes are in: the one of other tests, and VS Code's over the stand-in.
import type * as vscode from 'vscode';
import { VscodeDocument } from '../../../../../src/rewrite/pending/vscodeDocument.ts';
import { describeDocument } from '../../../../support/documentContract.ts';
import { MemoryDocument } from '../../../../support/memoryDocument.ts';
import { use } from '../../../../support/vscode/module.ts';
import { StandIn } from '../../../../support/vscode/standIn.ts';

const uri = 'file:///a.ts';

describeDocument('a document in memory', true, (text) => {
  const document = new MemoryDocument(text);
  return {
    document,
    type: (change) => document.type(change),
    undo: () => document.undo(),
    settle: async () => {},
    during: (promise) => promise,
    makeReadOnly: () => {
      document.isReadOnly = true;
    },
    close: () => {
      document.isReadOnly = true;
    },
  };
});

for (const isOnScreen of [true, false]) {
  const name = `a document of VS Code’s stand-in ${isOnScreen ? 'on' : 'off'} screen`;
  describeDocument(name, isOnScreen, async (text) => {
    const window = new StandIn();
    use(window);
    window.disk.set(uri, text);
    window.show(uri);
    if (!isOnScreen) window.hide(uri);
    await window.channel.settle();
    const document = window.host.document(uri) as unknown as vscode.TextDocument;
    return {
      document: new VscodeDocument(document),
      type: (change) => window.type(uri, change),
      undo: () => window.undo(uri),
      settle: () => window.channel.settle(),
      during: (promise) => window.channel.during(promise),
      makeReadOnly: () => void window.readOnly.add(uri),
      close: () => window.close(uri),
    };
  });
}
