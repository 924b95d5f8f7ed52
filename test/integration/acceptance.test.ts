// Whether the real editor's changes tell what became of a suggestion.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describeRecord } from '../../src/completion/recentOutcomes.ts';
import type { HearthApi } from '../../src/extension.ts';
import { activeHearth, eventually } from './support/hearth.ts';
import { sum, Typist } from './support/typing.ts';

/** A block whose lines the model knows from the one above. */
const sums = `export function sum(values: number[]): number {
  let total = 0;
  for (const value of values) {
    total += value;
  }
  return total;
}

export function sumOfSquares(values: number[]): number {
  █
}
`;

describe('what becomes of a suggestion', () => {
  let hearth: HearthApi;
  let typist: Typist | undefined;

  before(async () => {
    hearth = await activeHearth();
    await hearth.whenReady();
  });

  afterEach(async () => {
    await typist?.close();
    typist = undefined;
  });

  async function offered(name: string): Promise<Typist> {
    const person = await Typist.inFile(hearth, name, sum);
    const record = await person.type('tot');
    assert.equal(record.outcome.kind, 'shown', describeRecord(record));
    return person;
  }

  it('is seen when all of it is accepted; the end of its line then stays silent', async () => {
    typist = await offered('acceptedWhole.ts');
    const { acceptedWhole } = hearth.offerCounts();
    await typist.accept();
    assert.equal(hearth.offerCounts().acceptedWhole, acceptedWhole + 1);
    const record = await eventually('a silent request', () =>
      hearth
        .recentOutcomes()
        .find(({ outcome }) => outcome.kind === 'silent' && outcome.reason === 'justAccepted'),
    );
    assert.equal(record.isManual, false);
  });

  it('is seen when it is taken word by word, each word where the whole would have put it', async () => {
    typist = await Typist.inFile(hearth, 'words.ts', sum);
    await typist.typeAndTrigger('tot');
    const { acceptedWord } = hearth.offerCounts();
    const lines = [typist.line];
    for (let word = 0; word < 2; word++) {
      await typist.accept('acceptNextWord');
      lines.push(typist.line);
    }
    await typist.accept();
    lines.push(typist.line);
    assert.match(typist.line, /^ {4}total \+= value;?$/);
    for (const [index, line] of lines.entries())
      assert.ok(
        lines.slice(index).every((later) => later.startsWith(line)),
        lines.join('\n'),
      );
    // The editor's second word is the space, which counts as typed: one character may be either.
    assert.equal(hearth.offerCounts().acceptedWord, acceptedWord + 1);
  });

  it('is seen when it is taken line by line, and the rest of it stays on screen', async () => {
    typist = await Typist.inFile(hearth, 'lines.ts', sums);
    const record = await typist.trigger();
    assert.equal(record.outcome.kind, 'shown', describeRecord(record));
    const { acceptedLine } = hearth.offerCounts();
    await typist.accept('acceptNextLine');
    const afterLine = typist.text;
    assert.equal(afterLine.split('\n').length, sums.split('\n').length + 1, afterLine);
    assert.equal(hearth.offerCounts().acceptedLine, acceptedLine + 1);
    await typist.accept();
    assert.ok(typist.text.length > afterLine.length);
    await vscode.commands.executeCommand('undo');
    assert.equal(typist.text, afterLine);
  });
});
