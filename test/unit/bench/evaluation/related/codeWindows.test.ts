// Where files are cut into windows.
import assert from 'node:assert/strict';
import { cutWindows, tellingLines } from '../../../../../bench/evaluation/related/codeWindows.ts';

/** Functions of `bodyLines` lines between blank lines. */
function functions(count: number, bodyLines: number): string[] {
  return Array.from({ length: count }, (_, index) => [
    `function name${index}(first, second, third) {`,
    ...Array.from({ length: bodyLines }, (_line, at) => `  const value${at} = first + second;`),
    '}',
    '',
  ]).flat();
}

describe('code windows', () => {
  it('begin behind blank lines where these are near', () => {
    const lines = functions(6, 9);
    const windows = cutWindows(lines);
    assert.deepEqual(
      windows.map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [0, 24],
        [12, 30],
        [24, 36],
        [30, 48],
        [36, 60],
        [48, 69],
        [60, 72],
      ],
    );
  });

  it('begin at the least indented statement otherwise, never at a closing bracket', () => {
    const lines = functions(1, 40);
    lines[11] = 'middle(first, second);';
    lines[9] = '});';
    assert.equal(cutWindows(lines)[1]?.startLine, 11);
  });

  const small: readonly (readonly [string, number])[] = [
    ['', 0],
    ['one two', 0],
    ['alpha(beta, gamma, delta)', 1],
  ];
  for (const [text, expected] of small) {
    it(`are ${expected} of ${JSON.stringify(text)}`, () => {
      assert.equal(cutWindows(text.split('\n')).length, expected);
    });
  }

  it('are compared by the lines that say something', () => {
    assert.deepEqual(tellingLines(['  a = 1;', '', '}', '  });', 'a = 1;']), new Set(['a = 1;']));
  });
});
