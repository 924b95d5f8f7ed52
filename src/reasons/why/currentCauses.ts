// What keeps suggestions from appearing right now, here, inside Hearth and outside. Pure; strings come translated from
// the caller. Must not know how the situation was found out.
import type { SilentReason } from '../../../engine/protocol/protocol.ts';
import type { Translate } from '../../base/translation.ts';
import type { ClientStatus } from '../../client/engineClient.ts';
import { commandIds } from '../../settings/manifest.ts';
import { failureWords } from '../../status/failureWords.ts';
import type { InstalledExtension } from './otherProviders.ts';
import { type ReasonWords, reasonWords } from './reasonWords.ts';
import { commandRemedy, settingRemedy } from './remedy.ts';

export interface CurrentSituation {
  /** Undefined without an active editor. */
  readonly document: DocumentSituationNow | undefined;
  readonly snoozeMinutesLeft: number;
  readonly engine: ClientStatus;
  readonly hasModel: boolean;
  /** `editor.inlineSuggest.enabled` for the document. */
  readonly editorShowsSuggestions: boolean;
  readonly isTrusted: boolean;
  /** A list of suggestions opens by itself, and an inline suggestion beside it must continue its selected item. */
  readonly hasSuggestList: boolean;
  /** The editor's default: while a snippet is filled in, no inline suggestion is on screen. No extension hears of snippets. */
  readonly hidesInSnippets: boolean;
  /** The editor can snooze suggestions, but tells no extension whether it does. */
  readonly editorCanSnooze: boolean;
  readonly others: readonly InstalledExtension[];
}

export interface DocumentSituationNow {
  readonly languageName: string;
  /** Why nothing would come at the cursor by itself. */
  readonly refusal: SilentReason | undefined;
  /** Of `ignoredFile`: the whole workspace folder is hidden, by its own rules or by those of a repository around it. */
  readonly isFolderHidden: boolean;
}

export interface Cause extends ReasonWords {
  /** `stops`: nothing appears while it is so. `may`: it could be the cause, or cannot be known. */
  readonly kind: 'stops' | 'may';
}

/** What stops everything comes first. */
export function currentCauses(situation: CurrentSituation, t: Translate): readonly Cause[] {
  return [
    ...editorCauses(situation, t),
    ...engineCauses(situation, t),
    ...documentCauses(situation, t),
    ...possibleCauses(situation, t),
  ];
}

function editorCauses({ editorShowsSuggestions }: CurrentSituation, t: Translate): readonly Cause[] {
  if (editorShowsSuggestions) return [];
  return [
    {
      kind: 'stops',
      title: t('The editor shows no inline suggestions at all.'),
      advice: t('Its own setting is off, for all extensions.'),
      remedy: settingRemedy('editor.inlineSuggest.enabled'),
    },
  ];
}

function engineCauses({ engine, hasModel }: CurrentSituation, t: Translate): readonly Cause[] {
  if (!hasModel) return [{ kind: 'stops', ...reasonWords('noModel', t) }];
  switch (engine.state) {
    case 'loading':
      return [
        {
          kind: 'stops',
          title: t('The engine is loading the model: {0} %.', Math.round(engine.progress * 100)),
          advice: t('This takes a few seconds; then suggestions appear by themselves.'),
        },
      ];
    case 'restarting':
      return [{ kind: 'stops', ...reasonWords('engineCrashed', t) }];
    case 'failed':
      return [
        {
          kind: 'stops',
          title: t('The engine cannot run.'),
          advice: failureWords(engine, t),
          remedy:
            engine.error === 'modelMissing' ||
            engine.error === 'modelInvalid' ||
            engine.error === 'modelUnsupported'
              ? commandRemedy(commandIds.chooseModel, t('Choose a Model'))
              : commandRemedy(commandIds.restartEngine, t('Restart Engine')),
        },
      ];
    case 'stopped':
    case 'idle':
      // It starts with the next key.
      return [];
    case 'ready':
      return [];
  }
}

function documentCauses({ document, snoozeMinutesLeft }: CurrentSituation, t: Translate): readonly Cause[] {
  if (document === undefined) {
    return [
      {
        kind: 'stops',
        title: t('No editor is active.'),
        advice: t('Click into a file and ask again.'),
      },
    ];
  }
  const { refusal, languageName, isFolderHidden } = document;
  if (refusal === undefined) return [];
  const words = reasonWords(refusal, t);
  if (refusal === 'disabled')
    return [{ kind: 'stops', ...words, title: t('Suggestions are turned off for {0}.', languageName) }];
  if (refusal === 'snoozed')
    return [{ kind: 'stops', ...words, title: t('Snoozed: {0} more minutes.', snoozeMinutesLeft) }];
  if (refusal === 'ignoredFile' && isFolderHidden) {
    const title = t('The whole folder is hidden from Hearth.');
    const advice = t('Its ignore rules, or those of a repository around it, cover all of it.');
    return [{ kind: 'stops', title, advice }];
  }
  return [{ kind: 'stops', ...words }];
}

function possibleCauses(situation: CurrentSituation, t: Translate): readonly Cause[] {
  const { others, editorCanSnooze, isTrusted, hasSuggestList, hidesInSnippets } = situation;
  const causes: Cause[] = others
    .filter(({ isActive }) => isActive)
    .map(({ displayName }) => ({
      kind: 'may',
      title: t('{0} suggests too.', displayName),
      advice: t('Where two extensions answer, the editor shows only one.'),
      remedy: commandRemedy('workbench.view.extensions', t('Show Extensions')),
    }));
  if (hasSuggestList) {
    causes.push({
      kind: 'may',
      title: t('The editor’s own list opens while you type.'),
      advice: t('Beside it, only what continues its selected item is shown.'),
      remedy: settingRemedy('editor.quickSuggestions'),
    });
  }
  if (hidesInSnippets) {
    causes.push({
      kind: 'may',
      title: t('The editor shows none in a snippet.'),
      advice: t('Escape ends the snippet.'),
      remedy: settingRemedy('editor.inlineSuggest.suppressInSnippetMode'),
    });
  }
  if (editorCanSnooze) {
    causes.push({
      kind: 'may',
      title: t('The editor’s own snooze may be on.'),
      advice: t('Extensions cannot see it. Ending it does no harm.'),
      remedy: commandRemedy(cancelEditorSnooze, t('End the Editor’s Snooze')),
    });
  }
  if (!isTrusted) {
    causes.push({
      kind: 'may',
      title: t('The workspace is not trusted.'),
      advice: t('Only a model path that the workspace sets is ignored.'),
      remedy: commandRemedy('workbench.trust.manage', t('Manage Workspace Trust')),
    });
  }
  return causes;
}

/** The editor's command; there since version 1.102. */
export const cancelEditorSnooze = 'editor.action.inlineSuggest.cancelSnooze';
