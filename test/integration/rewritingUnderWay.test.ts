// What somebody does while a rewrite is being written: types elsewhere and right there, stops it, wants nothing of it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HearthApi } from '../../src/extension.ts';
import { activeHearth, eventually } from './support/hearth.ts';
import { addTypes, clearNotifications, Rewriter, untyped } from './support/rewriter.ts';

describe('a rewrite that is under way', () => {
  let hearth: HearthApi;
  let rewriter: Rewriter;

  before(async () => {
    hearth = await activeHearth();
    await hearth.whenReady();
  });

  afterEach(async () => {
    await rewriter.close();
  });

  it('goes on while the user types elsewhere, whose text Discard All leaves', async () => {
    rewriter = await Rewriter.inFile(hearth, 'meanwhile.ts', untyped);
    rewriter.select(0, 7);
    const running = rewriter.rewrite(addTypes);
    await eventually('writing', () => (rewriter.isWriting ? true : undefined));
    await rewriter.insert(() => 0, '// above\n');
    await rewriter.insert((text) => text.length, '// below\n');
    const { text } = await running;
    assert.match(text, /^\/\/ above\nexport function total\(items: [^]*\/\/ below\n$/);
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, `// above\n${untyped}// below\n`);
  });

  it('ends when the user types where it is to write, and loses nothing of that', async () => {
    rewriter = await Rewriter.inFile(hearth, 'inside.ts', untyped);
    rewriter.select(0, 7);
    const running = rewriter.rewrite(addTypes);
    await eventually('writing', () => (rewriter.isWriting ? true : undefined));
    await rewriter.insert((text) => text.indexOf('sum;'), 'my');
    await running;
    assert.match(rewriter.text, /return mysum;/);
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, untyped.replace('sum;', 'mysum;'));
  });

  it('is stopped by command', async () => {
    rewriter = await Rewriter.inFile(hearth, 'stopped.ts', untyped);
    rewriter.select(0, 11);
    const running = rewriter.rewrite(addTypes);
    await eventually('writing', () => (rewriter.isWriting ? true : undefined));
    await vscode.commands.executeCommand('hearth.stopWriting');
    await eventually('an end of writing', () => (rewriter.isWriting ? undefined : true));
    await clearNotifications(running);
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, untyped);
  });

  it('is stopped by Discard All, and nothing comes any more', async () => {
    rewriter = await Rewriter.inFile(hearth, 'unwanted.ts', untyped);
    rewriter.select(0, 11);
    const running = rewriter.rewrite(addTypes);
    await eventually('a change, and more to come', () =>
      rewriter.hunkCount > 0 && rewriter.isWriting ? true : undefined,
    );
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    await running;
    assert.equal(rewriter.text, untyped);
    assert.equal(rewriter.hunkCount, 0);
  });
});
