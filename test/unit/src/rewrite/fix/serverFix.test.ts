// A language server's edits as a proposal.
import assert from 'node:assert/strict';
import { neverCancelled } from '../../../../../src/base/cancellation.ts';
import { type ServerEdit, serverFix } from '../../../../../src/rewrite/fix/serverFix.ts';
import { PendingDocument } from '../../../../../src/rewrite/pending/pendingDocument.ts';
import { runProposal } from '../../../../../src/rewrite/run/proposalRun.ts';
import { MemoryDocument, nobodyListens } from '../../../../support/memoryDocument.ts';
import { ScriptedAnswers } from '../../../../support/scriptedAnswers.ts';

/** The text with the proposal; discarded, it is as it was. */
async function proposed(text: string, edits: readonly ServerEdit[]): Promise<string> {
  const part = serverFix(text, edits);
  assert.ok(part);
  const document = new MemoryDocument(text);
  const pending = new PendingDocument(document, nobodyListens);
  document.onChange = (changes, isUndoOrRedo) => pending.changed(changes, isUndoOrRedo);
  const place = { pending, region: part.region, lineEnd: '\n' as const };
  const end = await runProposal(new ScriptedAnswers(), part.question, place, neverCancelled);
  assert.equal(end.kind, 'proposed');
  const fixed = document.text();
  await pending.discard(() => true);
  assert.equal(document.text(), text);
  return fixed;
}

describe('a server’s fix', () => {
  for (const [name, edits] of [
    ['without edits', []],
    ['where nothing comes of them', [{ startOffset: 0, endOffset: 1, newText: 'a' }]],
    [
      'where they are in each other’s way',
      [
        { startOffset: 0, endOffset: 3, newText: 'x' },
        { startOffset: 2, endOffset: 4, newText: 'y' },
      ],
    ],
  ] as const)
    it(`is none ${name}`, () => assert.equal(serverFix('a, b;', edits), undefined));

  it('puts in before what it replaces from there on, and at the document’s end', async () => {
    const fixed = await proposed('a;\nb', [
      { startOffset: 3, endOffset: 4, newText: 'c' },
      { startOffset: 3, endOffset: 3, newText: 'await ' },
      { startOffset: 4, endOffset: 4, newText: ';\n' },
    ]);
    assert.equal(fixed, 'a;\nawait c;\n');
  });

  it('changes a word', async () => {
    const text = 'a;\nreturn smu;\nb;\n';
    const at = text.indexOf('smu');
    const fixed = await proposed(text, [{ startOffset: at, endOffset: at + 3, newText: 'sum' }]);
    assert.equal(fixed, 'a;\nreturn sum;\nb;\n');
  });

  it('may reach over the file, in whatever order, several at one place', async () => {
    const text = 'x();\ny();\nread();\n';
    const fixed = await proposed(text, [
      { startOffset: 10, endOffset: 10, newText: 'await ' },
      { startOffset: 0, endOffset: 0, newText: "import { read } from 'a';\n" },
      { startOffset: 0, endOffset: 0, newText: '\n' },
    ]);
    assert.equal(fixed, "import { read } from 'a';\n\nx();\ny();\nawait read();\n");
  });
});
