// Every reason of the protocol has words, and its remedy exists.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Reason, reasonWords } from '../../../../../src/reasons/why/reasonWords.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';

const protocol = readFileSync('engine/protocol/protocol.ts', 'utf8');
const manifest = readFileSync('package.json', 'utf8');

/** The strings of a union as the source has them, because types are gone when tests run. */
function membersOf(union: string): readonly Reason[] {
  const source = new RegExp(`export type ${union} =([^;]*);`).exec(protocol)?.[1];
  assert.ok(source, union);
  return [...source.matchAll(/'(\w+)'/g)].map(([, member]) => member as Reason);
}

/** So many fit into a list in a window of 600 pixels. */
const mostTitleLength = 48;
const german: Readonly<Record<string, string>> = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8'));

describe('reasonWords', () => {
  for (const union of ['SilentReason', 'CancelledReason', 'UnavailableReason']) {
    const reasons = membersOf(union);

    it(`knows several of ${union}`, () => assert.ok(reasons.length >= 4));

    for (const reason of reasons) {
      it(`${reason} has a sentence, advice, and a remedy that exists`, () => {
        const { title, advice, remedy } = reasonWords(reason, plainTranslate);
        assert.match(title, /^[A-Z].*\.$/);
        assert.match(advice, /\.$/);
        // One line of a list shows them whole.
        assert.ok(title.length <= mostTitleLength, title);
        assert.ok((german[title] ?? title).length <= mostTitleLength, german[title]);
        const label = remedy?.kind === 'command' ? remedy.title : (remedy?.id ?? '');
        assert.ok(advice.length + label.length <= 80, `${advice} → ${label}`);
        const isForeign = remedy?.kind === 'setting' && !remedy.id.startsWith('hearth.');
        if (remedy !== undefined && !isForeign) assert.ok(manifest.includes(`"${remedy.id}"`), remedy.id);
      });
    }
  }

  it('says each thing once', () => {
    const all = ['SilentReason', 'CancelledReason', 'UnavailableReason'].flatMap(membersOf);
    const titles = all.map((reason) => reasonWords(reason, plainTranslate).title);
    assert.equal(new Set(titles).size, titles.length);
  });
});
