// What an offer is called: one quiet line for what is off screen, and for fixes. Pure; strings come translated from the
// caller. Must not know where it is shown.
import type { Translate } from '../../base/translation.ts';
import type { OfferedSite } from './series.ts';

const maxTextCharacters = 40;

/** `lineNumber` counts from 1; `more` is how many places come after this one. */
export function siteWords(site: OfferedSite, lineNumber: number, more: number, t: Translate): string {
  const change = changeWords(site, t);
  return more === 0
    ? t('line {0}: {1}', lineNumber, change)
    : t('line {0}: {1}, {2} more', lineNumber, change, more);
}

/** What is told where one writes of a place in another file. */
export function elsewhereWords(
  file: string,
  site: OfferedSite,
  { lineNumber, more }: { readonly lineNumber: number; readonly more: number },
  t: Translate,
): string {
  const change = changeWords(site, t);
  return more === 0
    ? t('{0}, line {1}: {2}', file, lineNumber, change)
    : t('{0}, line {1}: {2}, {3} more', file, lineNumber, change, more);
}

function changeWords({ oldText, newText }: OfferedSite, t: Translate): string {
  if (oldText.trim() === '') return t('insert “{0}”', shortened(newText));
  if (newText.trim() === '') return t('remove “{0}”', shortened(oldText));
  return `${shortened(oldText)} → ${shortened(newText)}`;
}

export function shortened(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length <= maxTextCharacters ? line : `${line.slice(0, maxTextCharacters)}…`;
}
