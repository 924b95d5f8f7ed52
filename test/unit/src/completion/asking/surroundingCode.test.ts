// What goes along with a document, and when it changes.
import assert from 'node:assert/strict';
import type { ReferenceParams } from '../../../../../engine/protocol/protocol.ts';
import { neverCancelled } from '../../../../../src/base/cancellation.ts';
import { SurroundingCode } from '../../../../../src/completion/asking/surroundingCode.ts';
import { NeighbourFiles } from '../../../../../src/context/neighbours/neighbourFiles.ts';
import { RecentDocuments } from '../../../../../src/context/neighbours/recentDocuments.ts';
import { MemoryFiles } from '../../../../support/memoryFiles.ts';
import { MemoryFolderFiles } from '../../../../support/memoryFolderFiles.ts';
import { StatedPrivacy } from '../../../../support/statedPrivacy.ts';

const similar = 'const orderTotal = prices.reduce((sum, price) => sum + price, 0);\n'.repeat(3);
const text = `import { prices } from './prices.ts';\n${similar}\nconst total = prices.`;
const document = { uri: 'file:///home/me/work/main.ts', languageId: 'typescript', version: 1, text };
const offset = text.length;

function setUp(answer: 'indexed' | 'preempted' = 'indexed') {
  const files = new MemoryFiles({ 'prices.ts': `export ${similar}${'const prices = load();\n'.repeat(6)}` });
  const privacy = new StatedPrivacy();
  const told: ReferenceParams[] = [];
  const closed: string[] = [];
  const state = { answer };
  const recent = new RecentDocuments(privacy);
  const surrounding = new SurroundingCode({
    client: {
      refer: (params) => {
        told.push(params);
        return Promise.resolve({ kind: state.answer });
      },
      closeDocument: (uri) => {
        closed.push(uri);
      },
    },
    recent,
    neighbours: new NeighbourFiles(new MemoryFolderFiles(files), privacy, () => ({ dispose: () => {} })),
  });
  return { surrounding, told, closed, state, recent };
}

describe('SurroundingCode', () => {
  it('tells the engine of the document without the line of the cursor, and of other files once', async () => {
    const { surrounding, told } = setUp();
    await surrounding.refer(document, offset, neverCancelled);
    assert.deepEqual(told[0]?.own, [text.slice(0, text.lastIndexOf('\n') + 1), '']);
    assert.deepEqual(
      told[0]?.others?.map(({ uri }) => uri),
      ['file:///home/me/work/prices.ts'],
    );
    await surrounding.refer(document, offset, neverCancelled);
    assert.equal(told[1]?.others, undefined);
    surrounding.forgetAll();
    await surrounding.refer(document, offset, neverCancelled);
    assert.equal(told[2]?.others?.length, 1);
  });

  it('has the engine let go of what it was told at once when what may be read changes', async () => {
    const { surrounding, closed } = setUp();
    await surrounding.refer(document, offset, neverCancelled);
    surrounding.hideAll();
    assert.deepEqual(closed, [document.uri]);
    const telling = surrounding.refer(document, offset, neverCancelled);
    surrounding.hideAll();
    await telling;
    assert.deepEqual(closed, [document.uri, document.uri]);
    surrounding.hideAll();
    assert.equal(closed.length, 2);
  });

  it('closes no document under a new engine, or where another model answers', async () => {
    const { surrounding, closed } = setUp();
    await surrounding.refer(document, offset, neverCancelled);
    surrounding.forgetAll();
    assert.deepEqual(closed, []);
  });

  it('keeps nothing of a document that is closed while its neighbours are read or the engine is told', async () => {
    const { surrounding, told } = setUp();
    const reading = surrounding.refer(document, offset, neverCancelled);
    surrounding.forget(document.uri);
    await reading;
    assert.equal(told.length, 0);
    assert.deepEqual(surrounding.textsAround(document.uri), []);
  });

  it('tells again of what the engine had no time for', async () => {
    const { surrounding, told } = setUp('preempted');
    await surrounding.refer(document, offset, neverCancelled);
    await surrounding.refer(document, offset, neverCancelled);
    assert.equal(told[1]?.others?.length, 1);
  });

  it('tells nothing of the words of a huge document', async () => {
    const { surrounding, told } = setUp();
    await surrounding.refer({ ...document, text: 'x\n'.repeat(150_000) }, 0, neverCancelled);
    assert.deepEqual(told[0]?.own, []);
  });

  it('passes over what is too long to be read in a pause, open documents before files', async () => {
    const { surrounding, told, recent } = setUp();
    const lengths = { short: 20_000, long: 140_000, longer: 900_000, last: 129_990 };
    for (const [name, length] of Object.entries(lengths)) {
      const uri = `file:///home/me/work/${name}.ts`;
      const readText = () => 'x'.repeat(length);
      recent.visit({ uri, path: `${name}.ts`, languageId: 'typescript', readText }, 0);
    }
    await surrounding.refer(document, offset, neverCancelled);
    assert.deepEqual(
      told[0]?.others?.map(({ uri }) => uri),
      ['file:///home/me/work/last.ts', 'file:///home/me/work/short.ts'],
    );
  });
});
