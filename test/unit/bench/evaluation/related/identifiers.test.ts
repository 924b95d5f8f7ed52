// Which words of code count, and how much.
import assert from 'node:assert/strict';
import {
  declaredNames,
  identifiersIn,
  jaccard,
  weighIdentifiers,
} from '../../../../../bench/evaluation/related/identifiers.ts';

describe('identifiers', () => {
  const found: readonly (readonly [string, readonly string[]])[] = [
    ['const total = sum(order.amount, 12px);', ['total', 'sum', 'order', 'amount']],
    ['for i in range(10): pass', ['range']],
    ['$scope._private + 名前名前', ['$scope', '_private', '名前名前']],
    ['', []],
  ];
  for (const [text, expected] of found) {
    it(`of ${JSON.stringify(text)}`, () => assert.deepEqual([...identifiersIn(text)], expected));
  }

  it('weigh more near the cursor, and members are known', () => {
    const { weights, memberWeights } = weighIdentifiers(['far.near()', 'ptr->field', 'near']);
    const rounded = (map: ReadonlyMap<string, number>) =>
      [...map].map(([name, weight]) => `${name} ${weight.toFixed(2)}`);
    assert.deepEqual(rounded(weights), ['far 0.81', 'near 1.81', 'ptr 0.90', 'field 0.90']);
    assert.deepEqual(rounded(memberWeights), ['near 0.81', 'field 0.90']);
  });

  const declared: readonly (readonly [string, readonly string[]])[] = [
    ['export class One<T> {}\ninterface Two {}\nfunction* three() {}', ['One', 'Two', 'three']],
    ['class Runner:\n    async def run(self):\n', ['Runner', 'run']],
    ['func (s *Server) Start(ctx Context) error {\n', ['Start']],
    ['  public static List<String> namesOf(Item item) {\r\n', ['namesOf']],
    ['let mut count = 1;\nlet { a, b } = c;', ['count']],
    ['queue.enqueue(job);\ncall(x);', []],
  ];
  for (const [text, expected] of declared) {
    it(`declared by ${JSON.stringify(text)}`, () => assert.deepEqual(declaredNames(text), new Set(expected)));
  }

  const similar: readonly (readonly [string, string, number])[] = [
    ['abc', 'abc', 1],
    ['abc', 'bcd', 0.5],
    ['abc', 'def', 0],
    ['', '', 0],
    ['', 'a', 0],
  ];
  for (const [one, other, expected] of similar) {
    it(`of '${one}' and '${other}' are alike by ${expected}`, () => {
      assert.equal(jaccard(new Set(one), new Set(other)), expected);
    });
  }
});
