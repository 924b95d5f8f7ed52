// A long selection that is rewritten part by part: each part is where it is by then, whatever was written above it.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { neverCancelled } from '../../../../../src/base/cancellation.ts';
import type { ProposalTask } from '../../../../../src/rewrite/run/proposalTask.ts';
import { rewriteInParts } from '../../../../../src/rewrite/run/rewriteInParts.ts';
import type { RewriteCommandParts } from '../../../../../src/rewrite/run/rewriteParts.ts';
import { use } from '../../../../support/vscode/module.ts';
import { StandIn } from '../../../../support/vscode/standIn.ts';

const uri = 'file:///a.txt';
const text = 'one\n\ntwo\n\nthree\n';
const syntax: RewriteCommandParts['syntax'] = { prepare: async () => {}, grammarOf: () => undefined };

/** Calls `between` before each part, and gives what each part was, and in which line. */
async function partsSeen(
  between: (window: StandIn, index: number) => void,
  isDone = false,
): Promise<readonly string[]> {
  const window = new StandIn();
  use(window);
  window.disk.set(uri, text);
  window.show(uri);
  await window.channel.settle();
  const document = window.host.document(uri);
  const seen: string[] = [];
  const run = async ({ parts }: ProposalTask): Promise<undefined> => {
    for (const [index, find] of parts.entries()) {
      between(window, index);
      await window.channel.settle();
      const region = (await find(neverCancelled))?.region;
      const line = region && document.positionAt(region.startOffset).line;
      seen.push(
        region ? `${line}: ${document.getText().slice(region.startOffset, region.endOffset)}` : 'gone',
      );
    }
  };
  await rewriteInParts({ proposals: { run }, syntax, maxRewriteLines: 1 } as unknown as RewriteCommandParts, {
    document: document as unknown as vscode.TextDocument,
    target: { startOffset: 0, endOffset: text.length },
    instruction: '',
    instead: () => Promise.resolve(isDone),
  });
  return seen;
}

describe('rewriting in parts', () => {
  it('takes one part after the other', async () => {
    assert.deepEqual(await partsSeen(() => {}), ['0: one', '2: two', '4: three']);
  });

  it('does not find a part in what was written for the one above', async () => {
    const seen = await partsSeen((window, index) => {
      if (index === 1) window.type(uri, { startOffset: 0, removedLength: 3, insertedText: 'two\ntwo again' });
      if (index === 2)
        window.type(uri, {
          startOffset: 'two\ntwo again\n\n'.length,
          removedLength: 3,
          insertedText: 'three and two',
        });
    });
    assert.deepEqual(seen, ['0: one', '3: two', '5: three']);
  });

  it('takes none where all was done in another way', async () => {
    assert.deepEqual(await partsSeen(() => {}, true), ['gone', 'gone', 'gone']);
  });

  it('takes a part with what was typed in it, and leaves out one that is gone', async () => {
    const seen = await partsSeen((window, index) => {
      if (index === 1)
        window.type(uri, { startOffset: 'one\n\ntw'.length, removedLength: 0, insertedText: 'X' });
      if (index === 2)
        window.type(uri, { startOffset: 'one\n\ntwXo\n'.length, removedLength: 4, insertedText: '' });
    });
    assert.deepEqual(seen, ['0: one', '2: twXo', 'gone']);
  });
});
