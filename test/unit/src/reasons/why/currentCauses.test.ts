// What keeps suggestions from appearing right now.
import assert from 'node:assert/strict';
import { type CurrentSituation, currentCauses } from '../../../../../src/reasons/why/currentCauses.ts';
import { otherSuggesters } from '../../../../../src/reasons/why/otherProviders.ts';
import { fineSituation } from '../../../../support/fineSituation.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';

const at = (refusal: NonNullable<CurrentSituation['document']>['refusal'], isFolderHidden = false) => ({
  document: { languageName: 'typescript', refusal, isFolderHidden },
});
const copilot = { id: 'GitHub.copilot', displayName: 'GitHub Copilot', isActive: true };

describe('currentCauses', () => {
  it('knows of none when all is well', () =>
    assert.deepEqual(currentCauses(fineSituation, plainTranslate), []));

  for (const [change, kind, title, remedy] of [
    [{ editorShowsSuggestions: false }, 'stops', /no inline suggestions/, 'editor.inlineSuggest.enabled'],
    [{ document: undefined }, 'stops', /No editor/, undefined],
    [at('disabled'), 'stops', /off for typescript/, 'hearth.enable'],
    [{ ...at('snoozed'), snoozeMinutesLeft: 7 }, 'stops', /7 more minutes/, 'hearth.endSnooze'],
    [at('ignoredFile'), 'stops', /file is hidden/, 'files.exclude'],
    [at('ignoredFile', true), 'stops', /whole folder is hidden/, undefined],
    [at('secretFile'), 'stops', /keys or passwords/, undefined],
    [at('documentTooLarge'), 'stops', /too large/, undefined],
    [at('lineTooLong'), 'stops', /line is too long/, 'hearth.triggerSuggestion'],
    [{ hasModel: false }, 'stops', /no model/, 'hearth.chooseModel'],
    [{ engine: { state: 'loading', progress: 0.42 } }, 'stops', /42 %/, undefined],
    [{ engine: { state: 'restarting', delayMs: 1, attempt: 1 } }, 'stops', /ended/, 'hearth.restartEngine'],
    [
      { engine: { state: 'failed', error: 'outOfMemory', message: 'No room.' } },
      'stops',
      /cannot run/,
      'hearth.restartEngine',
    ],
    [
      { engine: { state: 'failed', error: 'modelInvalid', message: 'Broken.' } },
      'stops',
      /cannot run/,
      'hearth.chooseModel',
    ],
    [{ others: [copilot] }, 'may', /GitHub Copilot/, 'workbench.view.extensions'],
    [{ hasSuggestList: true }, 'may', /own list opens/, 'editor.quickSuggestions'],
    [{ hidesInSnippets: true }, 'may', /none in a snippet/, 'editor.inlineSuggest.suppressInSnippetMode'],
    [{ editorCanSnooze: true }, 'may', /own snooze/, 'editor.action.inlineSuggest.cancelSnooze'],
    [{ isTrusted: false }, 'may', /not trusted/, 'workbench.trust.manage'],
  ] as const satisfies readonly (readonly [
    Partial<CurrentSituation>,
    'stops' | 'may',
    RegExp,
    string | undefined,
  ])[]) {
    it(`${JSON.stringify(change).slice(0, 80)}: ${title}`, () => {
      const causes = currentCauses({ ...fineSituation, ...change }, plainTranslate);
      assert.equal(causes.length, 1);
      assert.equal(causes[0]?.kind, kind);
      assert.match(causes[0]?.title ?? '', title);
      assert.equal(causes[0]?.remedy?.id, remedy);
    });
  }

  it('says nothing of an engine that starts with the next key, nor of others that do not run', () => {
    const engine = { state: 'stopped' } as const;
    const others = [{ ...copilot, isActive: false }];
    assert.deepEqual(currentCauses({ ...fineSituation, engine, others }, plainTranslate), []);
  });
});

describe('otherSuggesters', () => {
  it('knows them in any case of letters, and no others', () => {
    const python = { id: 'ms-python.python', displayName: 'Python', isActive: true };
    assert.deepEqual(otherSuggesters([python, copilot]), [copilot]);
  });
});
