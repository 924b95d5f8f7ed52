// Why no next edit is offered, as a section of the list. Pure; strings come translated from the caller.
import type { Translate } from '../../base/translation.ts';
import type { NextEditSilence } from '../../nextEdits/offer/silence.ts';
import { settingIds } from '../../settings/manifest.ts';
import { settingRemedy } from './remedy.ts';
import type { WhyEntry, WhySection } from './whyEntries.ts';

export function nextEditSection(silence: NextEditSilence | undefined, t: Translate): WhySection {
  const title = silence === undefined ? t('Nothing stands in their way here.') : titles(t)[silence];
  const advice = t(
    'They come after an edit made twice, a renamed declaration, an added parameter, or an error with a sure fix.',
  );
  const icon: WhyEntry['icon'] = silence === undefined ? 'check' : 'circle-slash';
  return {
    heading: t('Next Edits'),
    entries: [{ title, when: '', advice, icon, remedy: settingRemedy(settingIds.nextEdits) }],
  };
}

function titles(t: Translate): Readonly<Record<NextEditSilence, string>> {
  return {
    off: t('Next edits are off here.'),
    screenReader: t('Next edits are off because a screen reader is used; set them by hand to have them.'),
    hidden: t('The file is hidden from Hearth, so no next edit is looked for.'),
    documentKind: t('No next edit is looked for in this kind of document.'),
    tooLarge: t('The document is too large for next edits: beyond a million characters.'),
    tookTooLong: t('Looking the document through for other places took too long.'),
    multipleCursors: t('With several cursors no next edit is looked for.'),
    nothingRepeats: t('Your last edit repeated none before it and renamed nothing.'),
  };
}
