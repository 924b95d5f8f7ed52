// Which calls want an argument for a parameter that was added, or have one left of one that was removed, and where.
import assert from 'node:assert/strict';
import { callHoles, callRests } from '../../../../../src/nextEdits/calls/brokenCalls.ts';
import { changedParameter } from '../../../../../src/nextEdits/calls/changedParameter.ts';
import { EditedFile } from '../editedFile.ts';

interface Example {
  readonly name: string;
  readonly languageId: string;
  readonly text: string;
  readonly edit: string;
  /** Lines on which a server reports nothing. */
  readonly fine?: RegExp;
  /** The text's lines with `█` where the argument goes and the comma around it, or `«…»` around what is to go. */
  readonly expected: readonly string[];
}

const examples: readonly Example[] = [
  {
    name: 'behind the last argument',
    languageId: 'typescript',
    text: 'function load(name: string) {}\nload("one");\nload(make(1, 2));\nload("fine", 2);\n// load("one")\nconst s = `load("one")`;\n',
    edit: 'load(name: string«→, signal: number»)',
    expected: ['load("one", █);', 'load(make(1, 2), █);'],
  },
  {
    name: 'as the only one',
    languageId: 'typescript',
    text: 'function load() {}\nload();\n',
    edit: 'load(«→name: string»)',
    expected: ['load(█);'],
  },
  {
    name: 'as the first one',
    languageId: 'go',
    text: 'package a\n\nfunc load(name string) {}\n\nfunc g() {\n\tload("a")\n\tload(load("b"))\n}\n',
    edit: 'load(«→ctx context.Context, »name',
    expected: ['\tload(█, "a")', '\tload(█, load(█, "b"))'],
  },
  {
    name: 'between two, where it is typed behind the first',
    languageId: 'typescript',
    text: 'function load(name: string, last: Map<string, number>) {}\nload("a", b);\n',
    edit: 'name: string«→, signal: number», last',
    expected: ['load("a", █, b);'],
  },
  {
    name: 'behind the receiver, which no call gives',
    languageId: 'python',
    text: 'class A:\n    def load(self, name):\n        pass\n\n    def f(self):\n        self.load("a")\n',
    edit: 'load(self, name«→, signal»)',
    expected: ['        self.load("a", █)'],
  },
  {
    name: 'as the only one behind the receiver',
    languageId: 'rust',
    text: 'impl A {\n    fn load(&mut self) {}\n    fn f(&mut self) {\n        self.load();\n    }\n}\n',
    edit: 'load(&mut self«→, name: &str») {',
    expected: ['        self.load(█);'],
  },
  {
    name: 'nowhere that no server reports',
    languageId: 'typescript',
    text: 'function load(name: string) {}\nload("one");\nload("two");\n',
    edit: 'load(name: string«→, signal: number»)',
    fine: /two/,
    expected: ['load("one", █);'],
  },
  {
    name: 'nowhere when two parameters came',
    languageId: 'typescript',
    text: 'function load(name: string) {}\nload("one");\n',
    edit: 'load(name: string«→, a: number, b: number»)',
    expected: [],
  },
  {
    name: 'nowhere when an argument was added, not a parameter',
    languageId: 'typescript',
    text: 'function load(name: string) {}\nload("one");\nload("two");\n',
    edit: 'load("one"«→, 1»)',
    expected: [],
  },
];

const removals: readonly Example[] = [
  {
    name: 'the last one',
    languageId: 'typescript',
    text: 'function load(name: string, signal: number) {}\nload("one", 1);\nload(make(1, 2), [3, 4]);\nload("fine");\n// load("one", 1)\n',
    edit: 'name: string«, signal: number→»)',
    expected: ['load("one"«, 1»);', 'load(make(1, 2)«, [3, 4]»);'],
  },
  {
    name: 'the only one',
    languageId: 'typescript',
    text: 'function load(name: string) {}\nload("one");\nload();\n',
    edit: 'load(«name: string→»)',
    expected: ['load(«"one"»);'],
  },
  {
    name: 'the first one',
    languageId: 'go',
    text: 'package a\n\nfunc load(ctx Context, name string) {}\n\nfunc g() {\n\tload(f(1, 2), "a")\n}\n',
    edit: 'load(«ctx Context, →»name',
    expected: ['\tload(«f(1, 2), »"a")'],
  },
  {
    name: 'one between two',
    languageId: 'java',
    text: 'class A {\n  void load(int a, Map<String, Integer> b, int c) {}\n  void f() { load(1, x, 3); }\n}\n',
    edit: 'int a, «Map<String, Integer> b, →»int c',
    expected: ['  void f() { load(1, «x, »3); }'],
  },
  {
    name: 'one behind the receiver',
    languageId: 'python',
    text: 'class A:\n    def load(self, name, signal):\n        pass\n\n    def f(self):\n        self.load("a", 1)\n',
    edit: 'self, «name, →»signal',
    expected: ['        self.load(«"a", »1)'],
  },
  {
    name: 'none where two parameters went',
    languageId: 'typescript',
    text: 'function load(a: string, b: number, c: number) {}\nload("one", 1, 2);\n',
    edit: 'a: string«, b: number, c: number→»)',
    expected: [],
  },
];

describe('brokenCalls', () => {
  for (const { name, ...example } of examples)
    for (const lineEnd of ['\n', '\r\n'])
      it(`wants an argument ${name}${lineEnd === '\n' ? '' : ', with CRLF'}`, () => check(example, lineEnd));

  for (const { name, ...example } of removals)
    for (const lineEnd of ['\n', '\r\n'])
      it(`has an argument left: ${name}${lineEnd === '\n' ? '' : ', with CRLF'}`, () =>
        check(example, lineEnd));
});

async function check(
  { languageId, text, edit, fine, expected }: Omit<Example, 'name'>,
  lineEnd: string,
): Promise<void> {
  const file = await EditedFile.open(languageId, text.replaceAll('\n', lineEnd));
  file.edit(edit, false);
  const { resting, searched } = file.resting();
  const parameter = resting && changedParameter(resting);
  const errors = [...file.text.matchAll(/^.*load.*$/gm)]
    .filter(([line]) => fine?.test(line) !== true)
    .map(({ index, 0: line }) => ({ startOffset: index, endOffset: index + line.length }));
  const holes = parameter?.kind === 'added' ? callHoles(searched, parameter, errors) : [];
  const rests = parameter?.kind === 'removed' ? callRests(searched, parameter, errors) : [];
  const marks = [
    ...holes.map(({ offset, before, after }) => ({ offset, mark: `${before}█${after}` })),
    ...rests.flatMap(({ startOffset, endOffset }) => [
      { offset: startOffset, mark: '«' },
      { offset: endOffset, mark: '»' },
    ]),
  ];
  const drawn = marks
    .toReversed()
    .reduce((now, { offset, mark }) => now.slice(0, offset) + mark + now.slice(offset), file.text);
  assert.deepEqual(
    drawn.split(lineEnd).filter((line) => /[█«]/.test(line)),
    expected,
  );
  file.dispose();
}
