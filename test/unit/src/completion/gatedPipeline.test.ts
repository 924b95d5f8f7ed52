// The gate on the road from a key to ghost text: typed along, asked by hand, remembered.
import assert from 'node:assert/strict';
import { leastProbability } from '../../../../src/completion/showing/gate.ts';
import { ScriptedCompletions } from '../../../support/scriptedCompletions.ts';
import { shown } from '../../../support/scriptedEngine.ts';

const unsure = { kind: 'silent', reason: 'notConfident' };

/** Cut into pieces that cannot be shown by themselves. */
function answerWith(...probabilities: readonly number[]) {
  const texts = ['to', 'tal(a', ');'];
  const tokens = texts.map((text, index) => ({ text, probability: probabilities[index] ?? 0 }));
  return shown(texts.join(''), { tokens });
}

async function asked(...probabilities: readonly number[]) {
  const road = new ScriptedCompletions();
  const editor = await road.edit('let a = █\n');
  const pending = editor.ask();
  await road.settle();
  road.engine.newest.answer(answerWith(...probabilities));
  return { road, editor, outcome: await pending };
}

describe('a suggestion that is not sure', () => {
  it('is not shown, and not asked for again while its beginning is typed', async () => {
    const { road, editor, outcome } = await asked(0.9, 0.1, 0.9);
    assert.deepEqual(outcome, unsure);
    assert.deepEqual(await editor.type('t'), unsure);
    assert.equal(road.engine.completes.length, 1);
  });

  it('comes once the unsure part was typed', async () => {
    const { editor, outcome } = await asked(0.1, 0.97, 0.97);
    assert.deepEqual(outcome, unsure);
    assert.equal(editor.accepted(await editor.type('total')), 'let a = total(a);█\n');
  });

  it('comes when asked for by hand', async () => {
    const { road, editor } = await asked(0.9, 0.1, 0.9);
    const pending = editor.ask({ isManual: true });
    await road.settle();
    road.engine.newest.answer(answerWith(0.9, 0.1, 0.9));
    assert.equal(editor.accepted(await pending), 'let a = total(a);█\n');
  });
});

describe('a suggestion that is shown', () => {
  it('stays while it is typed along, whatever is left of it', async () => {
    const { road, editor, outcome } = await asked(0.99, 0.97, 0.8);
    assert.equal(outcome.kind, 'shown');
    road.settings = { ...road.settings, eagerness: 'quiet' };
    for (const key of 'total(') assert.equal((await editor.type(key)).kind, 'shown', key);
    assert.equal(road.engine.completes.length, 1);
  });

  it('is the rarer the quieter it is to be', async () => {
    const kinds = [];
    for (const eagerness of ['quiet', 'balanced', 'eager'] as const) {
      const road = new ScriptedCompletions();
      road.settings = { ...road.settings, eagerness };
      const editor = await road.edit('let a = █\n');
      const pending = editor.ask();
      await road.settle();
      road.engine.newest.answer(answerWith(0.97, 0.7, 0.97));
      kinds.push((await pending).kind);
    }
    assert.deepEqual(kinds, ['silent', 'shown', 'shown']);
  });
});

describe('the sure beginning of a suggestion that is not sure', () => {
  const texts = ['first', 'Name', '.length', ' + ', 'second', ';'];
  const answer = (...probabilities: readonly number[]) =>
    shown(texts.join(''), {
      tokens: texts.map((text, index) => ({ text, probability: probabilities[index] ?? 0.1 })),
    });
  const sureBeginning = [0.99, 0.99, 0.97, 0.9];

  async function begun() {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let a = █\n');
    const pending = editor.ask();
    await road.settle();
    road.engine.newest.answer(answer(...sureBeginning));
    return { road, editor, outcome: await pending };
  }

  it('is shown without the rest', async () => {
    const { editor, outcome } = await begun();
    assert.equal(editor.accepted(outcome), 'let a = firstName.length█\n');
  });

  for (const [how, probabilities, expected] of [
    ['though all of it would pass', [0.99, 0.99, 0.99, 0.8, 0.95, 0.95], 'firstName.length'],
    ['unless all of it is about as sure', [0.99, 0.99, 0.99, 0.99, 0.99, 0.99], 'firstName.length + second;'],
  ] as const)
    it(`is what is shown where it is worth more, ${how}`, async () => {
      const road = new ScriptedCompletions();
      const editor = await road.edit('let a = █\n');
      const pending = editor.ask();
      await road.settle();
      road.engine.newest.answer(answer(...probabilities));
      assert.equal(editor.accepted(await pending), `let a = ${expected}█\n`);
    });

  it('stays as it is while it is typed along', async () => {
    const { road, editor } = await begun();
    road.settings = { ...road.settings, eagerness: 'eager' };
    for (const key of 'firstName.lengt')
      assert.equal(editor.accepted(await editor.type(key)), 'let a = firstName.length█\n', key);
    assert.equal(road.engine.completes.length, 1);
    assert.equal(road.completions.counts.offered, 1);
  });

  it('is followed by the rest from memory, if that is sure by then', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let a = █\n');
    const pending = editor.ask();
    await road.settle();
    road.engine.newest.answer(answer(...sureBeginning, 0.1, 0.99));
    editor.accept(await pending);
    assert.deepEqual(await editor.ask(), unsure);
    assert.equal(editor.accepted(await editor.type(' + second')), 'let a = firstName.length + second;█\n');
    assert.equal(road.engine.completes.length, 1);
  });

  it('is none where the bracket that stands there would make it look finished', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let a = sum(█)\n');
    const pending = editor.ask();
    await road.settle();
    road.engine.newest.answer(answer(...sureBeginning));
    assert.deepEqual(await pending, unsure);
  });

  it('is none where it is a keyword, however sure', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('function run() {\n  █\n}\n');
    const pending = editor.ask();
    await road.settle();
    road.engine.newest.answer(shown('return', { tokens: [{ text: 'return', probability: 0.99 }] }));
    assert.deepEqual(await pending, { kind: 'silent', reason: 'emptyAnswer' });
  });

  it('is no limit to what is asked for by hand', async () => {
    const { road, editor } = await begun();
    const pending = editor.ask({ isManual: true });
    await road.settle();
    road.engine.newest.answer(answer(...sureBeginning));
    assert.equal(editor.accepted(await pending), 'let a = firstName.length + second;█\n');
  });
});

describe('somebody who waits where nothing was sure enough', () => {
  it('sees it after a pause, without the engine', async () => {
    const { road, editor, outcome } = await asked(0.97, 0.55, 0.97);
    assert.deepEqual(outcome, unsure);
    await road.time.pass(700);
    assert.deepEqual(road.waitedAt, [{ uri: 'file:///a.ts', offset: 8 }]);
    assert.equal(editor.accepted(await editor.ask({ isSecondLook: true })), 'let a = total(a);█\n');
    assert.equal(road.engine.completes.length, 1);
  });

  it('waits once', async () => {
    const { road, editor } = await asked(0.9, 0.01, 0.9);
    await road.time.pass(700);
    assert.deepEqual(await editor.ask({ isSecondLook: true }), unsure);
    await road.time.pass(5000);
    assert.equal(road.waitedAt.length, 1);
  });

  it('is no longer waiting with the next key', async () => {
    const { road, editor } = await asked(0.97, 0.55, 0.97);
    await road.time.pass(400);
    editor.edit('x');
    await road.time.pass(5000);
    assert.deepEqual(road.waitedAt, []);
  });

  it('waits for nothing where a list is open, something is shown, or nothing was answered', async () => {
    const { road, editor, outcome } = await asked(0.99, 0.99, 0.99);
    assert.equal(outcome.kind, 'shown');
    await road.time.pass(5000);
    const selected = { startOffset: 8, endOffset: 8, text: 'to' };
    const pending = editor.ask({ selected });
    await road.settle();
    road.engine.newest.answer(answerWith(0.1, 0.1, 0.1));
    await pending;
    await road.time.pass(5000);
    assert.deepEqual(road.waitedAt, []);
  });

  it('gets nothing where nothing is remembered, and nobody is asked', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let a = █\n');
    assert.deepEqual(await editor.ask({ isSecondLook: true }), unsure);
    assert.equal(road.engine.completes.length, 0);
  });
});

describe('an answer that the engine left where nobody would see it', () => {
  const open = (...tokens: readonly (readonly [text: string, probability: number])[]) =>
    shown(tokens.map(([text]) => text).join(''), {
      tokens: tokens.map(([text, probability]) => ({ text, probability })),
      finishReason: 'unsure',
    });

  async function left(...tokens: readonly (readonly [text: string, probability: number])[]) {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let a = █\n');
    const pending = editor.ask();
    await road.settle();
    road.engine.newest.answer(open(...tokens));
    return { road, editor, outcome: await pending };
  }

  it('is asked for no further than the gate could let it pass, unless by hand', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('let a = █\n');
    for (const isManual of [false, true]) {
      const pending = editor.ask({ isManual });
      await road.settle();
      const { leastProbability: least } = road.engine.newest.params;
      assert.equal(least, isManual ? undefined : leastProbability('balanced'));
      road.engine.newest.answer(open(['x', 0.1]));
      await pending;
    }
  });

  it('shows its sure beginning', async () => {
    const { editor, outcome } = await left(['first', 0.99], ['Name', 0.99], [' + ', 0.5], ['b', 0.4]);
    assert.equal(editor.accepted(outcome), 'let a = firstName█\n');
  });

  it('never shows it to its end, however sure that is by itself', async () => {
    const { road, editor, outcome } = await left(['fir', 0.2], ['st', 0.99]);
    assert.deepEqual(outcome, unsure);
    const pending = editor.type('fir');
    await road.settle();
    assert.equal(road.engine.completes.length, 2);
    road.engine.newest.answer(shown('stName;', { tokens: [{ text: 'stName;', probability: 0.95 }] }));
    assert.equal(editor.accepted(await pending), 'let a = firstName;█\n');
  });

  it('is asked for again only where it would be written on', async () => {
    const { road, editor } = await left(['one', 0.9], ['Two', 0.3], ['Three', 0.3]);
    assert.deepEqual(await editor.ask(), unsure);
    assert.deepEqual(await editor.type('one'), unsure);
    assert.equal(road.engine.completes.length, 1);
    const pending = editor.type('Two');
    await road.settle();
    assert.equal(road.engine.completes.length, 2);
    road.engine.newest.answer(open(['Three', 0.3], ['Four', 0.1]));
    assert.deepEqual(await pending, unsure);
  });

  it('is not confident where nothing of it could be shown', async () => {
    const { outcome } = await left([' ', 0.1]);
    assert.deepEqual(outcome, unsure);
  });

  it('asks nobody for somebody who only waits', async () => {
    const { road, editor } = await left(['one', 0.9], ['Two', 0.2]);
    await road.time.pass(700);
    assert.deepEqual(await editor.ask({ isSecondLook: true }), unsure);
    assert.equal(road.engine.completes.length, 1);
  });
});
