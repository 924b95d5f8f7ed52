// The places that are left of one rule, followed through the document's changes. Pure.
// Must not know how they were found or how they are shown.
import type { TextRange } from '../../base/ranges.ts';
import type { TextChange } from '../../base/textChanges.ts';

/** A place as it is offered: only what changes, and what has to stand there for that. */
export interface OfferedSite extends TextRange {
  readonly oldText: string;
  readonly newText: string;
}

export interface Series {
  readonly uri: string;
  /** What the rule is silenced by. */
  readonly ruleKey: string;
  /** The next one first; never none. */
  readonly sites: readonly OfferedSite[];
  /** The places that were taken, as they stand now: an undo may bring them back. */
  readonly taken?: readonly OfferedSite[];
  /** Where it is told of too: the document whose edit it follows from, when that is another one. */
  readonly fromUri?: string;
}

/** @param text the document, to which the places belong */
export function seriesOf(
  uri: string,
  text: string,
  proposal: {
    readonly rule: { readonly key: string };
    readonly sites: readonly (TextRange & { readonly newText: string })[];
  },
): Series | undefined {
  const sites = proposal.sites
    .map((site) => offered(text, site))
    .filter((site) => site.oldText !== site.newText);
  return sites.length === 0 ? undefined : { uri, ruleKey: proposal.rule.key, sites };
}

/** White space that stays is not shown as if it changed. */
function offered(text: string, site: TextRange & { readonly newText: string }): OfferedSite {
  let { startOffset, endOffset } = site;
  let { newText } = site;
  while (
    startOffset < endOffset &&
    newText !== '' &&
    isSpace(newText[0]) &&
    text[startOffset] === newText[0]
  ) {
    startOffset++;
    newText = newText.slice(1);
  }
  while (startOffset < endOffset && isSpace(newText.at(-1)) && text[endOffset - 1] === newText.at(-1)) {
    endOffset--;
    newText = newText.slice(0, -1);
  }
  return { startOffset, endOffset, oldText: text.slice(startOffset, endOffset), newText };
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && character.trim() === '';
}

/** Places that a change touches are gone; undefined when none is left. Offsets of changes are those before all of them. */
export function followSeries(series: Series, changes: readonly TextChange[]): Series | undefined {
  const nowTaken = series.sites.filter((site) => changes.some((change) => makes(change, site)));
  const sites = series.sites.flatMap((site) => moved(site, changes));
  const taken = [
    ...(series.taken ?? []).flatMap((site) => moved(site, changes)),
    ...nowTaken.map((site) => replacedBy(site, site.newText, changes)),
  ];
  return sites.length === 0 ? undefined : { ...series, sites, taken };
}

/**
 * An undo or redo that only takes places, or gives taken ones back; undefined for any other: the edit that the series
 * follows from may be gone with it.
 */
export function followUndo(series: Series, changes: readonly TextChange[]): Series | undefined {
  const { sites, taken = [] } = series;
  const given = taken.filter((site) => changes.some((change) => gives(change, site)));
  const made = sites.filter((site) => changes.some((change) => makes(change, site)));
  if (given.length + made.length < changes.length) return undefined;
  const back = given.map((site) => replacedBy(site, site.oldText, changes));
  const followed = followSeries({ ...series, taken: taken.filter((site) => !given.includes(site)) }, changes);
  if (followed === undefined) return undefined;
  return { ...followed, sites: [...back, ...followed.sites] };
}

function makes(change: TextChange, { startOffset, oldText, newText }: OfferedSite): boolean {
  return isReplacement(change, startOffset, oldText, newText);
}

function gives(change: TextChange, { startOffset, oldText, newText }: OfferedSite): boolean {
  return isReplacement(change, startOffset, newText, oldText);
}

function isReplacement(change: TextChange, startOffset: number, oldText: string, newText: string): boolean {
  const { removedLength, insertedText } = change;
  return change.startOffset === startOffset && removedLength === oldText.length && insertedText === newText;
}

/** Nowhere where a change touches it. */
function moved(site: OfferedSite, changes: readonly TextChange[]): readonly OfferedSite[] {
  const isTouched = changes.some(
    ({ startOffset, removedLength }) =>
      startOffset + removedLength >= site.startOffset && startOffset <= site.endOffset,
  );
  if (isTouched) return [];
  const shift = shiftBefore(site.startOffset, changes);
  return [{ ...site, startOffset: site.startOffset + shift, endOffset: site.endOffset + shift }];
}

/** Where a place stands whose own text one of the changes replaced. */
function replacedBy(site: OfferedSite, text: string, changes: readonly TextChange[]): OfferedSite {
  const startOffset = site.startOffset + shiftBefore(site.startOffset, changes);
  return { ...site, startOffset, endOffset: startOffset + text.length };
}

function shiftBefore(offset: number, changes: readonly TextChange[]): number {
  let shift = 0;
  for (const { startOffset, removedLength, insertedText } of changes)
    if (startOffset + removedLength <= offset && startOffset < offset)
      shift += insertedText.length - removedLength;
  return shift;
}
