// What of the model's text is one argument, and which are not likely right.
import assert from 'node:assert/strict';
import { filledArgument } from '../../../../../src/nextEdits/calls/filledArgument.ts';

const parameter = [',', 'signal', ':', 'AbortSignal'];

const cases: readonly (readonly [written: string, argument: string | undefined])[] = [
  ['signal', 'signal'],
  ['signal);\nload("next"', 'signal'],
  [' signal, other)', 'signal'],
  ['signal\n', 'signal'],
  ['signal.aborted)', undefined],
  ['signal(', undefined],
  ['signal + 1)', undefined],
  ['signals)', undefined],
  ['other)', undefined],
  ['"signal")', undefined],
  ['', undefined],
  [')', undefined],
  ['\n', undefined],
];

describe('filledArgument', () => {
  for (const [written, argument] of cases)
    it(`${JSON.stringify(written)}: ${argument ?? 'none'}`, () => {
      assert.equal(filledArgument([{ text: written, probability: 0.9 }], parameter), argument);
    });

  it('takes names of any letters', () =>
    assert.equal(filledArgument([{ text: 'größe)', probability: 0.9 }], ['größe', 'int']), 'größe'));

  it('counts the tokens of the argument alone', () => {
    const sure = { text: 'signal', probability: 0.8 };
    assert.equal(filledArgument([sure, { text: ');', probability: 0.01 }], parameter), 'signal');
    assert.equal(filledArgument([{ ...sure, probability: 0.2 }], parameter), undefined);
  });
});
