// From what was just edited to the places that want the same. Pure and bounded.
// Must not know how they are shown or applied.
import type { RestingEdit } from '../edits/editHistory.ts';
import { induceRules } from '../rules/induceRule.ts';
import type { Rule, Site } from '../rules/rule.ts';
import { findSites } from './findSites.ts';
import type { SearchedText } from './searchedText.ts';

/** One rule and where it applies, the place after the edit first, then on to the end and around. */
export interface Proposal {
  readonly rule: Rule;
  readonly sites: readonly Site[];
}

export function proposeSeries(
  edit: RestingEdit,
  searched: SearchedText,
  isSilenced: (ruleKey: string) => boolean,
): Proposal | undefined {
  const last = edit.at.startOffset;
  for (const { rule, exampleAt } of induceRules(edit.units, edit.at)) {
    if (isSilenced(rule.key)) return undefined;
    // Twice on one line is once: the line is what was edited.
    if (exampleAt !== undefined && isOnOneLine(searched.text, exampleAt, last)) continue;
    const sites = findSites(searched, rule).filter(
      ({ startOffset, endOffset }) => endOffset < edit.at.startOffset || startOffset > edit.at.endOffset,
    );
    if (exampleAt !== undefined && sites.some((site) => isBetween(site, exampleAt, edit.at.startOffset)))
      continue;
    if (sites.length > 0) return { rule, sites: fromPlace(sites, edit.at.endOffset) };
  }
  return undefined;
}

function isOnOneLine(text: string, one: number, other: number): boolean {
  return !text.slice(Math.min(one, other), Math.max(one, other)).includes('\n');
}

/** Whoever went from one place to the other has seen what stands between them, and left it. */
function isBetween({ startOffset }: Site, one: number, other: number): boolean {
  return Math.min(one, other) < startOffset && startOffset < Math.max(one, other);
}

function fromPlace(sites: readonly Site[], offset: number): readonly Site[] {
  const behind = sites.filter(({ startOffset }) => startOffset >= offset);
  return [...behind, ...sites.filter(({ startOffset }) => startOffset < offset)];
}
