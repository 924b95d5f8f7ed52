// Suggestions of several lines over the whole road: how many are asked for, what is shown, what comes next.
import assert from 'node:assert/strict';
import { ScriptedCompletions } from '../../../support/scriptedCompletions.ts';
import { shown } from '../../../support/scriptedEngine.ts';
import { readGrammarFile } from '../context/grammarFiles.ts';

describe('several lines', () => {
  for (const [name, marked, isManual, maxLines] of [
    ['in a block just opened', 'if (a) {\n  █\n}\n', false, 4],
    ['on a line of its own', 'a();\n█\nb();\n', false, 1],
    ['by hand', 'let a = █\n', true, 12],
  ] as const) {
    it(`${name}: asks for ${maxLines}`, async () => {
      const road = new ScriptedCompletions();
      const editor = await road.edit(marked);
      const pending = editor.ask({ isManual });
      await road.settle();
      assert.equal(road.engine.newest.params.maxLines, maxLines);
      road.engine.newest.answer(shown('b();'));
      await pending;
    });
  }

  it('are the block’s, and stay the same while they are typed', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('if (a) {\n  █\n}\n');
    const pending = editor.ask();
    await road.settle();
    road.engine.newest.answer(shown('b();\n  c();\n}\nd();'));
    assert.equal(editor.accepted(await pending), 'if (a) {\n  b();\n  c();█\n}\n');
    for (const key of 'b();\n  c()') {
      assert.equal(editor.accepted(await editor.type(key)), 'if (a) {\n  b();\n  c();█\n}\n');
    }
    assert.equal(road.engine.completes.length, 1);
  });

  it('are as many as are sure, with nothing open; the others come when they are there', async () => {
    await typesSureLines('\n');
  });

  it('that are sure stay as they are while they are typed in a Windows document, too', async () => {
    await typesSureLines('\r\n');
  });

  async function typesSureLines(lineEnd: string) {
    const inDocument = (text: string) => text.replaceAll('\n', lineEnd);
    const road = new ScriptedCompletions();
    const editor = await road.edit(inDocument('if (a) {\n  █\n}\n'));
    const pending = editor.ask();
    await road.settle();
    const tokens = [
      { text: 'first();', probability: 0.98 },
      { text: '\n  second({', probability: 0.97 },
      { text: '\n    third,', probability: 0.96 },
      { text: '\n  });', probability: 0.99 },
      { text: '\n  fourth();', probability: 0.05 },
      { text: '\n}', probability: 0.97 },
    ];
    road.engine.newest.answer(shown(tokens.map(({ text }) => text).join(''), { tokens }));
    const outcome = await pending;
    const body = 'first();\n  second({\n    third,\n  });';
    const expected = `if (a) {\n  ${body}█\n}\n`;
    assert.equal(editor.accepted(outcome).replaceAll('\r', ''), expected);
    road.settings = { ...road.settings, eagerness: 'eager' };
    for (const key of body.slice(0, -1).split(/(?=\n)|(?!\n)/))
      assert.equal(editor.accepted(await editor.type(inDocument(key))).replaceAll('\r', ''), expected, key);
    road.settings = { ...road.settings, eagerness: 'quiet' };
    assert.deepEqual(await editor.type(inDocument(';\n  ')), { kind: 'silent', reason: 'notConfident' });
    assert.equal(road.engine.completes.length, 1);
  }

  it('by hand are the statement; the next one comes from memory when it was accepted', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('a();\n█\nz();\n');
    const pending = editor.ask({ isManual: true });
    await road.settle();
    road.engine.newest.answer(shown('b({\n  c,\n});\nd();'));
    assert.equal(editor.accepted(await pending), 'a();\nb({\n  c,\n});█\nz();\n');
    const next = await editor.type('b({\n  c,\n});');
    assert.equal(editor.accepted(next), 'a();\nb({\n  c,\n});\nd();█\nz();\n');
    assert.equal(road.engine.completes.length, 1);
  });

  for (const [name, marked, text, expected] of [
    ['an operator of words', '█', 'b();\n  let c = await', 'b();█'],
    ['a call that is not closed', '█', 'b();\n  let c = d(', 'b();█'],
    ['whole statements', '█', 'b();\n  let c = await d();', 'b();\n  let c = await d();█'],
    ['what closes the line already', 'run(█)', '() => {\n    b();\n  })', 'run(() => {\n    b();\n  })█'],
  ] as [string, string, string, string][]) {
    it(`end where the syntax is whole: ${name}`, async () => {
      const road = new ScriptedCompletions(undefined, { readGrammar: readGrammarFile });
      await road.context.prepare('typescript');
      const editor = await road.edit(`if (a) {\n  ${marked}\n}\n`);
      const pending = editor.ask({ isManual: true });
      await road.settle();
      road.engine.newest.answer(shown(text, { finishReason: 'maxLines' }));
      assert.equal(editor.accepted(await pending), `if (a) {\n  ${expected}\n}\n`);
    });
  }

  it('follow the editor’s indentation, and are typed along with in it', async () => {
    const road = new ScriptedCompletions();
    const editor = await road.edit('if (a) {\n\t█\n}\n');
    const indentation = { insertSpaces: false, tabSize: 4 };
    const pending = editor.ask({ indentation });
    await road.settle();
    road.engine.newest.answer(shown('if (b) {\n        c();\n    }'));
    assert.equal(editor.accepted(await pending), 'if (a) {\n\tif (b) {\n\t\tc();\n\t}█\n}\n');
    const later = await editor.type('if (b) {\n\t\t', { indentation });
    assert.equal(editor.accepted(later), 'if (a) {\n\tif (b) {\n\t\tc();\n\t}█\n}\n');
    assert.equal(road.engine.completes.length, 1);
  });
});
