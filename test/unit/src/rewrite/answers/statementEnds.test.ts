// Semicolons as the document has them.
import assert from 'node:assert/strict';
import { endsBare, withoutEndingSemicolons } from '../../../../../src/rewrite/answers/statementEnds.ts';

const bare =
  "import { a } from 'a'\n\nconst one = a(1)\nlet two = [1, 2]\n\nfunction f() {\n  return one\n}\n";
const ended = bare.replaceAll(/(?<=[\w)\]'])$/gm, ';');

describe('endsBare', () => {
  const around = (before: string, languageId = 'typescript') => ({
    languageId,
    before,
    selection: '',
    after: '',
  });
  for (const [name, place, expected] of [
    ['a file without semicolons', around(bare), true],
    ['one with Windows line ends', around(bare.replaceAll('\n', '\r\n')), true],
    ['a file with semicolons', around(ended), false],
    ['a file with both', around(bare + ended), false],
    ['too little to tell', around('const a = 1\n'), false],
    ['a language that needs them', around(bare, 'java'), false],
    ['comments behind statements', around(bare.replaceAll(/\)$/gm, ') // so;')), true],
  ] as const)
    it(`${name}: ${expected}`, () => assert.equal(endsBare(place), expected));
});

describe('withoutEndingSemicolons', () => {
  for (const [name, code, expected] of [
    ['at the ends of lines', 'const a = 1;\nf(a);', 'const a = 1\nf(a)'],
    ['before a comment', 'f(); // why;', 'f() // why;'],
    ['but where the next line would join', 'a();\n\n  [1].map(f);\n(b)();', 'a()\n\n  ;[1].map(f)\n;(b)()'],
    ['but inside strings', "const a = 'x; // y'", "const a = 'x; // y'"],
    ['but inside templates', 'const a = `x;\ny;\n`;', 'const a = `x;\ny;\n`'],
    ['but inside comments', '/**\n * a;\n */\n// b;', '/**\n * a;\n */\n// b;'],
    ['but of empty statements', 'while (next());\n;', 'while (next());\n;'],
    ['of members', 'interface A {\n  a: string;\n}', 'interface A {\n  a: string\n}'],
  ] as const)
    it(`goes ${name}`, () => assert.equal(withoutEndingSemicolons(code), expected));

  it('settles line by line', () => {
    const lines = 'a();\n[1].map(f);\nb();\n`x`.trim();'.split('\n');
    const whole = withoutEndingSemicolons(lines.join('\n')).split('\n');
    for (let count = 1; count <= lines.length; count++)
      assert.deepEqual(
        withoutEndingSemicolons(lines.slice(0, count).join('\n')).split('\n').slice(0, -1),
        whole.slice(0, count - 1),
      );
  });
});
