// Which quick fix is taken without a choice.
import assert from 'node:assert/strict';
import { chooseFix, type FixCandidate } from '../../../../src/fixes/chooseFix.ts';

const here = 'file:///here';
const at = { startLine: 0, startCharacter: 0 };
const small = [{ ...at, removedLines: 0, insertedText: "import { a } from './a';\n" }];

function candidate(change: Partial<FixCandidate> = {}): FixCandidate {
  return { title: 'Import', isPreferred: true, documents: [{ uri: here, edits: small }], ...change };
}

const large = [{ ...at, removedLines: 9, insertedText: '' }];
const cases: readonly (readonly [string, readonly FixCandidate[], number | undefined])[] = [
  ['none', [], undefined],
  ['the preferred one', [candidate({ isPreferred: false }), candidate()], 1],
  ['none that the server does not prefer', [candidate({ isPreferred: false })], undefined],
  ['none that only runs a command', [candidate({ documents: [] })], undefined],
  ['none in another file', [candidate({ documents: [{ uri: 'file:///b', edits: small }] })], undefined],
  ['none of more than five lines', [candidate({ documents: [{ uri: here, edits: large }] })], undefined],
];

describe('chooseFix', () => {
  for (const [name, candidates, expected] of cases)
    it(`takes ${name}`, () => assert.equal(chooseFix(candidates, here), expected));

  it('takes none that is given for other problems too', () => {
    const edit = { startCharacter: 0, removedLines: 0, insertedText: 'await ' };
    const atLine = (startLine: number) =>
      candidate({ title: 'Add', documents: [{ uri: here, edits: [{ ...edit, startLine }] }] });
    const [elsewhere, own] = [atLine(3), atLine(4)];
    assert.equal(chooseFix([elsewhere], here, [elsewhere]), undefined);
    assert.equal(chooseFix([elsewhere, own], here, [elsewhere]), 1);
  });
});
