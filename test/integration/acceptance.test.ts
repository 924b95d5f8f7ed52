// Whether the real editor's changes tell what became of a suggestion.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describeRecord } from '../../src/completion/recentOutcomes.ts';
import type { HearthApi } from '../../src/extension.ts';
import { activeHearth, eventually } from './support/hearth.ts';
import { sum, Typist } from './support/typing.ts';

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

  it('is seen when its next word is accepted', async () => {
    typist = await offered('acceptedWord.ts');
    const { acceptedWord } = hearth.offerCounts();
    await eventually('an accepted word', () => {
      void vscode.commands.executeCommand('editor.action.inlineSuggest.acceptNextWord');
      return hearth.offerCounts().acceptedWord > acceptedWord ? true : undefined;
    });
    assert.match(typist.line, /^ {4}total/);
  });
});
