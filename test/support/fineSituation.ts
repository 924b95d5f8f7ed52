// A situation in which nothing keeps suggestions from appearing. Data only.
import type { CurrentSituation } from '../../src/reasons/why/currentCauses.ts';

export const fineSituation: CurrentSituation = {
  document: { languageName: 'typescript', refusal: undefined, isFolderHidden: false },
  snoozeMinutesLeft: 0,
  engine: { state: 'ready' },
  hasModel: true,
  editorShowsSuggestions: true,
  isTrusted: true,
  hasSuggestList: false,
  hidesInSnippets: false,
  editorCanSnooze: false,
  others: [],
};
