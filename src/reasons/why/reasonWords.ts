// Every reason for which nothing appears, in words: what happened, and what can be done. Pure; strings come translated
// from the caller. Must not know requests or views.

import type { CancelledReason, SilentReason, UnavailableReason } from '../../../engine/protocol/protocol.ts';
import type { ServerTrouble } from '../../../engine/protocol/serverProtocol.ts';
import type { Translate } from '../../base/translation.ts';
import { troubleWords } from '../../server/serverWords.ts';
import { commandIds, reasonCommandIds, settingIds } from '../../settings/manifest.ts';
import { commandRemedy, type Remedy, settingRemedy } from './remedy.ts';

export type Reason = SilentReason | CancelledReason | UnavailableReason;

export interface ReasonWords {
  /** A sentence of what happened. */
  readonly title: string;
  /** A sentence or two of why, or of what to do. */
  readonly advice: string;
  readonly remedy?: Remedy;
}

export function reasonWords(reason: Reason, t: Translate): ReasonWords {
  return { ...silentWords(t), ...cancelledWords(t), ...unavailableWords(t) }[reason];
}

function silentWords(t: Translate): Readonly<Record<SilentReason, ReasonWords>> {
  const enable = settingRemedy(settingIds.enable);
  const prose = settingRemedy(settingIds.inCommentsAndStrings);
  const eagerness = settingRemedy(settingIds.eagerness);
  const manually = commandRemedy(commandIds.triggerSuggestion, t('Trigger Suggestion'));
  return {
    disabled: {
      title: t('Suggestions are turned off for this language.'),
      advice: t('It can be set per language. Triggering one manually works.'),
      remedy: enable,
    },
    snoozed: {
      title: t('Suggestions are snoozed.'),
      advice: t('They resume by themselves when the time is up.'),
      remedy: commandRemedy(reasonCommandIds.endSnooze, t('End Snooze')),
    },
    documentKind: {
      title: t('No suggestions in this kind of document.'),
      advice: t('It suggests in files and notebooks, not in output, comment boxes or diffs.'),
    },
    documentTooLarge: {
      title: t('The document is too large.'),
      advice: t('Beyond five million characters Hearth would slow down typing.'),
    },
    secretFile: {
      title: t('The file may hold keys or passwords.'),
      advice: t('Hearth never reads .env files, private keys, credentials and the like.'),
    },
    ignoredFile: {
      title: t('The file is hidden from Hearth.'),
      advice: t('By .gitignore, .hearthignore or a setting, here or above.'),
      remedy: settingRemedy('files.exclude'),
    },
    rulesNotRead: {
      title: t('The ignore rules were not read yet.'),
      advice: t('Until they are known, the file is not read.'),
      remedy: commandRemedy(commandIds.showLog, t('Show Log')),
    },
    lineTooLong: {
      title: t('The line is too long.'),
      advice: t('Lines longer than 2,000 characters are usually minified code.'),
      remedy: manually,
    },
    multipleCursors: {
      title: t('There are several cursors.'),
      advice: t('One suggestion cannot fit all of them.'),
      remedy: manually,
    },
    readOnly: {
      title: t('The document cannot be edited.'),
      advice: t('Its file system is read-only.'),
    },
    wordToTheRight: {
      title: t('The cursor is in front of a word.'),
      advice: t('Suggestions appear where text can be added.'),
      remedy: manually,
    },
    justAccepted: {
      title: t('A suggestion was just accepted here.'),
      advice: t('The next key asks again.'),
      remedy: manually,
    },
    inComment: {
      title: t('The cursor is in a comment.'),
      advice: t('A setting controls whether suggestions appear there.'),
      remedy: prose,
    },
    inString: {
      title: t('The cursor is in a string.'),
      advice: t('A setting controls whether suggestions appear there.'),
      remedy: prose,
    },
    emptyAnswer: {
      title: t('The model had nothing to add.'),
      advice: t('It ended at once, as is common at the end of a block.'),
      remedy: manually,
    },
    repeatsNearbyText: {
      title: t('The model only repeated nearby lines.'),
      advice: t('Such answers are discarded.'),
      remedy: manually,
    },
    alreadyThere: {
      title: t('What the model wrote is already there.'),
      advice: t('The text to the right or below begins the same way.'),
      remedy: manually,
    },
    notConfident: {
      title: t('The model was not sure enough.'),
      advice: t('“Eager” shows more suggestions, but fewer of them are right.'),
      remedy: eagerness,
    },
    breaksSyntax: {
      title: t('The suggestion would have broken the syntax.'),
      advice: t('It would have added errors.'),
      remedy: manually,
    },
    unknownName: {
      title: t('The suggested name does not exist.'),
      advice: t('The language server lists no such member here.'),
      remedy: manually,
    },
    promptWouldMove: {
      title: t('Nothing was computed ahead.'),
      advice: t('It would have cost the next key its cached prompt.'),
      remedy: settingRemedy(settingIds.prefetch),
    },
  };
}

function cancelledWords(t: Translate): Readonly<Record<CancelledReason, ReasonWords>> {
  const debounce = settingRemedy(settingIds.debounceMs);
  return {
    superseded: {
      title: t('A newer request took its place.'),
      advice: t('The newer one says what became of it.'),
      remedy: debounce,
    },
    cancelled: {
      title: t('The editor cancelled the request.'),
      advice: t('A key, a click or the editor’s list came first.'),
      remedy: debounce,
    },
    documentChanged: {
      title: t('The document changed meanwhile.'),
      advice: t('What was computed is kept for the next key.'),
      remedy: debounce,
    },
    preempted: {
      title: t('Something more urgent came first.'),
      advice: t('A typed key takes precedence over everything else.'),
      remedy: commandRemedy(reasonCommandIds.showPerformance, t('Performance')),
    },
  };
}

function serverWords(t: Translate): Readonly<Record<ServerTrouble, ReasonWords>> {
  const check = commandRemedy(commandIds.connectServer, t('Connect to a Server…'));
  const advice = t('It is asked again; until then this machine may compute.');
  const wordsFor = (trouble: ServerTrouble, own = advice) => ({
    title: troubleWords(trouble, t),
    advice: own,
    remedy: check,
  });
  return {
    serverGone: wordsFor('serverGone'),
    serverSlow: wordsFor('serverSlow'),
    serverFull: wordsFor('serverFull'),
    serverKey: wordsFor('serverKey', t('Connect anew, and type the key.')),
    serverModel: wordsFor('serverModel', t('Hearth connects to it anew.')),
    serverCutOff: wordsFor('serverCutOff'),
    serverNotOne: wordsFor('serverNotOne', t('Open the address in a browser to see what answers.')),
    serverUnfit: wordsFor('serverUnfit', t('The log says what is missing.')),
  };
}

function unavailableWords(t: Translate): Readonly<Record<UnavailableReason, ReasonWords>> {
  const restart = commandRemedy(commandIds.restartEngine, t('Restart Engine'));
  const models = commandRemedy(commandIds.chooseModel, t('Choose a Model'));
  return {
    noModel: {
      title: t('There is no model.'),
      advice: t('Download one or choose a file.'),
      remedy: models,
    },
    modelInvalid: {
      title: t('The model file cannot be used.'),
      advice: t('It is damaged, or of a kind that Hearth cannot run.'),
      remedy: models,
    },
    engineStarting: {
      title: t('The engine was still starting.'),
      advice: t('Loading the model takes a few seconds; then suggestions appear.'),
      remedy: commandRemedy(commandIds.showLog, t('Show Log')),
    },
    engineCrashed: {
      title: t('The engine ended unexpectedly.'),
      advice: t('It restarts by itself unless it has crashed too often.'),
      remedy: restart,
    },
    engineFailed: {
      title: t('The engine cannot run.'),
      advice: t('The log says why.'),
      remedy: commandRemedy(commandIds.showLog, t('Show Log')),
    },
    timedOut: {
      title: t('The engine did not answer.'),
      advice: t('It was ended and starts again.'),
      remedy: restart,
    },
    noChat: {
      title: t('The model does not follow instructions.'),
      advice: t('Choose an instruct model to ask and rewrite.'),
      remedy: models,
    },
    promptTooLong: {
      title: t('The question is too long for the model.'),
      advice: t('Select less, or give the engine more context.'),
      remedy: settingRemedy(settingIds.contextTokens),
    },
    ...serverWords(t),
    outOfMemory: {
      title: t('There is not enough memory for the model.'),
      advice: t('Choose a smaller model or less context.'),
      remedy: settingRemedy(settingIds.contextTokens),
    },
  };
}
