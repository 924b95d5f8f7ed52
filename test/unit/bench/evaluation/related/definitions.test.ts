// Which definitions a file has for others, and what is left of them when folded.
import assert from 'node:assert/strict';
import { definitionsIn } from '../../../../../bench/evaluation/related/definitions.ts';
import { foldDefinition } from '../../../../../bench/evaluation/related/foldDefinition.ts';
import type { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { loadGrammars } from './relatedFiles.ts';

type Row = readonly [
  title: string,
  source: string,
  expected: readonly (readonly [name: string, folded: string])[],
];

const typeScript: readonly Row[] = [
  [
    'a class: members without bodies, comments, decorators and what is private',
    `/** Doc. */
@Component({ selector: 'a', template: '<p>a long text that nobody needs to see</p>' })
export abstract class Store<T> extends Base implements Disposable {
  /** x */
  private x = 1;
  #y = 2;
  @Input() readonly items = new Map<string, T>();
  static of = <T>(a: T) => {
    return new Store(a);
  };
  constructor(private readonly log: Log, size = 1) {
    super();
  }
  get size(): number { return this.items.size; }
  protected abstract load(
    key: string,
  ): Promise<T>;
  _internal(): void {}
}
`,
    [
      [
        'Store',
        `export abstract class Store<T> extends Base implements Disposable {
  readonly items = new Map<string, T>();
  static of = <T>(a: T) => {};
  constructor(private readonly log: Log, size = 1);
  get size(): number;
  protected abstract load(
    key: string,
  ): Promise<T>;
}`,
      ],
    ],
  ],
  [
    'interfaces, enums, types, functions, constants',
    `export interface Options {
  // why
  readonly limit: number;
  onDone?(error: Error): void;
}
declare const enum Kind {
  One = 'one',
  Two = 'two, the second of the kinds, with a long text behind it, so that it is not one line',
}
export type Name = 'a' | 'b';
export default async function run<T>(options: Options): Promise<T> {
  return 1;
}
export const start = async (options: Options): Promise<void> => {
  await run(options);
};
export const limit = 5;
const { a, b } = start();
const c = require('./c');
import { d } from './d';
run();
`,
    [
      ['Options', 'export interface Options {\n  readonly limit: number;\n  onDone?(error: Error): void;\n}'],
      [
        'Kind',
        "declare const enum Kind {\n  One = 'one',\n  Two = 'two, the second of the kinds, with a long text behind it, so that it is not one line',\n}",
      ],
      ['Name', "export type Name = 'a' | 'b';"],
      ['run', 'export default async function run<T>(options: Options): Promise<T>;'],
      ['start', 'export const start = async (options: Options): Promise<void> => {};'],
      ['limit', 'export const limit = 5;'],
    ],
  ],
  [
    'inside namespaces, modules and conditions',
    `declare module 'x' {
  export function inModule(): void;
}
namespace Outer {
  export namespace Inner {
    export function deep(
      a: number,
    ): void {
    }
  }
}
if (isNode) { function conditional() { return 1; } }
`,
    [
      ['inModule', 'export function inModule(): void;'],
      ['deep', 'export function deep(\n  a: number,\n): void;'],
      ['conditional', 'function conditional();'],
    ],
  ],
  [
    'assigned ones, in a file without semicolons',
    `module.exports = class Store extends Base {
  get (key) {
    return 1
  }
}
exports.run = async function (a) {
  return a
}
`,
    [
      ['Store', 'module.exports = class Store extends Base {\n  get (key)\n}'],
      ['run', 'exports.run = async function (a)'],
    ],
  ],
  [
    'one-line containers as they are',
    'interface P { x: number; y: number }',
    [['P', 'interface P { x: number; y: number }']],
  ],
  [
    'a file that is being written',
    'function whole(): void {}\nexport class {{ ]',
    [['whole', 'function whole(): void']],
  ],
  ['nothing of nothing', '', []],
];

const python: readonly Row[] = [
  [
    'classes, functions and constants',
    `"""Doc."""
from a import b

@dataclass
class Item(Base):
    """Doc."""

    name: str = ""
    _cache = None

    def __init__(self, name: str):
        self.name = name

    # why
    @property
    def size(self) -> int:
        """D."""
        return 1

    def _hidden(self): ...

async def fetch(
    url: str,
    *,
    timeout: float = 5.0,
) -> Item:
    return Item(url)

LIMIT: int = 3
`,
    [
      [
        'Item',
        `@dataclass
class Item(Base):
    name: str = ""
    def __init__(self, name: str): ...
    @property
    def size(self) -> int: ...`,
      ],
      ['fetch', 'async def fetch(\n    url: str,\n    *,\n    timeout: float = 5.0,\n) -> Item: ...'],
      ['LIMIT', 'LIMIT: int = 3'],
    ],
  ],
  [
    'inside conditions',
    'if TYPE_CHECKING:\n    def one(a): return 1\nelse:\n    try:\n        def two(a):\n            pass\n    except E:\n        pass\n',
    [
      ['one', 'def one(a): ...'],
      ['two', 'def two(a): ...'],
    ],
  ],
];

describe('definitions', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars('typescript', 'python');
  });
  after(() => grammars.dispose());

  for (const row of typeScript) it(`TypeScript: ${row[0]}`, () => check('typescript', row));
  for (const row of python) it(`Python: ${row[0]}`, () => check('python', row));

  function check(languageId: string, [, source, expected]: Row): void {
    const found = parsed(languageId, source).map((definition) => [
      definition.name,
      foldDefinition(definition, new Map(), 1_000),
    ]);
    assert.deepEqual(found, expected);
  }

  const folds: readonly (readonly [maxCharacters: number, wanted: string, expected: string])[] = [
    [60, '', 'class A {\n  one(a: number): void;\n  two(): void;\n}'],
    [50, 'three', 'class A {\n  two(): void;\n  three(): void;\n}'],
    [40, 'three', 'class A {\n  three(): void;\n}'],
    [20, 'three', 'class A {\n}'],
    [10, '', 'class A {'],
    [5, '', ''],
  ];
  for (const [maxCharacters, wanted, expected] of folds) {
    it(`folds to ${maxCharacters} characters, ${wanted || 'none'} wanted`, () => {
      const source = 'class A {\n  one(a: number): void {}\n  two(): void {}\n  three(): void {}\n};\n';
      const [definition] = parsed('typescript', source);
      assert.ok(definition);
      assert.equal(foldDefinition(definition, new Map([[wanted, 1]]), maxCharacters), expected);
    });
  }

  function parsed(languageId: string, source: string) {
    const tree = grammars.get(languageId)?.parse(source, undefined, 1_000);
    assert.ok(tree);
    try {
      return definitionsIn(tree, source);
    } finally {
      tree.delete();
    }
  }
});
