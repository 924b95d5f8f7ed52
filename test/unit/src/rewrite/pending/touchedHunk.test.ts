// Hunks in which someone types: the touched lines are theirs, the others stay pending with what they stand for.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyChange } from '../../../../../src/base/textChanges.ts';
import { followChange, originalText } from '../../../../../src/rewrite/pending/hunks.ts';
import { pairedLines } from '../../../../../src/rewrite/pending/touchedHunk.ts';

const head = 'import x;\n';
const tail = 'end();\n';
const original = 'function sum(a, b) {\n  log(a);\n  return a + b;\n';
const proposal = '/** Adds. */\nfunction sum(a: number, b: number) {\n  return add(a, b);\n';

function after(proposed: string, originals: string, change: { at: string; removed?: string; text: string }) {
  const text = head + proposed + tail;
  const hunk = {
    id: 1,
    startOffset: head.length,
    endOffset: head.length + proposed.length,
    original: originals,
  };
  const startOffset = text.indexOf(change.at) + (change.removed === undefined ? change.at.length : 0);
  const edit = { startOffset, removedLength: change.removed?.length ?? 0, insertedText: change.text };
  let id = 1;
  const hunks = followChange(text, [hunk], edit, () => ++id);
  const now = applyChange(text, edit);
  return {
    ids: hunks.map((each) => each.id),
    pending: hunks.map(({ startOffset: from, endOffset }) => now.slice(from, endOffset)),
    discarded: originalText(now, hunks).slice(head.length, -tail.length),
  };
}

describe('a change in which someone types', () => {
  it('leaves a touched comment to them, and its code pending', () => {
    const { pending, discarded, ids } = after(proposal, original, { at: 'Adds', text: ' two numbers' });
    assert.deepEqual(pending, [proposal.slice(proposal.indexOf('function'))]);
    assert.equal(discarded, `/** Adds two numbers. */\n${original}`);
    assert.deepEqual(ids, [1]);
  });

  it('is two where a line in its middle is touched', () => {
    const { pending, discarded, ids } = after(proposal, original, { at: 'a: number', text: ' | bigint' });
    assert.deepEqual(pending, ['/** Adds. */\n', '  return add(a, b);\n']);
    assert.equal(discarded, 'function sum(a: number | bigint, b: number) {\n  log(a);\n  return a + b;\n');
    assert.deepEqual(ids, [1, 2]);
  });

  it('is two where a line is put between, and nothing of it is theirs but that', () => {
    const { pending, discarded } = after(proposal, original, { at: '*/\n', text: '// mine\n' });
    assert.equal(pending.join(''), proposal);
    assert.equal(discarded, `// mine\n${original}`);
  });

  it('is gone where all of its lines are touched, also when it had replaced more', () => {
    const { pending, discarded } = after('  return add(a, b);\n', original, { at: 'add(a', text: '!' });
    assert.deepEqual(pending, []);
    assert.equal(discarded, '  return add(a!, b);\n');
  });

  it('is gone with what is removed of it, and the rest stays', () => {
    const removed = '  return add(a, b);\nend';
    const { pending, discarded } = after(proposal, original, { at: removed, removed, text: 'fin' });
    assert.deepEqual(pending, [proposal.slice(0, proposal.indexOf('  return'))]);
    assert.equal(discarded.includes('log(a)'), true);
  });

  it('never takes typed text away, keeps originals in order, and leaves no line that nobody touched', () => {
    const count = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(
        count,
        fc.nat({ max: 6 }),
        fc.nat(),
        fc.nat({ max: 12 }),
        (proposedCount, count2, at, length) => {
          const proposed = Array.from({ length: proposedCount }, (_, index) => `new ${index} line\n`);
          const originals = Array.from({ length: count2 }, (_, index) => `old ${index} line\n`);
          const text = head + proposed.join('') + tail;
          const endOffset = head.length + proposed.join('').length;
          const hunk = { id: 1, startOffset: head.length, endOffset, original: originals.join('') };
          const startOffset = head.length + (at % proposed.join('').length);
          const change = {
            startOffset,
            removedLength: Math.min(length, endOffset - startOffset),
            insertedText: '✎',
          };
          const hunks = followChange(text, [hunk], change, () => 2);
          const now = applyChange(text, change);
          const discarded = originalText(now, hunks);
          assert.ok(discarded.includes('✎') && discarded.startsWith(head) && discarded.endsWith(tail));
          const found = [...discarded.matchAll(/old (\d)/g)].map(([, index]) => Number(index));
          assert.deepEqual(
            found,
            found.toSorted((one, other) => one - other),
          );
          const touchedCount = text.slice(startOffset, startOffset + change.removedLength).split('\n').length;
          // Whole lines of the proposal that are left are touched ones.
          const left = proposed.filter((line) => now.includes(line) && discarded.includes(line));
          assert.ok(left.length <= (hunks.length === 0 ? proposed.length : touchedCount));
          for (const line of left)
            assert.ok(!hunks.some((each) => now.slice(each.startOffset, each.endOffset).includes(line)));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('paired lines', () => {
  it('are compared by their beginnings: whole minified ones would take minutes', () => {
    const minified = (name: string) => `${name}:${'x=>[x],'.repeat(100_000)}\n`;
    const proposed = [minified('first(1)'), minified('second(2)')];
    assert.deepEqual(pairedLines([minified('second')], proposed), [undefined, 0]);
  });
});
