// How many lines are asked for, and where an answer ends well. `█` is the cursor.
import assert from 'node:assert/strict';
import { cutAtStatement, withoutBrokenLine } from '../../../../../src/completion/answers/statementCut.ts';
import { extentToAskFor, lineMode } from '../../../../../src/completion/asking/extent.ts';
import { lexisOf } from '../../../../../src/completion/cleanup/lexis.ts';
import { surroundings } from '../../../../../src/completion/place/surroundings.ts';

function around(marked: string) {
  return surroundings(marked.replace('█', ''), marked.indexOf('█'));
}

describe('lineMode', () => {
  for (const [name, marked, mode] of [
    ['a line', 'let x = █\n', 'single'],
    ['an empty line', 'a();\n█\nb();\n', 'single'],
    ['an open brace', 'if (a) {\n  █\n}\n', 'block'],
    ['an open brace, not indented', 'if (a) {\n█\n}\n', 'block'],
    ['an open brace at the end', 'if (a) {\n  █', 'block'],
    ['an arrow', 'const f = () =>\n  █\n', 'block'],
    ['an open list', 'const a = [\n  █\n];\n', 'block'],
    ['a colon', 'def f():\n    █\n\nx = 1\n', 'block'],
    ['a key', 'jobs:\n  █\n', 'block'],
    ['a tag', '<ul class="a">\n  █\n</ul>\n', 'block'],
    ['a tag without content', '<br>\n█\n', 'single'],
    ['a closed tag', '<li>a</li>\n█\n', 'single'],
    ['a block of Ruby', 'rows.each do |row|\n  █\nend\n', 'block'],
    ['indentation that the editor made', 'def name\n  █\nend\n', 'block'],
    ['a block that has lines', 'if (a) {\n  █\n  b();\n}\n', 'single'],
    ['a block that has lines, not indented', 'def f():\n█\n    return 1\n', 'single'],
    ['a block begun', 'if (a) {\n  b█\n}\n', 'single'],
    ['a blank line below the opener', 'if (a) {\n\n  █\n}\n', 'single'],
    ['line ends of Windows', 'if (a) {\r\n  █\r\n}\r\n', 'block'],
    ['the first line', '█', 'single'],
  ] as const) {
    it(`${name}: ${mode}`, () => assert.equal(lineMode(around(marked), false), mode));
  }

  for (const [name, marked, mode] of [
    ['the end of a line', 'let x = █\n', 'block'],
    ['closers to the right', 'call(█);\n', 'block'],
    ['text to the right', 'call(█, 2);\n', 'single'],
  ] as const) {
    it(`by hand, ${name}: ${mode}`, () => assert.equal(lineMode(around(marked), true), mode));
  }

  it('never asks for more lines than are allowed', () => {
    assert.equal(extentToAskFor(around('if (a) {\n  █\n}'), false, 8).maxLines, 8);
    assert.equal(extentToAskFor(around('if (a) {\n  █\n}'), false, 1).maxLines, 1);
    assert.equal(extentToAskFor(around('let x = █'), false, 8).maxLines, 1);
  });

  it('asks for a block as far as it goes, whether the editor has indented it or not', () => {
    assert.equal(extentToAskFor(around('  if (a) {\n    █\n}'), false, 8).blockColumns, 4);
    assert.equal(extentToAskFor(around('  if (a) {\n█\n}'), false, 8).blockColumns, 3);
    assert.equal(extentToAskFor(around('a();\n█'), true, 8).blockColumns, undefined);
  });

  it('asks for one statement by hand, and for what a comment or an attribute belongs to', () => {
    assert.equal(extentToAskFor(around('  a();\n  let b = █'), true, 8).statementColumns, 2);
    assert.equal(extentToAskFor(around('  // the sum█'), true, 8).statementColumns, undefined);
    assert.equal(extentToAskFor(around('  @Input()█'), true, 8).statementColumns, undefined);
    assert.equal(extentToAskFor(around('  if (a) {\n    █\n}'), true, 8).statementColumns, undefined);
    assert.equal(extentToAskFor(around('  let b = █'), false, 8).statementColumns, undefined);
  });
});

describe('wholeLines', () => {
  for (const [text, finishReason, expected] of [
    ['a();\nb', 'maxTokens', 'a();'],
    ['a();\nb();', 'maxLines', 'a();\nb();'],
    ['a', 'maxTokens', 'a'],
    ['a();\nb();', 'endOfText', 'a();\nb();'],
  ] as const) {
    it(`${JSON.stringify(text)} ended by ${finishReason}`, () => {
      assert.equal(withoutBrokenLine({ text, finishReason }), expected);
    });
  }
});

describe('cutAtStatement', () => {
  const cut = (marked: string, text: string, languageId = 'typescript') =>
    cutAtStatement(text, around(marked), lexisOf(languageId));

  for (const [name, marked, text, shown, languageId] of [
    ['one line', 'x = █', '1;', '1;'],
    ['one statement of two', 'a();\n█', 'b();\nc();', 'b();'],
    ['a block', 'a();\n█', 'if (b) {\n  c();\n}\nd();', 'if (b) {\n  c();\n}'],
    ['a block broken off', 'a();\n█', 'if (b) {\n  c();', 'if (b) {'],
    ['the inside of a block', 'f(() => {\n  █\n});', 'b();\n  c();\n}', 'b();\n  c();\n}'],
    ['the next pointer', 'a();\n█', 'b = 1;\n*p = 2;', 'b = 1;', 'c'],
    ['an increment', 'a();\n█', 'b = 1;\n++c;', 'b = 1;'],
    ['a comment below', 'a();\n█', 'b();\n// then\nc();', 'b();'],
    ['a documentation string', 'a = 1\n█', '"""One.\n\nTwo.\n"""\nb = 2', '"""One.\n\nTwo.\n"""', 'python'],
    ['a template', 'a();\n█', 'b(`one\n(two\n`);\nc();', 'b(`one\n(two\n`);'],
    ['list items', '# A\n\n█', '- one\n- two', '- one', 'markdown'],
    ['items of a sequence', 'a:\n  - b\n  █', '- c\n  - d', '- c', 'yaml'],
    ['a condition over lines', 'x = █', 'a &&\n  b;\nc();', 'a &&\n  b;'],
    ['a value below', 'x =█', '\n  a;\nb();', '\n  a;'],
    ['blank lines only', 'x();█', '\n\n', ''],
    ['a class of CSS below', '█', '.a {\n  b: c;\n}\n.d {\n  e: f;\n}', '.a {\n  b: c;\n}', 'css'],
  ] as const) {
    it(name, () => {
      const result = cut(marked, text, languageId);
      assert.equal(result.shown, shown);
      assert.equal(result.shown + result.rest, text);
    });
  }

  it('leaves the judgement to a better judge', () => {
    const situation = around('a();\n█');
    const isComplete = (text: string) => text.endsWith('d();');
    assert.deepEqual(cutAtStatement('b();\nd();\ne();', situation, lexisOf('typescript'), isComplete), {
      shown: 'b();\nd();',
      rest: '\ne();',
    });
  });
});
