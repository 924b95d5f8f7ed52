// New definitions among others: blank lines and exports as around them.
import assert from 'node:assert/strict';
import { asNeighbours } from '../../../../../src/rewrite/answers/neighbourStyle.ts';

const written = 'function b() {\n}';

describe('asNeighbours', () => {
  for (const [name, languageId, document, text, expected] of [
    [
      'exported, a blank line apart',
      'typescript',
      'export function a() {\n}\n█\nexport const c = () => 1;\n',
      written,
      'export function a() {\n}\n\nexport function b() {\n}\n\nexport const c = () => 1;\n',
    ],
    [
      'not exported where the others are not',
      'typescript',
      'function a() {\n}\n\n█',
      written,
      `function a() {\n}\n\n${written}`,
    ],
    [
      'two blank lines in Python',
      'python',
      'def a():\n    pass\n\n\ndef c():\n    pass\n█\n',
      'def b():\n    pass',
      'def a():\n    pass\n\n\ndef c():\n    pass\n\n\ndef b():\n    pass\n',
    ],
    [
      'in a class, behind its opening brace',
      'java',
      'class A {\n█\n}\n',
      '    public void b() {\n    }',
      'class A {\n    public void b() {\n    }\n}\n',
    ],
    ['statements stay as they are', 'typescript', 'a();\n█\nc();\n', 'b();', 'a();\nb();\nc();\n'],
    ['at the start of a file', 'go', '█', 'func b() {\n}', 'func b() {\n}'],
    [
      'below the comment that is about it',
      'go',
      'a := 1\n\n// b\n█',
      'func b() {\n}',
      'a := 1\n\n// b\nfunc b() {\n}',
    ],
  ] as const) {
    it(name, () => {
      const [before = '', after = ''] = document.split('█');
      assert.equal(before + asNeighbours(text, { languageId, before, after }, true) + after, expected);
    });
  }
});
