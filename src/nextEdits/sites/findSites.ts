// Finds the places of a document that want what a rule does, and only those where syntax agrees. Pure and bounded.
// Must not know trees: what they say is asked for.
import type { NodeFacts } from '../../context/syntax/nodeFacts.ts';
import { isName, isWord, type Token } from '../edits/tokens.ts';
import type { Rewrite, Rule, Site } from '../rules/rule.ts';
import { argumentsOf, tokenBeforeWhich } from './callArguments.ts';
import { type Occurrence, occurrencesOf } from './occurrences.ts';
import { proseBefore } from './proseBefore.ts';
import { renameSites } from './renameSites.ts';
import { isAlreadyThere, replacementAt } from './replacement.ts';
import type { SearchedText } from './searchedText.ts';

/** More places than one goes through by key; with more, the rule says too little. */
const maxSites = 100;
/** Two examples do not tell so many more places apart from those that only look alike. */
const maxLikeSites = 15;

/** In the order of the text; none when there are too many to be meant. */
export function findSites(searched: SearchedText, rule: Rule): readonly Site[] {
  if (rule.kind === 'rename') return atMost(renameSites(searched, rule));
  if (rule.kind === 'argument') return atMost(distinct(argumentSites(searched, rule)));
  return atMost(distinct(rewriteSites(searched, rule)), maxLikeSites);
}

function* rewriteSites(searched: SearchedText, rule: Rule & { kind: 'rewrite' }): Generator<Site> {
  const { left, right, rewrite } = rule;
  const pattern = [...left, ...rewrite.removed, ...right];
  const key = keyIn(pattern);
  if (key === undefined || (left.length + right.length === 0 && isStillDeclared(searched, key.word))) return;
  if (isDoneElsewhere(searched, rule)) return;
  for (const { tokens, start } of matchesOf(searched, pattern, key)) {
    const site = siteAt(searched, tokens, start + left.length, rule);
    if (site !== undefined) yield site;
  }
}

/** Each place where these tokens stand one behind the other. */
function* matchesOf(
  { text, isTooLate }: SearchedText,
  pattern: readonly string[],
  key: NonNullable<ReturnType<typeof keyIn>>,
): Generator<{ readonly tokens: readonly Token[]; readonly start: number }> {
  for (const { tokens, index } of occurrencesOf(text, key.word, isTooLate)) {
    const start = index - key.index;
    if (pattern.every((word, at) => tokens[start + at]?.text === word)) yield { tokens, start };
  }
}

/**
 * Whether what the rule makes stands in more places than were edited: then whoever wrote the text knew both, and chose.
 */
function isDoneElsewhere(
  searched: SearchedText,
  { left, right, rewrite, examples }: Rule & { kind: 'rewrite' },
): boolean {
  if (rewrite.inserted.length === 0) return false;
  // Something added, such as an `await`, may well stand in one more place already.
  const others = rewrite.removed.length === 0 ? 1 : 0;
  const pattern = [...left, ...rewrite.inserted, ...right];
  const key = keyIn(pattern);
  if (key === undefined) return false;
  let count = 0;
  for (const { start } of matchesOf(searched, pattern, key))
    if (start >= 0 && ++count > examples + others) return true;
  return false;
}

function* argumentSites(searched: SearchedText, rule: Rule & { kind: 'argument' }): Generator<Site> {
  const { callee } = rule;
  const name = callee.at(-1);
  if (name === undefined) return;
  for (const occurrence of occurrencesOf(searched.text, name, searched.isTooLate)) {
    const start = occurrence.index - callee.length + 1;
    if (!callee.every((word, at) => occurrence.tokens[start + at]?.text === word)) continue;
    const token = occurrence.tokens[occurrence.index];
    const isDeclared = token !== undefined && searched.factsOf(token)?.declaration !== undefined;
    if (isDeclared !== rule.isParameter) continue;
    const index = argumentIndex(occurrence, rule);
    const site = index === undefined ? undefined : siteAt(searched, occurrence.tokens, index, rule);
    if (site !== undefined) yield site;
  }
}

/** The token before which the argument goes; undefined when the call has other arguments, or ends further down. */
function argumentIndex(occurrence: Occurrence, rule: Rule & { kind: 'argument' }): number | undefined {
  const given = argumentsOf(occurrence);
  if (given === undefined) return undefined;
  const { index, count, isBehindSign, rewrite } = rule;
  if (count === undefined || index === undefined)
    return count === undefined && given.count > 0 === (rewrite.inserted[0] === ',') ? given.close : undefined;
  return given.count === count ? tokenBeforeWhich(given, { index, isBehindSign }) : undefined;
}

function siteAt(
  { text, languageId, factsOf }: SearchedText,
  tokens: readonly Token[],
  index: number,
  rule: Rule & { kind: 'argument' | 'rewrite' },
): Site | undefined {
  const { rewrite, like } = rule;
  if (isAlreadyThere(tokens, index, rewrite)) return undefined;
  const looked = tokens[index];
  if (looked === undefined) return undefined;
  const facts = factsOf(looked);
  if (!isAlike(facts, like, rewrite)) return undefined;
  if (facts === undefined && proseBefore(text, looked.startOffset, languageId)) return undefined;
  return replacementAt(text, tokens, index, rewrite);
}

/** Then some of its uses were given another name, and the others are meant to keep it. */
function isStillDeclared({ text, factsOf, isTooLate }: SearchedText, name: string): boolean {
  for (const { tokens, index } of occurrencesOf(text, name, isTooLate)) {
    const token = tokens[index];
    const declaration = token && factsOf(token)?.declaration;
    if (declaration !== undefined && !declaration.isAssignment) return true;
  }
  return false;
}

/** In the same kind of text and of node as one of the examples. */
function isAlike(
  facts: NodeFacts | undefined,
  like: readonly (NodeFacts | undefined)[],
  { removed, inserted }: Rewrite,
): boolean {
  if (facts === undefined) return true;
  const known = like.filter((one) => one !== undefined);
  if (known.length === 0) return facts.kind === 'code';
  // What stood there before is known by its text only: the examples are what became of it.
  const isSameNode = removed.length === 0 || (isName(removed[0] ?? '') && isName(inserted[0] ?? ''));
  const isSameParent = removed.length === 1 && inserted.length === 1;
  return known.some(
    ({ kind, type, parentType }) =>
      kind === facts.kind &&
      (!isSameNode || type === facts.type) &&
      (!isSameParent || parentType === facts.parentType),
  );
}

/** The word to look for: the longest is the rarest. */
function keyIn(pattern: readonly string[]): { readonly word: string; readonly index: number } | undefined {
  const words = pattern.map((word, index) => ({ word, index })).filter(({ word }) => isWord(word));
  return words.toSorted((a, b) => b.word.length - a.word.length)[0];
}

function* distinct(sites: Iterable<Site>): Generator<Site> {
  let end = -1;
  for (const site of sites) {
    // A place found twice, or one that reaches into the one before it.
    if (site.startOffset < end || (site.startOffset === end && site.endOffset === end)) continue;
    end = site.endOffset;
    yield site;
  }
}

function atMost(sites: Iterable<Site>, most = maxSites): readonly Site[] {
  const list: Site[] = [];
  for (const site of sites) {
    if (list.length === most) return [];
    list.push(site);
  }
  return list;
}
