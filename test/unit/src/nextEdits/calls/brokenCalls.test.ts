// Which calls want an argument for a parameter that was added, and where in them.
import assert from 'node:assert/strict';
import { addedParameter, brokenCalls } from '../../../../../src/nextEdits/calls/brokenCalls.ts';
import { EditedFile } from '../editedFile.ts';

interface Example {
  readonly name: string;
  readonly languageId: string;
  readonly text: string;
  readonly edit: string;
  /** Lines on which a server reports nothing. */
  readonly fine?: RegExp;
  /** The text's lines with `█` where the argument goes, and the comma around it. */
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

describe('brokenCalls', () => {
  for (const { name, languageId, text, edit, fine, expected } of examples)
    for (const lineEnd of ['\n', '\r\n'])
      it(`wants an argument ${name}${lineEnd === '\n' ? '' : ', with CRLF'}`, async () => {
        const file = await EditedFile.open(languageId, text.replaceAll('\n', lineEnd));
        file.edit(edit, false);
        const { resting, searched } = file.resting();
        const parameter = resting && addedParameter(resting);
        const errors = [...file.text.matchAll(/^.*load.*$/gm)]
          .filter(([line]) => fine?.test(line) !== true)
          .map(({ index, 0: line }) => ({ startOffset: index, endOffset: index + line.length }));
        const holes = parameter === undefined ? [] : brokenCalls(searched, parameter, errors);
        const drawn = holes
          .toReversed()
          .reduce(
            (drawnText, { offset, before, after }) =>
              `${drawnText.slice(0, offset)}${before}█${after}${drawnText.slice(offset)}`,
            file.text,
          );
        assert.deepEqual(
          drawn.split(lineEnd).filter((line) => line.includes('█')),
          expected,
        );
        file.dispose();
      });
});
