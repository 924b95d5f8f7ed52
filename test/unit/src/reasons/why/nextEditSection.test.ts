// Why no next edit is offered: said in one line of the list each, in English and in German.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { NextEditSilence } from '../../../../../src/nextEdits/offer/silence.ts';
import { nextEditSection } from '../../../../../src/reasons/why/nextEditSection.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';

/** So many fit into a list in a window of 600 pixels. */
const mostTitleLength = 48;
const german: Readonly<Record<string, string>> = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8'));
const silences = {
  off: true,
  screenReader: true,
  hidden: true,
  documentKind: true,
  tooLarge: true,
  multipleCursors: true,
  tookTooLong: true,
  nothingRepeats: true,
} as const satisfies Record<NextEditSilence, true>;

describe('the section of next edits', () => {
  for (const silence of [undefined, ...(Object.keys(silences) as NextEditSilence[])]) {
    it(`says in a line why there is none: ${silence ?? 'nothing is in the way'}`, () => {
      const [entry] = nextEditSection(silence, plainTranslate).entries;
      const title = entry?.title ?? '';
      assert.match(title, /^[A-Z].*\.$/);
      assert.ok(title.length <= mostTitleLength, title);
      const inGerman = german[title] ?? '';
      assert.ok(inGerman !== '' && inGerman.length <= mostTitleLength, inGerman);
    });
  }

  it('says what brings them where a screen reader keeps them off', () => {
    const [entry] = nextEditSection('screenReader', plainTranslate).entries;
    assert.match(entry?.advice ?? '', /by hand/);
  });
});
