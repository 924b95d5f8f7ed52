// The engine dies under the hands of somebody who types, or waits for a rewrite.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describeRecord } from '../../src/completion/recentOutcomes.ts';
import { activeHearth, eventually } from './support/hearth.ts';
import { Rewriter } from './support/rewriter.ts';
import { Typist } from './support/typing.ts';

const long = `export function print(order: Order): string {
  const receipt = [];
  receipt.push(order.shop.name);
  receipt.push(order.shop.street);
  receipt.push("");
  for (const { name, price } of order.items) receipt.push(name + " " + price.toFixed(2));
  receipt.push("");
  const net = order.items.reduce((sum, { price }) => sum + price, 0);
  const tax = net * order.shop.taxRate;
  receipt.push("Net " + net.toFixed(2));
  receipt.push("Tax " + tax.toFixed(2));
  receipt.push("Total " + (net + tax).toFixed(2));
  receipt.push(order.shop.greeting);
  return receipt.join("\\n");
}
`;

describe('an engine that is killed while someone types', () => {
  it('comes back, and so do suggestions, without a lost key', async () => {
    const hearth = await activeHearth();
    await hearth.whenReady();
    const typist = await Typist.inFile(hearth, 'killed.ts', 'const first = 1;\nconst second = 2;\n█\n');
    await typist.type('con');
    const killed = hearth.engineProcessId();
    assert.ok(killed !== undefined);
    process.kill(killed, 'SIGKILL');
    await typist.type('st thi');
    assert.equal(typist.line, 'const thi');
    // Until the exit is heard of, the old one counts as ready.
    await eventually('another engine, ready', () => {
      const isReady = hearth.engineStatus().state === 'ready';
      return isReady && hearth.engineProcessId() !== killed ? true : undefined;
    });
    const record = await typist.type('rd');
    assert.equal(record.outcome.kind, 'shown', describeRecord(record));
    await typist.accept();
    assert.match(typist.line, /^const third\b.*3/);
    await typist.close();
  });
});

describe('an engine that is killed during a rewrite in the editor', () => {
  it('leaves what came, to decide about', async () => {
    const hearth = await activeHearth();
    await hearth.whenReady();
    // Written line by line, unlike types: a change is there long before the last line is.
    const rewriter = await Rewriter.inFile(hearth, 'dies.ts', long);
    rewriter.select(0, long.split('\n').length - 1);
    const running = rewriter.rewrite('Put a short comment above each statement.');
    await eventually('a first change', () => (rewriter.hunkCount > 0 ? true : undefined));
    assert.ok(rewriter.isWriting);
    process.kill(hearth.engineProcessId() ?? assert.fail('there is no engine'), 'SIGKILL');
    const { hunkCount } = await running;
    assert.ok(hunkCount > 0);
    assert.ok(rewriter.text.endsWith('  return receipt.join("\\n");\n}\n'), rewriter.text);
    await vscode.commands.executeCommand('hearth.discardAllChanges');
    assert.equal(rewriter.text, long);
    await rewriter.close();
    await hearth.whenReady();
  });
});
