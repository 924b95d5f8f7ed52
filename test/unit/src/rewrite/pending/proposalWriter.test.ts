// Proposals that stream into a document while someone types in it, and what decisions and undo make of them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PendingDocument } from '../../../../../src/rewrite/pending/pendingDocument.ts';
import { ProposalWriter } from '../../../../../src/rewrite/pending/proposalWriter.ts';
import { MemoryDocument, nobodyListens } from '../../../../support/memoryDocument.ts';

const above = 'import x;\n\n';
const original = 'function sum(a, b) {\n  const c = a + b;\n  log(c);\n  return c;\n}\n';
const proposal = '/** Adds. */\nfunction sum(a: number, b: number) {\n  const c = a + b;\n  return c;\n}\n';
const below = '\nsum(1, 2);\n';
const start = above + original + below;

function open(
  text = start,
  region = { startOffset: above.length, endOffset: above.length + original.length },
) {
  const document = new MemoryDocument(text);
  const stored: string[] = [];
  const pending = new PendingDocument(document, {
    ...nobodyListens,
    beforeProposal: async ({ toKeep }) => {
      stored.push(toKeep.text);
    },
  });
  document.onChange = (changes, isUndoOrRedo) => pending.changed(changes, isUndoOrRedo);
  let broken = 0;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const writer = new ProposalWriter(pending, region, lineEnd, () => broken++);
  return { document, pending, writer, stored, broken: () => broken };
}

async function streamed(setup: ReturnType<typeof open>, text = proposal): Promise<string> {
  for (let length = 0; length < text.length; length += 7) setup.writer.arrived(text.slice(0, length));
  return await setup.writer.finish(text);
}

const all = () => true;

describe('a proposal', () => {
  it('enters the document whole and is two hunks with their originals', async () => {
    const setup = open();
    assert.equal(await streamed(setup), 'written');
    assert.equal(setup.document.text(), above + proposal + below);
    assert.deepEqual(
      setup.pending.hunks.map((hunk) => hunk.original),
      ['function sum(a, b) {\n', '  log(c);\n'],
    );
  });

  it('stores originals before they leave the document', async () => {
    const setup = open();
    const before = setup.document.text();
    setup.document.beforeNextEdit = () => {
      assert.ok(setup.stored.length > 0);
      assert.equal(setup.document.text(), before);
    };
    await streamed(setup);
    assert.equal(setup.stored.at(-1), setup.document.text());
  });

  it('shows the first hunk before the end has come', async () => {
    const setup = open();
    setup.writer.arrived(proposal.slice(0, proposal.indexOf('  return')));
    await setup.writer.stop();
    assert.ok(setup.document.text().includes('a: number'));
    assert.ok(setup.document.text().includes('log(c)'));
  });

  it('is one undo, which leaves nothing pending, and one redo, which brings the hunks back', async () => {
    const setup = open();
    await streamed(setup);
    const { hunks } = setup.pending;
    setup.document.undo();
    assert.equal(setup.document.text(), start);
    assert.deepEqual(setup.pending.hunks, []);
    setup.document.redo();
    assert.deepEqual(setup.pending.hunks, hunks);
  });

  it('is discarded hunk by hunk', async () => {
    const setup = open();
    await streamed(setup);
    const [first] = setup.pending.hunks;
    await setup.pending.discard((hunk) => hunk.id === first?.id);
    assert.equal(setup.document.text(), start.replace('  log(c);\n', ''));
    await setup.pending.discard(all);
    assert.equal(setup.document.text(), start);
    assert.deepEqual(setup.pending.hunks, []);
  });

  it('comes back pending when a discard is undone, not when it was accepted', async () => {
    const setup = open();
    await streamed(setup);
    const count = setup.pending.hunks.length;
    await setup.pending.discard(all);
    setup.document.undo();
    assert.equal(setup.pending.hunks.length, count);
    setup.pending.accept(all);
    setup.document.insert(0, 'x');
    setup.document.undo();
    assert.deepEqual(setup.pending.hunks, []);
    assert.equal(setup.document.text(), above + proposal + below);
  });

  it('leaves a line to whoever types in it, and takes it back when the typing is undone', async () => {
    const setup = open();
    await streamed(setup);
    const { hunks } = setup.pending;
    setup.document.insert(above.length + 5, 'mine');
    assert.equal(setup.pending.hunks.length, hunks.length);
    assert.equal(setup.document.text().indexOf('function'), setup.pending.hunks[0]?.startOffset);
    setup.document.undo();
    assert.deepEqual(setup.pending.hunks, hunks);
    setup.document.redo();
    await setup.pending.discard(all);
    assert.equal(setup.document.text(), `${above}/** Aminedds. */\n${original}${below}`);
  });

  it('goes on at the right place while someone types above and below, also in the middle of an edit', async () => {
    const setup = open();
    setup.writer.arrived(proposal.slice(0, 80));
    setup.document.beforeNextEdit = () => setup.document.insert(0, '// typed\n');
    setup.document.insert(setup.document.text().length, '// end');
    assert.equal(await streamed(setup), 'written');
    assert.equal(setup.document.text(), `// typed\n${above}${proposal}${below}// end`);
    await setup.pending.discard(all);
    assert.equal(setup.document.text(), `// typed\n${start}// end`);
  });

  it('ends, and keeps what came, when someone edits what it has still to replace', async () => {
    const setup = open();
    setup.document.insert(start.indexOf('return'), 'await ');
    assert.equal(await streamed(setup), 'textChanged');
    assert.equal(setup.broken(), 1);
    assert.equal(setup.document.text(), start.replace('return', 'await return'));
  });

  it('ends when someone undoes while it is written', async () => {
    const setup = open();
    setup.writer.arrived(proposal.slice(0, proposal.indexOf('  return')));
    await new Promise(setImmediate);
    setup.document.undo();
    assert.equal(setup.document.text(), start);
    assert.equal(await streamed(setup), 'textChanged');
    assert.equal(setup.document.text(), start);
  });

  it('changes nothing in a document that takes no edits', async () => {
    const setup = open();
    setup.document.isReadOnly = true;
    assert.equal(await streamed(setup), 'refused');
    assert.equal(setup.document.text(), start);
    assert.deepEqual(setup.pending.hunks, []);
  });

  it('that is the original is no change', async () => {
    const setup = open();
    assert.equal(await streamed(setup, original), 'noChange');
    assert.deepEqual(setup.pending.hunks, []);
  });

  it('keeps the line ends of a Windows document and its tabs', async () => {
    const text = 'one\r\n\ttwo\r\nthree\r\n';
    const setup = open(text, { startOffset: 0, endOffset: text.length });
    await streamed(setup, 'one\n\tzwei\n\tdrei\nthree\n');
    assert.equal(setup.document.text(), 'one\r\n\tzwei\r\n\tdrei\r\nthree\r\n');
    await setup.pending.discard(all);
    assert.equal(setup.document.text(), text);
  });

  it('may be of a part of a line', async () => {
    const text = 'const a = b + c;\n';
    const setup = open(text, { startOffset: 10, endOffset: 15 });
    await streamed(setup, 'sum(b, c)');
    assert.equal(setup.document.text(), 'const a = sum(b, c);\n');
  });

  it('grows line by line as one hunk where it replaces nothing', async () => {
    const setup = open('a\n\nb\n', { startOffset: 2, endOffset: 2 });
    setup.writer.arrived('one\ntwo\nthr');
    await setup.writer.stop();
    assert.equal(setup.document.text(), 'a\none\ntwo\n\nb\n');
    assert.equal(setup.pending.hunks.length, 1);
  });

  it('over a pending one keeps the first original', async () => {
    const setup = open();
    await streamed(setup);
    const region = { startOffset: above.length, endOffset: above.length + proposal.length };
    const again = new ProposalWriter(setup.pending, region, '\n', () => {});
    await again.finish('function total() {}\n');
    assert.equal(setup.document.text(), `${above}function total() {}\n${below}`);
    await setup.pending.discard(all);
    assert.equal(setup.document.text(), start);
  });

  it('that turns out otherwise than it began takes its first words back', async () => {
    const setup = open();
    setup.writer.arrived('function total(a, b) {\n  const c = a + b;\n  log(c);\n');
    assert.equal(await setup.writer.finish(proposal), 'written');
    assert.equal(setup.document.text(), above + proposal + below);
    await setup.pending.discard(all);
    assert.equal(setup.document.text(), start);
  });

  it('is in the end what it is, and discarded what was, however it came and whoever typed', async () => {
    const code = fc
      .array(fc.constantFrom('one();\n', 'two();\n', '}\n', '\n', 'three(four);\n'), { maxLength: 10 })
      .map((lines) => lines.join(''));
    const typing = fc.array(fc.record({ afterPieces: fc.nat({ max: 8 }), isAbove: fc.boolean() }), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(code, code, fc.integer({ min: 1, max: 9 }), typing, async (from, to, piece, typed) => {
        const setup = open(`${above}${from}${below}`, {
          startOffset: above.length,
          endOffset: above.length + from.length,
        });
        let [head, tail] = [above, below];
        for (let count = 0; count * piece < to.length; count++) {
          setup.writer.arrived(to.slice(0, count * piece));
          for (const { afterPieces, isAbove } of typed) {
            if (afterPieces !== count) continue;
            if (isAbove) head = `!${head}`;
            else tail = `${tail}?`;
            setup.document.insert(isAbove ? 0 : setup.document.text().length, isAbove ? '!' : '?');
          }
          if (count % 3 === 0) await new Promise(setImmediate);
        }
        await setup.writer.finish(to);
        assert.equal(setup.document.text(), head + to + tail);
        await setup.pending.discard(all);
        assert.equal(setup.document.text(), head + from + tail);
      }),
    );
  });
});
