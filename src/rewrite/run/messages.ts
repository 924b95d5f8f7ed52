// What is said when prompting ends without what was asked for. Pure; strings come translated from the caller.
// Must not know how it is shown.

import type { UnavailableReason } from '../../../engine/protocol/protocol.ts';
import type { Translate } from '../../base/translation.ts';
import type { Message } from '../../editor/showMessage.ts';
import type { PrivacyRefusal } from '../../privacy/filePrivacy.ts';
import { troubleWords } from '../../server/serverWords.ts';
import type { Complaint } from '../frame/checks.ts';
import type { ProposalEnd } from './proposalRun.ts';

/** Undefined where the changes themselves say enough. */
export function proposalMessage(end: ProposalEnd, t: Translate): Message | undefined {
  switch (end.kind) {
    case 'proposed':
    case 'stopped':
      return undefined;
    case 'noChange':
      return calm(t('Hearth proposes no change.'));
    case 'notAsked':
      return calm(notAskedText(end.complaint, t));
    case 'emptyAnswer':
      return calm(t('The model returned no code. Rephrasing may help.'));
    case 'declined':
      return calm(t('The model says that it cannot do this. Rephrasing may help.'));
    case 'refused':
      return calm(t('Nothing was changed: the document is read-only.'));
    case 'textChanged':
      return calm(
        withCount(
          t('Hearth stopped because the text that it was to replace was edited.'),
          end.changeCount,
          t,
        ),
      );
    case 'cutOff':
      return calm(
        withCount(
          t('The answer did not come to an end and was cut off. Try a smaller part.'),
          end.changeCount,
          t,
        ),
      );
    case 'fault':
      return problem(t('Hearth could not finish this. Its log says why.'), ['showLog']);
    case 'unavailable': {
      const message = unavailableMessage(end.reason, t);
      return { ...message, text: withCount(message.text, end.changeCount, t) };
    }
  }
}

/** What is wrong with an answer that is not what was asked for. */
export function notAskedText({ kind, names }: Complaint, t: Translate): string {
  const list = names.join(', ');
  switch (kind) {
    case 'unchanged':
      return t('Hearth proposes no change.');
    case 'doesNotParse':
      return t('What the model wrote is not what was asked for: it would break the syntax here.');
    case 'headChanged':
      return t('What the model wrote is not what was asked for: it changes {0}.', list);
    case 'definitionLost':
    case 'statementLost':
    case 'effectLost':
    case 'commentLost':
      return t('What the model wrote is not what was asked for: it leaves out {0}.', list);
  }
}

export function unavailableMessage(reason: UnavailableReason, t: Translate): Message {
  switch (reason) {
    case 'noModel':
      return problem(t('Hearth has no model file yet.'), ['chooseModel']);
    case 'noChat':
      return problem(
        t('This model cannot follow instructions: it only continues code. An “instruct” model can do both.'),
        ['chooseModel'],
      );
    case 'modelInvalid':
      return problem(t('Hearth cannot use its model file.'), ['chooseModel', 'showLog']);
    case 'promptTooLong':
      return calm(t('This is more text than the model can read at once. Select a smaller part.'));
    case 'outOfMemory':
      return problem(t('There is not enough free memory for this. Closing other programs may help.'), [
        'showLog',
      ]);
    case 'engineStarting':
      return calm(t('Hearth’s engine is still starting. Try again in a moment.'));
    case 'serverGone':
    case 'serverSlow':
    case 'serverFull':
    case 'serverKey':
    case 'serverModel':
    case 'serverCutOff':
    case 'serverNotOne':
    case 'serverUnfit':
      return problem(t('Hearth’s server did not answer this. {0}', troubleWords(reason, t)), ['showLog']);
    case 'engineCrashed':
    case 'engineFailed':
    case 'timedOut':
      return problem(t('Hearth’s engine ended before the answer was complete.'), [
        'restartEngine',
        'showLog',
      ]);
  }
}

export function privacyMessage(refusal: PrivacyRefusal, t: Translate): Message {
  switch (refusal) {
    case 'secretFile':
      return calm(t('Hearth never reads files with keys or passwords, and this looks like one.'));
    case 'ignoredFile':
      return calm(t('Hearth does not read this file: an ignore file or “files.exclude” hides it.'));
    case 'rulesNotRead':
      return problem(t('Hearth does not know yet whether it may read this file. Try again in a moment.'), [
        'showLog',
      ]);
  }
}

function withCount(text: string, changeCount: number, t: Translate): string {
  return changeCount === 0 ? text : `${text} ${t('You can accept or discard what has arrived so far.')}`;
}

function calm(text: string): Message {
  return { text, isProblem: false, remedies: [] };
}

function problem(text: string, remedies: Message['remedies']): Message {
  return { text, isProblem: true, remedies };
}
