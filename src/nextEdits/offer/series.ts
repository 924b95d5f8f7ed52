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
  const sites = series.sites.flatMap((site) => {
    let shift = 0;
    for (const { startOffset, removedLength, insertedText } of changes) {
      const endOffset = startOffset + removedLength;
      if (endOffset < site.startOffset) shift += insertedText.length - removedLength;
      else if (startOffset <= site.endOffset) return [];
    }
    return [{ ...site, startOffset: site.startOffset + shift, endOffset: site.endOffset + shift }];
  });
  return sites.length === 0 ? undefined : { ...series, sites };
}
