// Which code a selection of several lines means that cuts through some; `«` and `»` are its ends, `█` those of the result.
import assert from 'node:assert/strict';
import { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { wholeNodes } from '../../../../../src/context/syntax/wholeNodes.ts';
import { readGrammarFile } from '../grammarFiles.ts';

const cases: readonly (readonly [what: string, languageId: string, drawn: string])[] = [
  ['the brace of a function', 'typescript', 'a();\n\n█«export function f(x) {\n  return x;»\n}█\n\nb();\n'],
  ['its last statement too', 'javascript', '█«function f(x) {\n  a();»\n  return x;\n}█\n'],
  ['the brace of a method', 'typescript', 'class A {\n  █«f() {\n    a();»\n  }█\n\n  g() {}\n}\n'],
  ['the head of a function', 'javascript', '█function f(x) {\n«  a();\n  return x;\n}»█\n'],
  ['the end of a declaration', 'typescript', '█«const f = (x) => {\n  return x;»\n};█\nb();\n'],
  ['the end of a call', 'javascript', '█«items.forEach((x) => {\n  a(x);»\n});█\nb();\n'],
  ['the brace of a class', 'typescript', '█«class A {\n  f() {\n  }»\n}█\n'],
  [
    'a part of a function and what is before it',
    'javascript',
    '█«a();\n\nfunction f() {\n  b();»\n}█\nc();\n',
  ],
  ['the last line of a Python function', 'python', '█«def f(x):\n    a()»\n    return x█\n\nb()\n'],
  [
    'the last line of a Python method',
    'python',
    'class A:\n    █«def f(self):\n        a()»\n        return 1█\n',
  ],
  ['the brace of a Go function', 'go', 'package a\n\n█«func f() int {\n\treturn 1»\n}█\n'],
  ['the brace of a Rust function', 'rust', '█«fn f() -> i32 {\n    1»\n}█\n'],
  ['the brace of a Java method', 'java', 'class A {\n    █«int f() {\n        return 1;»\n    }█\n}\n'],
  ['the brace of a C# method', 'csharp', 'class A {\n    █«int F() {\n        return 1;»\n    }█\n}\n'],
  ['the brace of a rule', 'css', '█«.a {\n  color: red;»\n}█\n\n.b {\n}\n'],
  ['nothing: statements of a function', 'javascript', 'function f() {\n  █«a();\n  b();»█\n  c();\n}\n'],
  ['nothing: the last statements in Python', 'python', 'def f():\n    a()\n    █«b()\n    return 1»█\n'],
  ['nothing: a whole function', 'typescript', '█«export function f() {\n  a();\n}»█\n'],
  ['nothing: two whole functions', 'javascript', '█«function f() {\n}\nfunction g() {\n}»█\n'],
  ['words in a line', 'javascript', 'function f(█«a, b»█) {\n  c();\n}\n'],
  ['lines of a comment', 'javascript', '/*\n █«a\n b»█\n c\n */\nd();\n'],
  ['lines of a template', 'javascript', 'const a = `\n █«b\n c»█\n d`;\n'],
  ['properties of an object', 'javascript', 'const a = {\n  █«b: 1,\n  c: 2,»█\n  d: 3,\n};\n'],
  ['nothing: members of a class', 'typescript', 'class A {\n  █«b = 1;\n  c = 2;»█\n  d() {}\n}\n'],
];

describe('the whole code that a selection cuts', () => {
  const grammars = new Grammars(readGrammarFile, () => performance.now());
  after(() => grammars.dispose());

  for (const [what, languageId, drawn] of cases) {
    it(`${languageId}: ${what}`, async () => {
      await grammars.prepare(languageId);
      const text = drawn.replaceAll(/[«»█]/g, '');
      const selection = marked(drawn.replaceAll('█', ''), '«', '»');
      const tree = grammars.get(languageId)?.parse(text, undefined, 1000) ?? assert.fail('no tree');
      const { startOffset, endOffset } = wholeNodes(tree, text, selection);
      tree.delete();
      const drawnResult = `${text.slice(0, startOffset)}█${text.slice(startOffset, endOffset)}█${text.slice(endOffset)}`;
      assert.equal(drawnResult, drawn.replaceAll(/[«»]/g, ''));
    });
  }
});

function marked(text: string, open: string, close: string) {
  return { startOffset: text.indexOf(open), endOffset: text.indexOf(close) - 1 };
}
