// Rewriting in the real editor with real weights: what comes is pending, and every decision leaves the text as it says.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HearthApi } from '../../src/extension.ts';
import { activeHearth, eventually } from './support/hearth.ts';
import { addTypes, clearNotifications, type Rewrite, Rewriter, untyped } from './support/rewriter.ts';

describe('a rewrite in the editor', () => {
  let hearth: HearthApi;
  let rewriter: Rewriter;

  before(async () => {
    hearth = await activeHearth();
    await hearth.whenReady();
  });

  afterEach(async () => {
    await rewriter.close();
  });

  async function rewritten(name: string, text = untyped): Promise<Rewrite> {
    rewriter = await Rewriter.inFile(hearth, name, text);
    rewriter.select(0, 7);
    return await rewriter.rewrite(addTypes);
  }

  it('changes the selection only and waits for a decision; Discard All gives everything back', async () => {
    const { text, hunkCount } = await rewritten('types.ts');
    assert.ok(hunkCount > 0);
    assert.match(text, /total\(items: /);
    assert.ok(text.endsWith(untyped.slice(untyped.indexOf('\nexport function first'))));
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, untyped);
    assert.equal(rewriter.hunkCount, 0);
  });

  it('is one step for undo, and pending again after redo', async () => {
    const { text, hunkCount } = await rewritten('undo.ts');
    await vscode.commands.executeCommand('undo');
    assert.equal(rewriter.text, untyped);
    assert.equal(rewriter.hunkCount, 0);
    await vscode.commands.executeCommand('redo');
    assert.equal(rewriter.text, text);
    assert.equal(rewriter.hunkCount, hunkCount);
  });

  it('is not undone with what is typed after it', async () => {
    const { text } = await rewritten('typed.ts');
    rewriter.select(10, 10);
    await vscode.commands.executeCommand('type', { text: '/' });
    await vscode.commands.executeCommand('undo');
    assert.equal(rewriter.text, text);
  });

  it('stays when it is accepted', async () => {
    const { text } = await rewritten('accept.ts');
    await vscode.commands.executeCommand('hearth.acceptAllChanges');
    assert.equal(rewriter.hunkCount, 0);
    assert.equal(rewriter.text, text);
  });

  it('is decided at the cursor, hunk by hunk', async () => {
    const { hunkCount } = await rewritten('hunks.ts');
    await vscode.commands.executeCommand('hearth.nextChange');
    await vscode.commands.executeCommand('hearth.discardChange');
    assert.equal(rewriter.hunkCount, hunkCount - 1);
    while (rewriter.hunkCount > 0) {
      await vscode.commands.executeCommand('hearth.nextChange');
      await vscode.commands.executeCommand('hearth.discardChange');
    }
    assert.equal(rewriter.text, untyped);
  });

  it('is decided by keys that come quickly, each about the change that the one before moved to', async () => {
    rewriter = await Rewriter.inFile(hearth, 'quickly.ts', untyped);
    rewriter.select(0, 11);
    const { hunkCount } = await rewriter.rewrite(addTypes);
    assert.ok(hunkCount > 1, rewriter.text);
    await vscode.commands.executeCommand('hearth.nextChange');
    await Promise.all(
      Array.from({ length: hunkCount }, () => vscode.commands.executeCommand('hearth.discardChange')),
    );
    assert.equal(rewriter.text, untyped);
  });

  it('keeps Windows line ends, and Discard works after saving', async () => {
    const windows = untyped.replaceAll('\n', '\r\n');
    const { text } = await rewritten('windowsRewrite.ts', windows);
    assert.equal(text.replaceAll('\r\n', '').includes('\n'), false);
    await rewriter.editor.document.save();
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, windows);
  });

  it('keeps tabs', async () => {
    const tabbed = untyped.replaceAll('  ', '\t');
    rewriter = await Rewriter.inFile(hearth, 'tabs.ts', tabbed);
    rewriter.select(0, 7);
    const { text, hunkCount } = await rewriter.rewrite(addTypes);
    assert.ok(hunkCount > 0);
    assert.doesNotMatch(text, /^ /m);
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, tabbed);
  });

  it('takes the enclosing function without a selection', async () => {
    rewriter = await Rewriter.inFile(hearth, 'enclosing.ts', untyped);
    rewriter.cursor(3, 8);
    const { text } = await rewriter.rewrite(addTypes);
    assert.match(text, /total\(items: /);
    assert.match(text, /first\(items\)/);
  });

  it('takes all of a function of which the selection leaves out the end', async () => {
    rewriter = await Rewriter.inFile(hearth, 'cut.ts', untyped);
    rewriter.select(0, 6);
    const { text } = await rewriter.rewrite('Rename sum to amount.');
    assert.equal(text, untyped.replaceAll(/\bsum\b/g, 'amount'));
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, untyped);
  });

  it('survives typing above it, which moves what Discard puts back', async () => {
    await rewritten('above.ts');
    await rewriter.insert(() => 0, '// typed\n');
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, `// typed\n${untyped}`);
  });

  it('leaves a line to the user who types in it', async () => {
    const { text, hunkCount } = await rewritten('mine.ts');
    const inside = text.indexOf('items: ') + 1;
    await rewriter.insert(() => inside, 'X');
    assert.equal(rewriter.hunkCount, hunkCount - 1);
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.match(rewriter.text, /iXtems: /);
  });

  it('is compared with the original in the diff editor', async () => {
    await rewritten('compare.ts');
    await vscode.commands.executeCommand('hearth.compareChanges');
    const original = await eventually('the original', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'hearth-original'),
    );
    assert.equal(original.getText(), untyped);
    await rewriter.close();
    await rewriter.show();
    await vscode.commands.executeCommand('hearth.discardAllChanges');
  });

  it('stays pending, unsaved as it is, when its file is renamed', async () => {
    const { hunkCount } = await rewritten('former.ts');
    const { uri } = rewriter.editor.document;
    const renamed = vscode.Uri.joinPath(uri, '..', 'renamed.ts');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(uri, renamed, { overwrite: true });
    assert.ok(await vscode.workspace.applyEdit(edit));
    rewriter = await Rewriter.of(hearth, renamed);
    await eventually('the pending changes', () => (rewriter.hunkCount === hunkCount ? true : undefined));
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, untyped);
  });

  it('does not begin where the text was edited while the instruction was chosen', async () => {
    rewriter = await Rewriter.inFile(hearth, 'chosen.ts', untyped);
    rewriter.cursor(1, 2);
    const running = vscode.commands.executeCommand('hearth.rewriteSelection');
    await eventually('a place', () => (rewriter.editor.selection.isEmpty ? undefined : true));
    await rewriter.insert(() => 0, '// above\n');
    const choosing = setInterval(
      () => void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
      100,
    );
    await Promise.resolve(running).finally(() => clearInterval(choosing));
    assert.equal(rewriter.text, `// above\n${untyped}`);
    assert.equal(rewriter.hunkCount, 0);
  });

  it('goes along when an untitled document is saved under a name', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder.uri, 'named.ts');
    rewriter = await Rewriter.of(hearth, file.with({ scheme: 'untitled' }));
    await rewriter.insert(() => 0, untyped);
    rewriter.select(0, 7);
    const { text, hunkCount } = await rewriter.rewrite(addTypes);
    assert.ok(hunkCount > 0);
    assert.ok(await rewriter.editor.document.save());
    rewriter = await Rewriter.of(hearth, file);
    assert.equal(rewriter.text, text);
    await eventually('the pending changes', () => (rewriter.hunkCount === hunkCount ? true : undefined));
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, untyped);
  });

  it('is refused for more lines than go well, until parts are asked for', async () => {
    const long = Array.from({ length: 200 }, (_, line) => `call(${line});\n`).join('');
    rewriter = await Rewriter.inFile(hearth, 'longRewrite.ts', long);
    rewriter.select(0, 200);
    const running = rewriter.rewrite(addTypes);
    await clearNotifications(running);
    assert.equal(rewriter.text, long);
  });

  it('is refused in a file that may not be written, and in one that Hearth does not read', async () => {
    for (const [name, isReadOnly] of [
      ['readonly.ts', true],
      ['.env', false],
    ] as const) {
      rewriter = await Rewriter.inFile(hearth, name, untyped);
      if (isReadOnly) await rewriter.makeReadOnly();
      rewriter.select(0, 7);
      await clearNotifications(rewriter.rewrite(addTypes));
      assert.equal(rewriter.text, untyped);
      assert.equal(rewriter.hunkCount, 0);
    }
  });
});
