// Names that a language server lists against what the model would write: who gains, who loses, when it is over.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultNameBelief, NameGuide } from '../../../../engine/decoding/nameGuide.ts';
import { SortedNames } from '../../../../engine/decoding/sortedNames.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const nothing = new Uint8Array(0);
const mask = { kept: 0, leastListed: 0.001 };

interface Written {
  readonly typed?: string;
  readonly forced?: string;
  readonly kept?: number;
}

/** The candidates are texts with probabilities; one without a text ends the answer. */
function weighed(
  names: string,
  candidates: readonly (readonly [string | undefined, number])[],
  { typed = '', forced = '', kept = 0 }: Written = {},
) {
  const tokenBytes = candidates.map(([text]) => (text === undefined ? undefined : bytesOf(text)));
  const given = candidates.map(([, probability], token) => ({ token, probability }));
  const guide = NameGuide.of(names.split(' '), typed, { ...mask, kept });
  const result = guide?.weigh(given, tokenBytes, bytesOf(forced)) ?? given;
  return result.map(({ token, probability }) => [
    candidates[token]?.[0],
    Math.round(probability * 1000) / 1000,
  ]);
}

describe('NameGuide', () => {
  it('gives what contradicts the list to what begins a listed name', () => {
    const result = weighed('size sizeOf add', [
      ['length', 0.6],
      ['size', 0.3],
      ['a', 0.1],
    ]);
    assert.deepEqual(result, [
      ['size', 0.75],
      ['a', 0.25],
      ['length', 0],
    ]);
  });

  it('takes only a share where the list is not believed wholly', () => {
    const result = weighed(
      'size',
      [
        ['length', 0.6],
        ['size', 0.4],
      ],
      { kept: 0.5 },
    );
    assert.deepEqual(result, [
      ['size', 0.7],
      ['length', 0.3],
    ]);
  });

  it('leaves alone where no name begins', () => {
    const result = weighed('size', [
      ['\n', 0.5],
      ['length', 0.3],
      ['size', 0.2],
    ]);
    assert.deepEqual(result, [
      ['\n', 0.5],
      ['size', 0.5],
      ['length', 0],
    ]);
  });

  it('ends a name only where one ends', () => {
    const result = weighed(
      'getAll',
      [
        ['(', 0.6],
        ['All(', 0.2],
        ['A', 0.1],
        [undefined, 0.1],
      ],
      { typed: 'get' },
    );
    assert.deepEqual(result, [
      ['All(', 0.667],
      ['A', 0.333],
      ['(', 0],
      [undefined, 0],
    ]);
  });

  it('lets a whole name end in any way', () => {
    const result = weighed(
      'get getAll',
      [
        ['(', 0.5],
        [undefined, 0.2],
        ['X', 0.3],
      ],
      { typed: 'get' },
    );
    assert.deepEqual(result, [
      ['(', 0.714],
      [undefined, 0.286],
      ['X', 0],
    ]);
  });

  it('looks behind the bytes that are forced', () => {
    const result = weighed(
      'size',
      [
        ['.length', 0.5],
        ['.size', 0.2],
        ['.', 0.2],
        ['!', 0.1],
      ],
      { forced: '.' },
    );
    assert.deepEqual(result, [
      ['.size', 0.7],
      ['.', 0.2],
      ['!', 0.1],
      ['.length', 0],
    ]);
  });

  it('leaves a model alone that hardly believes in any listed name', () => {
    const candidates: readonly [string, number][] = [
      ['length', 0.9999],
      ['size', 0.0001],
    ];
    assert.deepEqual(weighed('size', candidates), [
      ['length', 1],
      ['size', 0],
    ]);
  });

  it('knows nothing of a name that is begun as no listed one is', () => {
    assert.equal(NameGuide.of(['size'], 'len', defaultNameBelief), undefined);
  });

  for (const [name, typed, added, isOver] of [
    ['goes on inside a name', 's', 'iz', false],
    ['goes on behind a whole one, which may be the beginning of another', '', 'size', false],
    ['is over behind a name', 's', 'ize(', true],
    ['is over where the model went another way', 's', 'um', true],
  ] as const) {
    it(name, () => {
      const guide = NameGuide.of(['size', 'sizeOf'], typed, mask);
      assert.equal(guide?.after(bytesOf(added)) === undefined, isOver);
    });
  }

  for (const [answer, isOpen, isContradicted] of [
    ['size()', false, false],
    ['siz', false, true],
    ['siz', true, false],
    ['siz(', true, true],
    ['sum', true, true],
    ['\n', false, false],
    ['', false, false],
  ] as const) {
    it(`${JSON.stringify(answer)}${isOpen ? ', which is open,' : ''} ${isContradicted ? 'contradicts' : 'fits'} what is listed`, () => {
      const guide = NameGuide.of(['size', 'sizeOf'], '', mask);
      assert.equal(guide?.isContradictedBy(answer, isOpen), isContradicted);
    });
  }

  it('keeps the sum and never raises what contradicts, whatever the names', () => {
    const word = fc.stringMatching(/^[ab_é(.]{1,4}$/);
    const candidates = fc.array(fc.tuple(word, fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1 });
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[abé]{1,4}$/), { minLength: 1 }),
        candidates,
        (names, given) => {
          const guide = NameGuide.of(names, '', mask);
          const tokenBytes = given.map(([text]) => bytesOf(text));
          const all = given.map(([, probability], token) => ({ token, probability }));
          const result = guide?.weigh(all, tokenBytes, nothing) ?? [];
          const sum = (list: typeof result) =>
            list.reduce((total, { probability }) => total + probability, 0);
          assert.ok(Math.abs(sum(result) - sum(all)) < 1e-9);
          for (const { token, probability } of result) {
            const text = given[token]?.[0] ?? '';
            const [start = ''] = /^[^(.]*/.exec(text) ?? [];
            const isWhole = start.length < text.length;
            const isListed = names.some((name) => (isWhole ? name === start : name.startsWith(start)));
            if (start !== '' && !isListed) assert.ok(probability <= (given[token]?.[1] ?? 0));
          }
        },
      ),
    );
  });
});

describe('SortedNames', () => {
  it('finds what a search through all finds', () => {
    const word = fc.stringMatching(/^[abÿ☃]{0,3}$/);
    fc.assert(
      fc.property(fc.array(word), word, (names, wanted) => {
        const sorted = new SortedNames(names);
        assert.equal(sorted.has(bytesOf(wanted)), names.includes(wanted));
        assert.equal(
          sorted.hasBeginning(bytesOf(wanted)),
          names.some((name) => name.startsWith(wanted)),
        );
      }),
    );
  });
});
