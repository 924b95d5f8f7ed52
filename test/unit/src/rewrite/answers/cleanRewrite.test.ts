// From answers to text in the document: fences, talk, indentation, line ends, and what is no rewrite.
import assert from 'node:assert/strict';
import {
  type CleanRewrite,
  cleanRewrite,
  codeOf,
  placeRewrite,
} from '../../../../../src/rewrite/answers/cleanRewrite.ts';

const rewrite = (text: string): CleanRewrite => ({ kind: 'rewrite', text });

describe('cleanRewrite', () => {
  const cases: readonly {
    readonly name: string;
    readonly answer: string;
    readonly before?: string;
    readonly selection: string;
    readonly mayRemove?: boolean;
    readonly expected: CleanRewrite;
  }[] = [
    { name: 'plain code', answer: 'let b;', selection: 'let a;', expected: rewrite('let b;') },
    { name: 'a fence', answer: '```ts\nlet b;\n```', selection: 'let a;', expected: rewrite('let b;') },
    {
      name: 'a fence between talk',
      answer: 'Here is the code:\n\n```ts\nlet b;\n```\n\nI renamed a.',
      selection: 'let a;',
      expected: rewrite('let b;'),
    },
    {
      name: 'a fence inside the code',
      answer: 'say(`\n  ```ts\n  x\n  ```\n`);',
      selection: 'say(1);',
      expected: rewrite('say(`\n  ```ts\n  x\n  ```\n`);'),
    },
    {
      name: 'a docstring with a fence in it',
      answer:
        'def f(x):\n    """Doubles.\n\n    ```\n    f(1)\n    ```\n    """\n    return 2 * x\n```\nDone.',
      selection: 'def f(x):\n    return x * 2\n',
      expected: rewrite(
        'def f(x):\n    """Doubles.\n\n    ```\n    f(1)\n    ```\n    """\n    return 2 * x\n',
      ),
    },
    {
      name: 'a README with two blocks',
      answer: '# Install\n\n```bash\nnpm i\n```\n\nHere is how to use it:\n\n```js\nuse();\n```\n\nEnd.',
      selection: '# Instal\n\n```bash\nnpm i\n```\n\nHere is how to use it:\n\n```js\nuse();\n```\n\nEnd.\n',
      expected: rewrite(
        '# Install\n\n```bash\nnpm i\n```\n\nHere is how to use it:\n\n```js\nuse();\n```\n\nEnd.\n',
      ),
    },
    {
      name: 'a README in a fence of its own, with blocks without a language',
      answer: 'Sure!\n````markdown\n# A\n```\nx\n```\n\n```\ny\n```\n````\nThat is it.',
      selection: '# B\n```\nx\n```\n\n```\ny\n```\n',
      expected: rewrite('# A\n```\nx\n```\n\n```\ny\n```\n'),
    },
    {
      name: 'a text that begins with a block',
      answer: '```sh\nnpm ci\n```\n\nThen run it.\n```',
      selection: '```sh\nnpm i\n```\n\nThen run it.\n',
      expected: rewrite('```sh\nnpm ci\n```\n\nThen run it.\n'),
    },
    {
      name: 'a sentence of the text that sounds like talk',
      answer: 'Here is the list:\n- b',
      selection: 'Here is the list:\n- a\n',
      expected: rewrite('Here is the list:\n- b\n'),
    },
    {
      name: 'an attribute above one of two classes',
      answer: '[Export]\nclass A\n{\n    int y;\n}',
      selection: '[Export]\nclass A\n{\n    int x;\n}\n\nclass B\n{\n}\n',
      expected: rewrite('[Export]\nclass A\n{\n    int y;\n}\n\nclass B\n{\n}\n'),
    },
    {
      name: 'an attribute that the answer leaves out',
      answer: 'class A\n{\n    int y;\n}',
      selection: '[Export]\nclass A\n{\n    int x;\n}\n\nclass B\n{\n}\n',
      expected: rewrite('[Export]\nclass A\n{\n    int y;\n}\n\nclass B\n{\n}\n'),
    },
    {
      name: 'the indentation of YAML',
      answer: 'steps:\n  - run: a\n    with:\n      b: 2',
      before: 'jobs:\n',
      selection: '    steps:\n      - run: a\n        with:\n          b: 1\n',
      expected: rewrite('    steps:\n      - run: a\n        with:\n          b: 2\n'),
    },
    {
      name: 'the tabs of a Makefile, with carriage returns',
      answer: 'all: a.o\n    cc -o all a.o\n    strip all',
      selection: 'all: a.o\r\n\tcc -o all a.o\r\n',
      expected: rewrite('all: a.o\r\n\tcc -o all a.o\r\n\tstrip all\r\n'),
    },
    {
      name: 'the line end behind the selection stays',
      answer: 'let b;',
      selection: 'let a;\n\n',
      expected: rewrite('let b;\n\n'),
    },
    {
      name: 'the indentation of a block of lines',
      answer: 'if (a) {\n  b();\n}',
      before: '{\n',
      selection: '    if (a) {\n    }\n',
      expected: rewrite('    if (a) {\n      b();\n    }\n'),
    },
    {
      name: 'a selection that begins behind the indentation',
      answer: 'if (a) {\n  b();\n}',
      before: '{\n    ',
      selection: 'if (a) {\n    }',
      expected: rewrite('if (a) {\n      b();\n    }'),
    },
    {
      name: 'a selection that begins inside a line',
      answer: '(b) => {\n  c();\n}',
      before: '  call(',
      selection: '(a) => {\n    c();\n  }',
      expected: rewrite('(b) => {\n    c();\n  }'),
    },
    {
      name: 'an answer that is indented as a whole',
      answer: '    if (a) {\n      b();\n    }',
      before: '{\n',
      selection: '  if (a) {\n  }',
      expected: rewrite('  if (a) {\n    b();\n  }'),
    },
    {
      name: 'tabs, where the answer has them',
      answer: 'if (a) {\n\tb();\n}',
      selection: '\tif (a) {\n\t}',
      expected: rewrite('\tif (a) {\n\t\tb();\n\t}'),
    },
    {
      name: 'tabs, where the answer has spaces',
      answer: 'if (a) {\n  if (b) {\n    c();\n  }\n}',
      selection: '\tif (a) {\n\t\tc();\n\t}',
      expected: rewrite('\tif (a) {\n\t\tif (b) {\n\t\t\tc();\n\t\t}\n\t}'),
    },
    {
      name: 'carriage returns',
      answer: 'a();\nb();',
      before: 'x\r\n',
      selection: 'a();\r\n',
      expected: rewrite('a();\r\nb();\r\n'),
    },
    {
      name: 'carriage returns of the document, in a selection without line end',
      answer: 'a();\nb();',
      before: 'x\r\n',
      selection: 'a();',
      expected: rewrite('a();\r\nb();'),
    },
    {
      name: 'empty lines are not indented',
      answer: 'a();\n\nb();',
      selection: '  a();\n  c();',
      expected: rewrite('  a();\n\n  b();'),
    },
    {
      name: 'blank lines before the code stay',
      answer: 'b();',
      selection: '\n  a();\n',
      expected: rewrite('\n  b();\n'),
    },
    { name: 'the same code', answer: 'a();', selection: '  a();\n', expected: { kind: 'noChange' } },
    {
      name: 'the same but for blanks at line ends',
      answer: 'a();\n\nb();',
      selection: '  a();  \n  \n  b();\n',
      expected: { kind: 'noChange' },
    },
    {
      name: 'one of two functions',
      answer: 'function b() {\n  return 2;\n}',
      selection: '  function a() {\n  }\n\n  function b() {\n    return 1;\n  }\n',
      expected: rewrite('  function a() {\n  }\n\n  function b() {\n    return 2;\n  }\n'),
    },
    {
      name: 'one of two functions, where the other was to go',
      answer: 'function b() {\n  return 2;\n}',
      selection: '  function a() {\n  }\n\n  function b() {\n    return 1;\n  }\n',
      mayRemove: true,
      expected: rewrite('  function b() {\n    return 2;\n  }\n'),
    },
    {
      name: 'one method of a class, with tabs',
      answer: 'b(): number {\n    return 2;\n}',
      selection: 'class A {\n\ta() {\n\t}\n\n\tb() {\n\t\treturn 1;\n\t}\n}\n',
      expected: rewrite('class A {\n\ta() {\n\t}\n\n\tb(): number {\n\t\treturn 2;\n\t}\n}\n'),
    },
    { name: 'nothing', answer: ' \n', selection: 'a();', expected: { kind: 'empty' } },
    { name: 'an empty fence', answer: '```\n```', selection: 'a();', expected: { kind: 'empty' } },
    {
      name: 'a refusal',
      answer: "I'm sorry, but I can't help with that.",
      selection: 'a();',
      expected: { kind: 'refused' },
    },
    {
      name: 'code about being sorry',
      answer: 'sorry();',
      selection: 'a();',
      expected: rewrite('sorry();'),
    },
  ];
  for (const { name, answer, before = '', selection, mayRemove = false, expected } of cases) {
    it(name, () => {
      assert.deepEqual(cleanRewrite(answer, 'endOfText', { before, selection, mayRemove }), expected);
    });
  }

  for (const reason of ['maxTokens', 'contextFull', 'repetition'] as const) {
    it(`an answer that ended by ${reason} is no rewrite`, () => {
      const place = { before: '', selection: 'a();' };
      assert.deepEqual(cleanRewrite('b();', reason, place), { kind: 'tooLong' });
    });
  }
});

describe('placeRewrite', () => {
  const answer = 'Here is the code:\n```ts\nif (a) {\n  if (b) {\n\n    c();\n  }\n}\n```\nThat is it.';
  for (const selection of [
    '    if (a) {\n      c();\n    }\n',
    '\tif (a) {\n\t\tc();\n\t}',
    '\n  x\r\n  y\r\n',
  ]) {
    it(`keeps every finished line while more come: ${JSON.stringify(selection)}`, () => {
      const place = { before: 'x\n', selection };
      const lines = placeRewrite(answer, place).split(/\r?\n/);
      for (let length = answer.indexOf('if'); length < answer.length; length++) {
        const finished = placeRewrite(answer.slice(0, length), place).split(/\r?\n/).slice(0, -1);
        assert.deepEqual(finished, lines.slice(0, finished.length), answer.slice(0, length));
      }
    });
  }
});

describe('codeOf', () => {
  for (const [answer, code] of [
    ['x', 'x'],
    ['```python\nx\n```', 'x'],
    ['~~~\nx\n~~~\nmore', 'x'],
    ['Sure! Here is it:\n```js\nx', 'x'],
    ['The rewritten code is:\nx', 'x'],
    ['x = {\n  a: 1,\n};\n```\nNote that…', 'x = {\n  a: 1,\n};'],
  ] as const) {
    it(JSON.stringify(answer), () => assert.equal(codeOf(answer), code));
  }
});
