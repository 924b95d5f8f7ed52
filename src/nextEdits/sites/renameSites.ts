// The places of a name whose declaration was renamed, by the syntax tree: its scope, without what shadows it there and
// without members of the same name. Pure and bounded. Must not know language servers; where one answers, it knows better.

import type { TextRange } from '../../base/ranges.ts';
import type { NodeFacts } from '../../context/syntax/nodeFacts.ts';
import type { Token } from '../edits/tokens.ts';
import type { Rule, Site } from '../rules/rule.ts';
import { occurrencesOf } from './occurrences.ts';
import type { SearchedText } from './searchedText.ts';

interface Named extends TextRange {
  readonly facts: NodeFacts;
  readonly isMember: boolean;
  readonly isKey: boolean;
  readonly isOwn: boolean;
}

const memberSigns = new Set(['.', '->', '::', '?.']);
const owners = new Set(['this', 'self', 'Self', '$this', 'cls', 'super']);
const minTellingCharacters = 10;
/** Where a member is meant without its owner before it. */
const bareMembers = new Set(['java', 'csharp', 'cpp', 'c', 'ruby']);
const keyParents =
  /^(?:pair|keyword_argument|named_argument|property_assignment|field_initializer|labeled_statement)$/;

export function renameSites(searched: SearchedText, rule: Rule & { kind: 'rename' }): readonly Site[] {
  const scope = rule.scope ?? { startOffset: 0, endOffset: searched.text.length };
  const told = toldSites(searched, rule);
  if (told !== undefined) return isUsedAlready(searched, rule, scope) ? [] : told;
  const named = [...namedPlaces(searched, rule.oldName)];
  const inScope = named.filter((place) => isWithin(place, scope));
  const others = inScope.filter(({ facts }) => facts.declaration !== undefined);
  if (isLaterOf(others, rule) || isUsedAlready(searched, rule, scope)) return [];
  const shadows = others.flatMap(({ facts }) => {
    const inner = facts.declaration?.scope;
    return inner === undefined || isSameScope(inner, rule.scope) || facts.declaration?.kind !== 'name'
      ? []
      : [inner];
  });
  return inScope
    .filter((place) => !shadows.some((shadow) => isWithin(place, shadow)))
    .filter((place) => isMeant(place, rule, searched.languageId))
    .map(({ startOffset, endOffset }) => ({ startOffset, endOffset, newText: rule.newName }));
}

/** What a server told; undefined when none did, or when it means other things by the name than code does. */
function toldSites(searched: SearchedText, rule: Rule & { kind: 'rename' }): readonly Site[] | undefined {
  const uses = searched.usesOf?.(rule.oldName, rule.declaredAt);
  const sites = uses?.map((range) => ({ range, facts: searched.factsOf(range) }));
  if (sites === undefined || sites.some(({ facts }) => facts !== undefined && facts.kind !== 'code'))
    return undefined;
  return sites.map(({ range, facts }) => {
    const isShort = facts?.type === 'shorthand_property_identifier' && rule.declaration === 'name';
    return { ...range, newText: isShort ? `${rule.oldName}: ${rule.newName}` : rule.newName };
  });
}

/** Whether the name is declared there otherwise: the edit was about one of several assignments, or of several things. */
function isLaterOf(others: readonly Named[], rule: Rule & { kind: 'rename' }): boolean {
  return others.some(({ facts, startOffset }) => {
    const { declaration } = facts;
    if (declaration === undefined || declaration.kind !== rule.declaration) return false;
    if (!isSameScope(declaration.scope, rule.scope)) return false;
    return !declaration.isAssignment || startOffset < rule.declaredAt.startOffset;
  });
}

/** Whether the new name stands there for something: then another thing was meant than to rename this one. */
function isUsedAlready(searched: SearchedText, rule: Rule & { kind: 'rename' }, scope: TextRange): boolean {
  const [used] = [...namedPlaces(searched, rule.newName)].filter(
    (place) =>
      !isWithin(place, rule.declaredAt) &&
      isWithin(place, scope) &&
      (rule.declaration === 'member' ? place.isOwn : !place.isMember && !place.isKey),
  );
  return used !== undefined;
}

function* namedPlaces(searched: SearchedText, name: string): Generator<Named> {
  for (const { tokens, index } of occurrencesOf(searched.text, name, searched.isTooLate)) {
    const token = tokens[index] as Token;
    const facts = searched.factsOf(token);
    if (facts === undefined || facts.kind !== 'code') continue;
    const before = tokens[index - 1]?.text ?? '';
    yield {
      startOffset: token.startOffset,
      endOffset: token.endOffset,
      facts,
      isMember: memberSigns.has(before),
      isKey: tokens[index + 1]?.text === ':' && keyParents.test(facts.parentType),
      isOwn: owners.has(tokens[index - 2]?.text ?? ''),
    };
  }
}

function isMeant(place: Named, rule: Rule & { kind: 'rename' }, languageId: string): boolean {
  const { isMember, isKey, isOwn, facts } = place;
  const isShort = facts.type.startsWith('shorthand_property');
  if (rule.declaration === 'name')
    return !isMember && !isKey && !isShort && facts.declaration?.kind !== 'member';
  // A name that says much is hardly a member of anything else.
  if (isMember) return isOwn || rule.oldName.length >= minTellingCharacters;
  return bareMembers.has(languageId) && facts.declaration === undefined && !isKey;
}

function isWithin(inner: TextRange, outer: TextRange): boolean {
  return inner.startOffset >= outer.startOffset && inner.endOffset <= outer.endOffset;
}

function isSameScope(one: TextRange | undefined, other: TextRange | undefined): boolean {
  return one?.startOffset === other?.startOffset && one?.endOffset === other?.endOffset;
}
