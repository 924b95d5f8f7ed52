// N-grams of the code at hand: what they predict, how they are mixed in, what is drafted from them.
import assert from 'node:assert/strict';
import { draft, mixCandidates, noCopySources, predictNext } from '../../../../engine/decoding/copyModel.ts';
import { LocalNgrams, separator } from '../../../../engine/decoding/localNgrams.ts';

const tokensOf = (text: string) => Array.from(text, (character) => character.charCodeAt(0));
const textOf = (tokens: readonly number[]) => String.fromCharCode(...tokens);
const everything = () => true;

describe('LocalNgrams', () => {
  for (const [name, reference, tail, expected] of [
    ['what followed the same pair', 'abc', 'ab', { c: 1 }],
    ['nothing for an unknown pair', 'abc', 'ba', undefined],
    ['nothing for a single token', 'abc', 'b', undefined],
    ['all that followed equally long agreements', 'abx aby abx', 'ab', { x: 2, y: 1 }],
    ['only what followed the longest agreement', 'zabx cabx cabx yaby', 'yab', { y: 1 }],
    ['nothing at the end of the text', 'ab', 'ab', undefined],
  ] as const) {
    it(`predicts ${name}`, () => {
      const prediction = new LocalNgrams(tokensOf(reference)).predict(tokensOf(tail), everything);
      const counts =
        prediction && Object.fromEntries([...prediction.counts].map(([t, n]) => [textOf([t]), n]));
      assert.deepEqual(counts, expected);
    });
  }

  it('predicts nothing across a separator', () => {
    const ngrams = new LocalNgrams([...tokensOf('ab'), separator, ...tokensOf('cd')]);
    assert.equal(ngrams.predict(tokensOf('ab'), everything), undefined);
  });

  it('passes over what is not accepted, also where it agrees for longer', () => {
    const prediction = new LocalNgrams(tokensOf('xabq zabc')).predict(
      tokensOf('xab'),
      (token) => token !== 'q'.charCodeAt(0),
    );
    assert.deepEqual([...(prediction?.counts.keys() ?? [])], tokensOf('c'));
  });
});

describe('copy model', () => {
  const own = new LocalNgrams(tokensOf('const total = width * height;'));
  const sources = { own, others: [] };

  it('raises what the code at hand repeats, and keeps probabilities that add up', () => {
    const candidates = [
      { token: 1, probability: 0.6 },
      { token: 2, probability: 0.4 },
    ];
    const counts = new Map([[2, 3]]);
    const mixed = mixCandidates(candidates, [{ matchedTokens: 8, counts, total: 3 }]);
    assert.equal(mixed[0]?.token, 2);
    assert.ok(Math.abs(mixed.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-9);
  });

  it('believes a short agreement less than a sure model', () => {
    const candidates = [{ token: 1, probability: 0.9 }];
    const mixed = mixCandidates(candidates, [{ matchedTokens: 2, counts: new Map([[2, 1]]), total: 1 }]);
    assert.equal(mixed[0]?.token, 1);
  });

  it('leaves the candidates alone where nothing is known', () => {
    const candidates = [{ token: 1, probability: 1 }];
    assert.equal(mixCandidates(candidates, predictNext(noCopySources, tokensOf('ab'))), candidates);
  });

  it('lets the longest agreement of other files speak for all of them', () => {
    const others = ['xyab1', 'zzab2', 'xyab1'].map((text) => new LocalNgrams(tokensOf(text)));
    const [prediction] = predictNext({ own: undefined, others }, tokensOf('xyab'));
    assert.deepEqual(prediction?.counts, new Map([['1'.charCodeAt(0), 2]]));
  });

  it('drafts three tokens behind a long agreement, none behind a short or an ambiguous one', () => {
    assert.equal(textOf(draft(sources, tokensOf('let total = wid'))), 'th ');
    assert.equal(textOf(draft(sources, tokensOf('wid'))), '');
    const ambiguous = new LocalNgrams(tokensOf('abcdef1 abcdef2'));
    assert.equal(textOf(draft({ own: ambiguous, others: [] }, tokensOf('abcdef'))), '');
  });
});
