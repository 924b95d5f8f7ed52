// Names of a language server on the road from a key to ghost text: who is asked, how often, what becomes of the answer.
import assert from 'node:assert/strict';
import type { ItemList } from '../../../../../src/completion/names/listedNames.ts';
import { ScriptedCompletions } from '../../../../support/scriptedCompletions.ts';
import { shown } from '../../../../support/scriptedEngine.ts';
import type { TypingEditor } from '../../../../support/typingEditor.ts';

const listOf = (...names: readonly string[]): ItemList => ({
  isIncomplete: false,
  items: names.map((label) => ({ label, kind: 4, commitCharacters: ['.'] })),
});
const words: ItemList = { isIncomplete: false, items: [{ label: 'lorem', kind: 0 }] };
const sure = (text: string) => shown(text, { tokens: [{ text, probability: 0.99 }] });
const unknown = { kind: 'silent', reason: 'unknownName' };

/** A server that answers at once, or when it is told. */
function served(list: ItemList | undefined) {
  const road = new ScriptedCompletions();
  const offsets: number[] = [];
  const held: (() => void)[] = [];
  const server = { list, isHeld: false, offsets, answer: () => held.splice(0).forEach((give) => give()) };
  road.listNames = (_, offset) => {
    offsets.push(offset);
    if (!server.isHeld) return Promise.resolve(server.list);
    return new Promise((resolve) => held.push(() => resolve(server.list)));
  };
  return { road, server };
}

const inPython =
  ({ text, version }: TypingEditor) =>
  () => ({
    uri: 'file:///a.ts',
    languageId: 'python',
    version,
    text,
  });

async function answered(road: ScriptedCompletions, pending: ReturnType<TypingEditor['ask']>, text: string) {
  await road.settle();
  road.engine.newest.answer(sure(text));
  return await pending;
}

describe('names of the language server', () => {
  it('are told to the engine for the place of the request', async () => {
    const { road } = served(listOf('size', 'add'));
    const editor = await road.edit('all.█\n');
    assert.equal((await answered(road, editor.ask(), 'size;')).kind, 'shown');
    const [names] = road.engine.names;
    assert.deepEqual(names?.names, ['size', 'add']);
    assert.equal(road.engine.completes[0]?.params.nameId, names?.nameId);
  });

  it('are asked for once for each name, whatever is typed of it', async () => {
    const { road, server } = served(listOf('size', 'add'));
    const editor = await road.edit('all.█\n');
    await answered(road, editor.ask(), 'zzz');
    await answered(road, editor.type('s'), 'um;');
    await answered(road, editor.type('i'), 'de;');
    assert.deepEqual(server.offsets, [4]);
    const ids = new Set(road.engine.completes.map(({ params }) => params.nameId));
    assert.equal(ids.size, 1);
  });

  it('are asked for anew behind the next dot', async () => {
    const { road, server } = served(listOf('size', 'add'));
    const editor = await road.edit('all.█\n');
    await answered(road, editor.ask(), 'zzz');
    await answered(road, editor.type('x.'), 'y');
    assert.deepEqual(server.offsets, [4, 6]);
  });

  it('are asked for where no list is open only', async () => {
    const { road, server } = served(listOf('size'));
    const editor = await road.edit('all.s█\n');
    const selected = { startOffset: 4, endOffset: 5, text: 'size' };
    await answered(road, editor.ask({ selected }), ';');
    assert.deepEqual(server.offsets, []);
    assert.equal(road.engine.newest.params.nameId, undefined);
  });

  it('are asked for where a server lists all there is only', async () => {
    const { road, server } = served(listOf('size'));
    const editor = await road.edit('all.█\n');
    await answered(road, editor.ask({ languageId: 'python', snapshot: inPython(editor) }), 'size');
    assert.deepEqual(server.offsets, []);
  });

  for (const [name, marked] of [
    ['a name in scope', 'let a = al█\n'],
    ['a number', 'let a = 1.█\n'],
  ] as const) {
    it(`are not asked for at ${name}`, async () => {
      const { road, server } = served(listOf('size'));
      const editor = await road.edit(marked);
      await answered(road, editor.ask(), '5;');
      assert.deepEqual(server.offsets, []);
    });
  }

  it('are never asked for on a battery', async () => {
    const { road, server } = served(listOf('size'));
    road.savesPower = true;
    const editor = await road.edit('all.█\n');
    const pending = editor.ask();
    await road.time.pass(1000);
    await answered(road, pending, 'size;');
    assert.deepEqual(server.offsets, []);
  });

  it('keep nobody waiting', async () => {
    const { road, server } = served(listOf('size'));
    server.isHeld = true;
    const editor = await road.edit('all.█\n');
    assert.equal((await answered(road, editor.ask(), 'length;')).kind, 'shown');
    server.answer();
    await road.settle();
    assert.deepEqual(
      road.engine.names.map(({ names }) => names),
      [['size']],
    );
  });

  it('are not told when somebody writes elsewhere by then, nor of a closed document', async () => {
    const { road, server } = served(listOf('size'));
    server.isHeld = true;
    const editor = await road.edit('all.█\n');
    await answered(road, editor.ask(), 'zzz');
    await answered(road, editor.type('x.'), 'y');
    road.completions.forget('file:///a.ts');
    server.answer();
    await road.settle();
    assert.deepEqual(road.engine.names, []);
  });

  it('are given up for a while where there is no server', async () => {
    const { road, server } = served(words);
    const editor = await road.edit('a.█\n');
    await answered(road, editor.ask(), 'zzz');
    for (const key of ['b.', 'c.', 'd.', 'e.']) await answered(road, editor.type(key), 'zzz');
    assert.equal(server.offsets.length, 3);
    await road.time.pass(200_000);
    await answered(road, editor.type('f.'), 'zzz');
    assert.equal(server.offsets.length, 4);
  });

  it('are asked for again behind a value that the server knows nothing of', async () => {
    const { road, server } = served(listOf('size'));
    const editor = await road.edit('a.█\n');
    await answered(road, editor.ask(), 'zzz');
    server.list = words;
    for (const key of ['b.', 'c.', 'd.', 'e.']) await answered(road, editor.type(key), 'zzz');
    assert.equal(server.offsets.length, 5);
  });

  it('are no fault when the server fails', async () => {
    const { road } = served(undefined);
    road.listNames = () => Promise.reject(new Error('the server is gone'));
    const editor = await road.edit('all.█\n');
    assert.equal((await answered(road, editor.ask(), 'length;')).kind, 'shown');
  });
});

describe('a suggestion that begins with a name which does not exist', () => {
  it('is not shown', async () => {
    const { road } = served(listOf('size', 'add'));
    const editor = await road.edit('all.█\n');
    assert.deepEqual(await answered(road, editor.ask(), 'length;'), unknown);
  });

  it('is not shown either where it ends a name too early', async () => {
    const { road } = served(listOf('size', 'sizeOf'));
    const editor = await road.edit('all.si█\n');
    assert.deepEqual(await answered(road, editor.ask(), '();'), unknown);
  });

  it('is shown where the list may lack names', async () => {
    const { road } = served({ ...listOf('size'), isIncomplete: true });
    const editor = await road.edit('all.█\n');
    assert.equal((await answered(road, editor.ask(), 'length;')).kind, 'shown');
  });

  it('is shown to somebody who has begun a new name', async () => {
    const { road } = served(listOf('size'));
    const editor = await road.edit('all.le█\n');
    assert.equal((await answered(road, editor.ask(), 'ngth;')).kind, 'shown');
  });

  it('is shown when asked for by hand', async () => {
    const { road } = served(listOf('size'));
    const editor = await road.edit('all.█\n');
    assert.equal((await answered(road, editor.ask({ isManual: true }), 'length;')).kind, 'shown');
  });

  it('makes room for another answer once the names are there', async () => {
    const { road, server } = served(listOf('lemon'));
    server.isHeld = true;
    const editor = await road.edit('all.█\n');
    const unsure = shown('length;', {
      tokens: [
        { text: 'length', probability: 0.1 },
        { text: ';', probability: 0.9 },
      ],
    });
    const pending = editor.ask();
    await road.settle();
    road.engine.newest.answer(unsure);
    assert.equal((await pending).kind, 'silent');
    server.answer();
    await road.settle();
    const next = editor.type('l');
    assert.equal((await answered(road, next, 'emon;')).kind, 'shown');
    assert.equal(road.engine.completes.length, 2);
  });

  it('is not asked for again where it may only have been cut inside a name that exists', async () => {
    const { road } = served(listOf('lemonade'));
    const editor = await road.edit('all.█\n');
    const cut = shown('lemo', { tokens: [{ text: 'lemo', probability: 0.01 }], finishReason: 'unsure' });
    const pending = editor.ask();
    await road.settle();
    road.engine.newest.answer(cut);
    assert.equal((await pending).kind, 'silent');
    assert.equal((await editor.type('l')).kind, 'silent');
    assert.equal(road.engine.completes.length, 1);
  });

  it('stays where it is shown already when the names come later', async () => {
    const { road, server } = served(listOf('lemon'));
    server.isHeld = true;
    const editor = await road.edit('all.█\n');
    assert.equal((await answered(road, editor.ask(), 'length;')).kind, 'shown');
    server.answer();
    await road.settle();
    assert.equal((await editor.type('l')).kind, 'shown');
  });
});
