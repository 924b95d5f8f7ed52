// What of the model's text is one argument, and which are not sure enough.
import assert from 'node:assert/strict';
import { filledArgument } from '../../../../../src/nextEdits/calls/filledArgument.ts';

const cases: readonly (readonly [written: string, argument: string | undefined])[] = [
  ['signal', 'signal'],
  ['signal);\nload("next"', 'signal'],
  ['signal, other)', 'signal'],
  [' make(a, [b])', 'make(a, [b])'],
  ['")", x', '")"'],
  ['{ a: 1, b: 2 })', '{ a: 1, b: 2 }'],
  ['"unfinished', undefined],
  ['call(', undefined],
  ['[1, 2\n', undefined],
  ['', undefined],
  [')', undefined],
  ['\n', undefined],
  ['😀.value)', '😀.value'],
  ['a'.repeat(100), undefined],
];

describe('filledArgument', () => {
  for (const [written, argument] of cases)
    it(`${JSON.stringify(written)}: ${argument ?? 'none'}`, () => {
      assert.equal(filledArgument([{ text: written, probability: 0.9 }]), argument);
    });

  it('counts the tokens of the argument alone', () => {
    const sure = { text: 'signal', probability: 0.8 };
    assert.equal(filledArgument([sure, { text: ');', probability: 0.01 }]), 'signal');
    assert.equal(filledArgument([sure, { text: '.aborted', probability: 0.2 }]), undefined);
  });
});
