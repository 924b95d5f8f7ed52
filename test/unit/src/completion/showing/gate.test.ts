// What is worth showing, by what can be seen of its first line.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  decideShowing,
  featuresOf,
  leastProbability,
  likelihoodOf,
  type ShownText,
} from '../../../../../src/completion/showing/gate.ts';
import { eagernesses } from '../../../../../src/settings/settings.ts';

const fine = () => ({ current: 1, replaced: 1 });
const line = (probabilities: readonly number[], unknownNames = 0): ShownText => ({
  probabilities,
  behind: 0.99,
  isBeginning: false,
  unknownNames,
  characters: 10,
});
const times = (count: number, probability: number) => Array.from({ length: count }, () => probability);

describe('decideShowing', () => {
  for (const [name, shown, expected] of [
    ['certain tokens', line(times(5, 0.99)), ['shown', 'shown', 'shown']],
    ['a guess among certain tokens', line([...times(5, 0.99), 0.03]), [undefined, undefined, undefined]],
    ['many unsure tokens', line(times(12, 0.4)), [undefined, undefined, undefined]],
    ['nothing known of the tokens', line([], 3), ['shown', 'shown', 'shown']],
  ] as const) {
    for (const [index, eagerness] of eagernesses.entries()) {
      const reason = expected[index] === 'shown' ? undefined : 'notConfident';
      it(`${name}, ${eagerness}: ${reason ?? 'shown'}`, () =>
        assert.equal(decideShowing(shown, { eagerness, isWaiting: false }, fine), reason));
    }
  }

  it('shows the less the quieter it is to be', () => {
    const lines = Array.from({ length: 50 }, (_, index) => line([0.9, index / 50]));
    const [quiet = 0, balanced = 0, eager = 0] = eagernesses.map(
      (eagerness) =>
        lines.filter((shown) => decideShowing(shown, { eagerness, isWaiting: false }, fine) === undefined)
          .length,
    );
    assert.ok(0 < quiet && quiet < balanced && balanced < eager && eager < 50);
  });

  for (const [name, errors, expected] of [
    ['fewer errors', { current: 2, replaced: 1 }, undefined],
    ['as many errors', { current: 2, replaced: 2 }, undefined],
    ['more errors', { current: 0, replaced: 1 }, 'breaksSyntax'],
    ['unknown syntax', 'unknown', undefined],
  ] as const) {
    it(`${name}: ${expected ?? 'shown'}`, () =>
      assert.equal(
        decideShowing(line([0.99]), { eagerness: 'balanced', isWaiting: false }, () => errors),
        expected,
      ));
  }

  it('parses nothing for what it does not trust', () => {
    const never = () => assert.fail('parsed');
    assert.equal(
      decideShowing(line(times(12, 0.3)), { eagerness: 'eager', isWaiting: false }, never),
      'notConfident',
    );
  });
});

describe('likelihoodOf', () => {
  for (const [name, likelier, lessLikely] of [
    ['surer tokens', line([0.9, 0.9]), line([0.9, 0.8])],
    ['fewer tokens', line([0.9]), line([0.9, 0.9])],
    ['known names', line([0.9]), line([0.9], 1)],
    ['a sure end', line([0.9]), { ...line([0.9]), behind: 0.3 }],
    [
      'a beginning whose end is sure',
      { ...line([0.9]), isBeginning: true },
      { ...line([0.9]), isBeginning: true, behind: 0.3 },
    ],
  ] as const) {
    it(`is higher for ${name}`, () => assert.ok(likelihoodOf(likelier) > likelihoodOf(lessLikely)));
  }

  it('is a number for tokens that were taken from far behind', () =>
    assert.ok(Number.isFinite(likelihoodOf(line([0, 0.5])))));

  it('has features that are bounded', () =>
    assert.deepEqual(featuresOf(line(times(100, 0), 9)), {
      all: -6,
      least: Math.log(1e-4),
      endOfLine: Math.log(0.99),
      endOfBeginning: 0,
      isBeginning: 0,
      unknownNames: 3,
    }));

  it('asks less of what somebody waits for', () => {
    for (const eagerness of eagernesses) {
      const unsure = Array.from({ length: 50 }, (_, index) => line([0.9, index / 50]));
      const shownTo = (isWaiting: boolean) =>
        unsure.filter((one) => decideShowing(one, { eagerness, isWaiting }, fine) === undefined).length;
      assert.ok(shownTo(true) > shownTo(false), eagerness);
    }
  });
});

describe('leastProbability', () => {
  it('is less than what any text needs to be shown, whatever else is seen of it', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    const text = fc.record({
      probabilities: fc.array(probability, { minLength: 1, maxLength: 8 }),
      behind: fc.option(probability, { nil: undefined }),
      isBeginning: fc.boolean(),
      unknownNames: fc.nat(4),
      characters: fc.nat(40),
    });
    fc.assert(
      fc.property(text, fc.constantFrom(...eagernesses), fc.boolean(), (shown, eagerness, isWaiting) => {
        const together = shown.probabilities.reduce((product, each) => product * each, 1);
        fc.pre(together < leastProbability(eagerness));
        assert.equal(decideShowing(shown, { eagerness, isWaiting }, fine), 'notConfident');
      }),
      { numRuns: 2000 },
    );
  });

  it('is lower the more is to be shown, and always a probability', () => {
    const [quiet = 0, balanced = 0, eager = 0] = eagernesses.map(leastProbability);
    assert.ok(0 < eager && eager < balanced && balanced < quiet && quiet < 1);
  });
});
