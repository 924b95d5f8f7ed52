// Which texts are indexed for whom, and that work stops when told.
import assert from 'node:assert/strict';
import sinon from 'sinon';
import { ReferenceCode } from '../../../../engine/completion/referenceCode.ts';
import { predictNext } from '../../../../engine/decoding/copyModel.ts';

const tokenize = (text: string) => Array.from(new TextEncoder().encode(text));
const goOn = () => Promise.resolve(true);

function next(reference: ReferenceCode, owner: string, tail: string): string {
  const [prediction] = predictNext(reference.sourcesOf(owner), tokenize(tail));
  return String.fromCharCode(...(prediction?.counts.keys() ?? []));
}

describe('ReferenceCode', () => {
  const params = {
    documentUri: 'a',
    own: ['let alpha;\n', '\nlet beta;\n'],
    others: [{ uri: 'b', text: 'const gamma = 1;\n' }],
  };

  it('knows a document and the files around it, for its owner only', async () => {
    const reference = new ReferenceCode(tokenize);
    await reference.set('one', params, goOn);
    assert.equal(next(reference, 'one', 'let be'), 't');
    assert.equal(next(reference, 'one', 'const g'), 'a');
    assert.equal(next(reference, 'two', 'let be'), '');
  });

  it('keeps what a later call leaves out', async () => {
    const reference = new ReferenceCode(tokenize);
    await reference.set('one', params, goOn);
    await reference.set('one', { documentUri: 'a', own: ['let delta;\n'] }, goOn);
    assert.equal(next(reference, 'one', 'let d'), 'e');
    assert.equal(next(reference, 'one', 'let be'), '');
    assert.equal(next(reference, 'one', 'const g'), 'a');
  });

  it('forgets what nobody uses any more', async () => {
    const reference = new ReferenceCode(tokenize);
    await reference.set('one', params, goOn);
    await reference.set('two', { documentUri: 'b', own: ['\n'], others: params.others }, goOn);
    reference.release((owner) => owner === 'one');
    assert.equal(next(reference, 'one', 'let be'), '');
    assert.equal(next(reference, 'two', 'const g'), '');
    reference.release(() => true);
    assert.equal(next(reference, 'two', 'const g'), '');
  });

  it('keeps to its bound by forgetting the documents used longest ago, and says when that matters', async () => {
    const code = (name: string) => `let ${name};\n`.repeat(400);
    const reference = new ReferenceCode(tokenize, 300_000);
    const set = (owner: string, others?: readonly { readonly uri: string; readonly text: string }[]) =>
      reference.set(
        owner,
        { documentUri: owner, own: [code(owner)], ...(others === undefined ? {} : { others }) },
        goOn,
      );
    for (let document = 0; document < 40; document++) {
      assert.equal(await set(`d${document}`, []), 'indexed');
      // Somebody goes back to the first one again and again.
      assert.notEqual(next(reference, 'd0', 'let '), '');
    }
    assert.ok(reference.bytes <= 300_000, `${reference.bytes} bytes`);
    assert.equal(next(reference, 'd1', 'let '), '');
    assert.equal(await set('d1'), 'forgotten');
    assert.equal(await set('d1', []), 'indexed');
    assert.equal(await set('d1'), 'indexed');
  });

  it('keeps the one that is worked on, however large', async () => {
    const reference = new ReferenceCode(tokenize, 10);
    assert.equal(await reference.set('one', params, goOn), 'indexed');
    assert.equal(next(reference, 'one', 'let be'), 't');
  });

  it('stops when something more urgent comes', async () => {
    const reference = new ReferenceCode(tokenize);
    assert.equal(await reference.set('one', params, () => Promise.resolve(false)), 'preempted');
    assert.equal(next(reference, 'one', 'let be'), '');
  });

  it('tokenizes a line once, however often its document changes', async () => {
    const counted = sinon.spy(tokenize);
    const reference = new ReferenceCode(counted);
    await reference.set('one', { documentUri: 'a', own: ['one\ntwo\n\nthree\n'] }, goOn);
    await reference.set('one', { documentUri: 'a', own: ['one\n2\n\nthree\n'] }, goOn);
    assert.equal(counted.callCount, 4);
  });
});
