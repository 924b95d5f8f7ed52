// Why no next edit is offered, as a section of the list. Pure; strings come translated from the caller.
import type { Translate } from '../../base/translation.ts';
import type { NextEditSilence } from '../../nextEdits/offer/silence.ts';
import { settingIds } from '../../settings/manifest.ts';
import { settingRemedy } from './remedy.ts';
import type { WhyEntry, WhySection } from './whyEntries.ts';

export function nextEditSection(silence: NextEditSilence | undefined, t: Translate): WhySection {
  const title = silence === undefined ? t('Nothing stands in their way here.') : titles(t)[silence];
  const advice =
    silence === 'screenReader'
      ? t('They are there where the setting is made by hand.')
      : t('They follow repeats, renames, new parameters, sure fixes.');
  const icon: WhyEntry['icon'] = silence === undefined ? 'check' : 'circle-slash';
  return {
    heading: t('Next Edits'),
    entries: [{ title, when: '', advice, icon, remedy: settingRemedy(settingIds.nextEdits) }],
  };
}

function titles(t: Translate): Readonly<Record<NextEditSilence, string>> {
  return {
    off: t('Next edits are off here.'),
    screenReader: t('Next edits are off with a screen reader.'),
    hidden: t('The file is hidden from Hearth.'),
    documentKind: t('None is looked for in such documents.'),
    tooLarge: t('The document has over a million characters.'),
    tookTooLong: t('Looking for other places took too long.'),
    multipleCursors: t('There are several cursors.'),
    nothingRepeats: t('Your last edit repeats none before it.'),
  };
}
