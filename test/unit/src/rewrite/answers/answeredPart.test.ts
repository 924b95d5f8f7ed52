// Which definitions of a selection an answer replaces: the lines that go are marked with `-`, lines that stay with a
// blank, and what the answer's lines are indented by stands before it.
import assert from 'node:assert/strict';
import {
  answeredPart,
  asksForRemoval,
  mayStillNameOne,
} from '../../../../../src/rewrite/answers/answeredPart.ts';

interface Case {
  readonly name: string;
  /** Each line behind its mark. */
  readonly selection: string;
  readonly answer: string;
  readonly indentation?: string;
}

const functions = ` import { rate } from './rate.js';

 export function net(price) {
   return price;
 }

-export function gross(price) {
-  return price * rate;
-}

 // Of all.
 export const sum = (prices) => {
   return prices.length;
 };
`;
const aClass = ` class Store {
   private items: string[] = [];

   get size(): number {
     return this.items.length;
   }

-  /** Adds. */
-  public add(item: string): void {
-    this.items.push(item);
-  }
 }
`;
const python = ` import os

 class Reader:
     def __init__(self, path):
         self.path = path

-    def read(self):
-        with open(self.path) as file:

-            return file.read()

 def main():
     print(Reader(os.argv[1]).read())
`;

const cases: readonly Case[] = [
  {
    name: 'one function of several',
    selection: functions,
    answer: 'export function gross(price: number): number {\n  return price * rate;\n}',
  },
  {
    name: 'a function that was made an arrow',
    selection: functions,
    answer: 'export const gross = (price) => price * rate;',
  },
  {
    name: 'one function, and a new one behind it',
    selection: functions,
    answer:
      'export function gross(price) {\n  return withRate(price);\n}\n\nfunction withRate(price) {\n  return price * rate;\n}',
  },
  {
    name: 'two of three, the first left out',
    selection: functions.replace(/^ (?=\/\/|export const| {2}return prices|\};)/gm, '-'),
    answer:
      'export function gross(price) {\n  return 1;\n}\n\n// Of all of them.\nexport const sum = (prices) => {\n  return 2;\n};',
  },
  {
    name: 'a method with a new comment, in the class’s indentation',
    selection: aClass,
    answer: '/** Adds an item. */\npublic add(item: string): void {\n  this.items.push(item);\n}',
    indentation: '  ',
  },
  {
    name: 'a method without its comment, which stays',
    selection: aClass.replace('-  /** Adds. */', '   /** Adds. */'),
    answer: 'public add(item: string): void {\n  this.items.push(item);\n}',
    indentation: '  ',
  },
  {
    name: 'a method by indentation',
    selection: python,
    answer: 'def read(self) -> str:\n    with open(self.path) as file:\n        return file.read()',
    indentation: '    ',
  },
  {
    name: 'a function whose parameters have lines of their own',
    selection:
      '-fn sum(\n-  one: i32,\n-  other: i32,\n-) -> i32 {\n-  one + other\n-}\n\n fn zero() -> i32 {\n   0\n }\n',
    answer: 'fn sum(one: i32, other: i32) -> i32 {\n  one + other\n}',
  },
  {
    name: 'a method of Go',
    selection:
      ' func (s *Store) Size() int {\n 	return s.n\n }\n\n-func (s *Store) Clear() {\n-	s.n = 0\n-}\n',
    answer: 'func (s *Store) Clear() {\n\ts.n = 0\n}',
  },
];

describe('answeredPart', () => {
  for (const { name, selection, answer, indentation = '' } of cases) {
    it(`finds ${name}`, () => {
      const marked = selection.trimEnd().split('\n');
      const lines = marked.map((line) => line.slice(1));
      const given = answer.split('\n');
      const start = marked.findIndex((line) => line.startsWith('-'));
      const end = marked.findLastIndex((line) => line.startsWith('-')) + 1;
      assert.deepEqual(answeredPart(lines, given, true), { start, end, indentation });
      for (let count = 1; count < given.length; count++) {
        const soFar = answeredPart(lines, given.slice(0, count), false);
        if (soFar === undefined) assert.ok(mayStillNameOne(lines, given.slice(0, count)), `${count} lines`);
        else assert.deepEqual(soFar, { start, end: undefined, indentation });
      }
    });
  }

  for (const [name, selection, answer] of [
    ['the whole of it', 'function a() {\n  b();\n}', 'function a() {\n  c();\n}'],
    ['statements', 'let sum = 0;\nfor (const x of xs) {\n  sum += x;\n}\nreturn sum;', 'return xs.length;'],
    ['something new', 'function a() {\n}\n\nfunction b() {\n}', 'function c() {\n}'],
    ['what stands there twice', 'f(a) {\n}\n\nf(b) {\n}', 'f(c) {\n}'],
    [
      'code in front of a definition',
      'function a() {\n}\n\nfunction b() {\n}',
      'let n = 0;\nfunction b() {\n}',
    ],
    ['conditions', 'if (a) {\n  b();\n}\n\nfunction c() {\n}', 'if (a) {\n  d();\n}'],
    ['nothing', '', ''],
  ] as const) {
    it(`leaves ${name} to replace all`, () => {
      assert.equal(answeredPart(selection.split('\n'), answer.split('\n'), true), undefined);
    });
  }

  it('waits for no name where there is but one, or where code has come', () => {
    const two = ['function a() {}', 'function b() {}'];
    assert.equal(mayStillNameOne(two, ['// Of', 'func']), true);
    assert.equal(mayStillNameOne(two.slice(1), ['// Of', 'func']), false);
    assert.equal(mayStillNameOne(two, ['let n;', 'func']), false);
  });
});

describe('asksForRemoval', () => {
  for (const [instruction, expected] of [
    ['Remove the second function', true],
    ['Delete what is not used', true],
    ['merge both', true],
    ['Entferne die zweite Funktion', true],
    ['删除第二个函数', true],
    ['please drop the check and return early', true],
    ['do not use a helper, inline it', true],
    ['log the id before it is deleted', false],
    ['throw when they delete twice', false],
    ['warn on delete', false],
    ['check the combined length', false],
    ['never drop an entry', false],
    ['Add types', false],
    ['Translate the comment (in gross only)', false],
  ] as const) {
    it(`${instruction}: ${expected}`, () => assert.equal(asksForRemoval(instruction), expected));
  }
});
