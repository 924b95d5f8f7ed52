// Languages by the names that extensions declare for them.
import assert from 'node:assert/strict';
import { type LanguageManifest, languageName } from '../../../../src/editor/languageNames.ts';

const manifests: readonly LanguageManifest[] = [
  {},
  { contributes: { languages: [{ id: 'typescript' }, { id: 'go', aliases: [] }] } },
  { contributes: { languages: [{ id: 'typescript', aliases: ['TypeScript', 'ts'] }] } },
  { contributes: { languages: 'none' as unknown as [] } },
  { contributes: { languages: [{ id: 'csharp', aliases: ['C#'] }] } },
];

describe('languageName', () => {
  for (const [id, name] of [
    ['typescript', 'TypeScript'],
    ['csharp', 'C#'],
    ['go', 'go'],
    ['brainfuck', 'brainfuck'],
  ] as const) {
    it(`${id} is ${name}`, () => assert.equal(languageName(id, manifests), name));
  }
});
