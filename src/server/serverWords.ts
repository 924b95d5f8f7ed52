// What is said of a server: where text goes, what answered, what will be missed, and what is wrong. Pure; strings come
// translated from the caller. Must not know how servers are asked.
import type { UnavailableReason } from '../../engine/protocol/protocol.ts';
import {
  type AddressProblem,
  isServerTrouble,
  type ServerFacts,
  type ServerTrouble,
} from '../../engine/protocol/serverProtocol.ts';
import type { Translate } from '../base/translation.ts';

/** Host and port, as people know a server. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

export function addressProblemWords(problem: AddressProblem, t: Translate): string {
  switch (problem) {
    case 'empty':
      return t('Type the server’s address, such as https://llm.example.com.');
    case 'notAnAddress':
      return t('This is no address of a server. It begins with https://.');
    case 'clearText':
      return t(
        'Without TLS others on the network could read your code. Use https:// for any machine but this one.',
      );
    case 'credentials':
      return t(
        'Leave name and password out of the address: the key is asked for next and kept in the store of secrets.',
      );
  }
}

export function troubleWords(trouble: ServerTrouble, t: Translate): string {
  switch (trouble) {
    case 'serverGone':
      return t('Nobody answers there.');
    case 'serverSlow':
      return t('The server took too long to answer.');
    case 'serverFull':
      return t('The server is too busy, or still loading.');
    case 'serverKey':
      return t('The server wants another key.');
    case 'serverModel':
      return t('The server runs another model than before.');
    case 'serverCutOff':
      return t('The server’s answer broke off.');
    case 'serverNotOne':
      return t('Something other than a server answers there.');
    case 'serverUnfit':
      return t('The server cannot do what Hearth needs.');
  }
}

/** What answered, and then what will be missed. */
export function factLines(facts: ServerFacts, t: Translate): readonly string[] {
  const { product, version, model, contextTokens } = facts;
  const name = version === undefined ? product : `${product} ${version}`;
  const missed: readonly (readonly [boolean, string])[] = [
    [
      facts.isSameVocabulary,
      t('Its model cuts text into other tokens than the model file on this machine: Hearth cannot use it.'),
    ],
    [
      facts.takesTokens,
      t('It takes no token ids: Hearth cannot use it, because text of a document could give it orders.'),
    ],
    [
      facts.tellsProbabilities,
      t('It tells no probabilities: Hearth cannot use it, because it could not tell when to stay silent.'),
    ],
    [
      facts.hasFimTokens,
      t('Its model has no fill-in-the-middle tokens: only the text before the cursor counts.'),
    ],
    [
      facts.healing !== 'none',
      t('It cannot be told how a word goes on: suggestions inside of words will be worse.'),
    ],
    [facts.canChat, t('Its model does not follow instructions: asking and rewriting are not available.')],
  ];
  return [
    t('{0} with the model {1}, context of {2} tokens.', name, model, contextTokens),
    ...missed.filter(([isFine]) => !isFine).map(([, words]) => words),
  ];
}

export function isUsable({ isSameVocabulary, takesTokens, tellsProbabilities }: ServerFacts): boolean {
  return isSameVocabulary && takesTokens && tellsProbabilities;
}

/** Where text goes now; for the status bar. */
export function servingWords(
  host: string,
  by: 'server' | 'thisMachine' | 'nobody',
  trouble: UnavailableReason | undefined,
  t: Translate,
): string {
  switch (by) {
    case 'server':
      return t('Code around the cursor is sent to {0}.', host);
    case 'thisMachine':
      return t(
        '{0} cannot be asked, so this machine computes and nothing is sent. {1}',
        host,
        knownTroubleWords(trouble, t),
      );
    case 'nobody':
      return t('{0} cannot be asked, so nothing is suggested. {1}', host, knownTroubleWords(trouble, t));
  }
}

function knownTroubleWords(trouble: UnavailableReason | undefined, t: Translate): string {
  return trouble !== undefined && isServerTrouble(trouble) ? troubleWords(trouble, t) : '';
}
