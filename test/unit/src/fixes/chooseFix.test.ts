// Which quick fix is taken without a choice.
import assert from 'node:assert/strict';
import { chooseFix, type FixCandidate } from '../../../../src/fixes/chooseFix.ts';

const here = 'file:///here';
const small = [{ removedLines: 0, insertedText: "import { a } from './a';\n" }];

function candidate(change: Partial<FixCandidate> = {}): FixCandidate {
  return { isPreferred: true, isDisabled: false, documents: [{ uri: here, edits: small }], ...change };
}

const large = [{ removedLines: 9, insertedText: '' }];
const cases: readonly (readonly [string, readonly FixCandidate[], number | undefined])[] = [
  ['none', [], undefined],
  ['the preferred one', [candidate({ isPreferred: false }), candidate()], 1],
  ['none that the server does not prefer', [candidate({ isPreferred: false })], undefined],
  ['none that is disabled', [candidate({ isDisabled: true })], undefined],
  ['none that only runs a command', [candidate({ documents: [] })], undefined],
  ['none in another file', [candidate({ documents: [{ uri: 'file:///b', edits: small }] })], undefined],
  ['none of more than five lines', [candidate({ documents: [{ uri: here, edits: large }] })], undefined],
];

describe('chooseFix', () => {
  for (const [name, candidates, expected] of cases)
    it(`takes ${name}`, () => assert.equal(chooseFix(candidates, here), expected));
});
