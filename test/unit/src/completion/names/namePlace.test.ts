// Where a name is begun, and behind what.
import assert from 'node:assert/strict';
import { namePlaceAt } from '../../../../../src/completion/names/namePlace.ts';

describe('namePlaceAt', () => {
  const members: readonly [lineBefore: string, typedCharacters: number][] = [
    ['items.', 0],
    ['  items.fi', 2],
    ['a?.b', 1],
    ['a!.', 0],
    ['f(x).', 0],
    ['a[0].', 0],
    ["'text'.", 0],
    ['Foo::ne', 2],
    ['std::', 0],
    ['pointer->', 0],
    ['  .then', 4],
    ['größe.län', 3],
    ['x1.', 0],
  ];
  for (const [line, typedCharacters] of members) {
    it(`${line}█ is a member`, () => {
      assert.deepEqual(namePlaceAt(line), { typedCharacters, isMember: true });
    });
  }

  const others = ['1.', 'x = 10.5', '...', '...ar', '0..', 'a = 3.', '#', 'this.#pri', '"te'];
  for (const line of others) {
    it(`${line}█ is none`, () => assert.notEqual(namePlaceAt(line)?.isMember, true));
  }

  for (const [line, typedCharacters] of [
    ['', 0],
    ['const x = va', 2],
    ['call(', 0],
    ['a b', 1],
  ] as const) {
    it(`${line}█ begins another name`, () => {
      assert.deepEqual(namePlaceAt(line), { typedCharacters, isMember: false });
    });
  }
});
