// Where functions end early, by the syntax of each language.
import assert from 'node:assert/strict';
import { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { codeFacts } from '../../../../../src/rewrite/frame/readCode.ts';
import { readGrammarFile } from '../../context/grammarFiles.ts';

const cases: readonly (readonly [
  name: string,
  languageId: string,
  code: string,
  guards: readonly string[],
])[] = [
  [
    'a method of a class, with and without a block',
    'typescript',
    `remove(id: string, quantity: number): boolean {
  const item = this.items.get(id);
  if (!item || item.quantity < quantity) return false;
  if (quantity < 0) {
    // Nobody takes less than nothing.
    throw new RangeError(\`\${quantity} is less than nothing\`);
  }
  item.quantity -= quantity;
  return true;
}`,
    ['returns false when !item || item.quantity < quantity', 'throws RangeError when quantity < 0'],
  ],
  [
    'none where something else happens there too, or there is an else',
    'javascript',
    `function add(a, b) {
  if (a < 0) {
    log(a);
    return 0;
  }
  if (b < 0) return 0;
  else b++;
  for (const c of a) if (c) return c;
  return a + b;
}`,
    [],
  ],
  [
    'a bare return',
    'javascript',
    'function stop() {\n  if (this.isStopped) return;\n  this.run();\n}',
    ['returns when this.isStopped'],
  ],
  [
    'conditions of several lines, and brackets that are no pair',
    'typescript',
    'function both(a: number, b: number) {\n  if (\n    a > 1 &&\n    b > 1\n  )\n    return null;\n  if ((a) || (b)) return 1;\n  return 2;\n}',
    ['returns null when a > 1 && b > 1', 'returns 1 when (a) || (b)'],
  ],
  [
    'Python',
    'python',
    'def divide(a, b):\n    """Divides."""\n    if b == 0:\n        raise ValueError("b is zero")\n    if a is None:\n        return None\n    return a / b',
    ['throws ValueError when b == 0', 'returns None when a is None'],
  ],
  [
    'Go, where an error passed on is no news',
    'go',
    'func Read(name string) ([]byte, error) {\n\tif name == "" {\n\t\treturn nil, ErrNoName\n\t}\n\tdata, err := load(name)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn data, nil\n}',
    ['returns nil, ErrNoName when name == ""'],
  ],
  [
    'Rust, where a pattern is no condition',
    'rust',
    'fn half(n: u32) -> Option<u32> {\n    if n % 2 == 1 {\n        return None;\n    }\n    if let Some(m) = known(n) {\n        return Some(m);\n    }\n    Some(n / 2)\n}',
    ['returns None when n % 2 == 1'],
  ],
  [
    'Java',
    'java',
    'int half(int n) {\n  if (n < 0) {\n    throw new IllegalArgumentException("n");\n  }\n  return n / 2;\n}',
    ['throws IllegalArgumentException when n < 0'],
  ],
  [
    'C#',
    'csharp',
    'int Half(int n)\n{\n    if (n < 0)\n        throw new ArgumentException(nameof(n));\n    return n / 2;\n}',
    ['throws ArgumentException when n < 0'],
  ],
  ['C', 'c', 'int half(int n) {\n  if (n < 0) return -1;\n  return n / 2;\n}', ['returns -1 when n < 0']],
  ['an arrow function without a body', 'typescript', 'const half = (n: number) => n / 2;', []],
];

describe('guards', () => {
  const grammars = new Grammars(readGrammarFile, () => 0);
  after(() => grammars.dispose());

  for (const [name, languageId, code, expected] of cases)
    it(name, async () => {
      await grammars.prepare(languageId);
      const guards = codeFacts(code, grammars.get(languageId))?.only?.guards ?? [];
      assert.deepEqual(
        guards.map(({ ends, what, when }) => [ends, ...(what === '' ? [] : [what]), 'when', when].join(' ')),
        expected,
      );
    });
});
