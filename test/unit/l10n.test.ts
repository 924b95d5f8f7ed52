// Every text that people see can be translated, and is, in each language that Hearth speaks.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { type FoundTexts, translatableTexts } from '../support/translatableTexts.ts';

type Texts = Readonly<Record<string, string>>;

const languages = ['de', 'zh-cn'] as const;
const read = (file: string): Texts => JSON.parse(readFileSync(file, 'utf8'));

/** What a translation must hold as it is: placeholders, icons, code, and where links lead. */
function fixedPartsOf(text: string): readonly string[] {
  const parts = /\{\d+\}|\$\([\w~-]+\)|`[^`]*`|\]\([^)]*\)/g;
  return [...text.matchAll(parts)].map(([part]) => part).toSorted();
}

function assertTranslated(sources: Texts, translations: Texts): void {
  const missing = Object.keys(sources).filter((key) => translations[key] === undefined);
  const unused = Object.keys(translations).filter((key) => sources[key] === undefined);
  const advice = 'Write what is missing into l10n/*.json or package.nls.*.json, and take out what is unused.';
  assert.deepEqual({ advice, missing, unused }, { advice, missing: [], unused: [] });
  for (const [key, source] of Object.entries(sources)) {
    const translation = translations[key] ?? '';
    assert.notEqual(translation.trim(), '', key);
    assert.deepEqual(fixedPartsOf(translation), fixedPartsOf(source), key);
  }
}

describe('the texts of the extension', () => {
  let found: FoundTexts;
  before(async () => {
    found = await translatableTexts('src');
  });

  it('are handed over in one piece, and nothing is shown past them', () => {
    assert.ok(found.texts.size > 100);
    assert.deepEqual(found.faults, []);
  });

  for (const language of languages) {
    it(`are all translated to ${language}, and nothing else is`, () => {
      const sources = Object.fromEntries([...found.texts].map((text) => [text, text]));
      assertTranslated(sources, read(`l10n/bundle.l10n.${language}.json`));
    });

    it(`are all translated to ${language} in the manifest`, () => {
      assertTranslated(read('package.nls.json'), read(`package.nls.${language}.json`));
    });
  }

  it('have the same languages in both places', () => {
    const bundles = languages.map((language) => `bundle.l10n.${language}.json`);
    assert.deepEqual(readdirSync('l10n').toSorted(), bundles.toSorted());
  });
});
