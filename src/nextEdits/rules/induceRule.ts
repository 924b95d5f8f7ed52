// Finds out whether edits are the same one twice, or the renaming of something declared. Pure.
// Must not know where else the rule applies.
import type { TextRange } from '../../base/ranges.ts';
import type { PlacedUnit } from '../edits/editHistory.ts';
import type { EditUnit } from '../edits/editUnit.ts';
import { areEqual, commonBeginning, commonEnd, isName, isWord } from '../edits/tokens.ts';
import { argumentPlace, sameArgument } from './argumentPlace.ts';
import type { Rewrite, Rule } from './rule.ts';

/**
 * Tokens on each side of the edit that both examples share and that a place must share too. With all of the line found
 * places were right more often than with one or two tokens, at little cost in places (docs/NEXT-EDITS.md).
 */
const maxContextTokens = 8;
/** Letters and digits that a rule must name; less says too little of where it belongs. */
const minNamedCharacters = 4;
/** Who repeats an edit does so soon. */
const maxUnitsBetween = 4;
const minRenamedCharacters = 2;

export interface Induced {
  readonly rule: Rule;
  /** Where the other example stands, when there is one and it is in the same document. */
  readonly exampleAt: number | undefined;
}

/**
 * The likeliest first; there may be places for one of them only.
 * @param units oldest first
 * @param at where the last one's new text stands in the document now
 */
export function induceRules(units: readonly PlacedUnit[], at: TextRange): readonly Induced[] {
  const last = units.at(-1)?.unit;
  if (last === undefined) return [];
  const example = units
    .slice(-1 - maxUnitsBetween, -1)
    .findLast(({ unit }) => isSameRewrite(unit, last) && unit.languageId === last.languageId);
  const renamed = renameOf(last, at);
  const examples = units.filter(({ unit }) => isSameRewrite(unit, last)).length;
  const repeated = example === undefined ? undefined : repeatOf(example.unit, last, examples);
  const exampleAt = example?.unit.uri === last.uri ? example.offset : undefined;
  return [
    ...(renamed === undefined ? [] : [{ rule: renamed, exampleAt: undefined }]),
    ...(repeated === undefined ? [] : [{ rule: repeated, exampleAt }]),
  ];
}

export function isSameRewrite(one: EditUnit, other: EditUnit): boolean {
  return areEqual(one.removed, other.removed) && areEqual(one.inserted, other.inserted);
}

function renameOf(unit: EditUnit, at: TextRange): Rule | undefined {
  const declaration = unit.facts?.declaration;
  const [oldName, ...more] = unit.removed;
  const [newName, ...others] = unit.inserted;
  if (declaration === undefined || oldName === undefined || newName === undefined) return undefined;
  if (more.length + others.length > 0 || !isName(oldName) || !isName(newName)) return undefined;
  if (oldName.length < minRenamedCharacters) return undefined;
  return {
    kind: 'rename',
    key: keyOf('rename', unit),
    rewrite: rewriteOf(unit),
    oldName,
    newName,
    declaration: declaration.kind,
    scope: declaration.scope,
    declaredAt: at,
  };
}

function repeatOf(first: EditUnit, second: EditUnit, examples: number): Rule | undefined {
  const { removed } = second;
  const isInsertion = removed.length === 0;
  const leftCount = commonEnd(leftOf(first), leftOf(second), maxContextTokens);
  const left = second.left.slice(second.left.length - leftCount);
  const right = second.right.slice(
    0,
    Math.min(commonBeginning(rightOf(first), rightOf(second)), maxContextTokens),
  );
  const like = [first.facts, second.facts];
  const rewrite = rewriteOf(second);
  const named = [...removed, ...left, ...right].filter(isWord).join('').length;
  const places = [argumentPlace(first), argumentPlace(second)] as const;
  const argument = isInsertion ? sameArgument(places[0], places[1]) : undefined;
  if (argument !== undefined && first.isParameter === second.isParameter)
    return {
      kind: 'argument',
      key: keyOf('argument', second),
      rewrite,
      ...argument,
      isParameter: second.isParameter,
      like,
    };
  if (named < minNamedCharacters || !isRepeatable(second)) return undefined;
  // What is put between signs belongs to something further away.
  const isBesideName = isName(left.at(-1) ?? '') || isName(right[0] ?? '');
  if (isInsertion && (!isBesideName || left.length + right.length < 2)) return undefined;
  // A letter is the name of too many things.
  if (removed.length === 1 && removed[0]?.length === 1) return undefined;
  const isProse = second.facts !== undefined && second.facts.kind !== 'code';
  // Prose is repeated by single words, if at all.
  if (isProse && (left.length + right.length === 0 || Math.max(removed.length, second.inserted.length) > 1))
    return undefined;
  return { kind: 'rewrite', key: keyOf('rewrite', second), rewrite, left, right, examples, like };
}

/** Whole lines, and halves of brackets, are repeated by what they belong to, which tokens do not say. */
function isRepeatable({ removed, inserted, insertedText, oldGaps, newGaps }: EditUnit): boolean {
  const changedGaps = [
    oldGaps.right,
    newGaps.right,
    oldGaps.left === newGaps.left ? '' : oldGaps.left + newGaps.left,
  ];
  if ([insertedText, ...changedGaps].some((text) => text.includes('\n'))) return false;
  return isBalanced(removed) && isBalanced(inserted);
}

function isBalanced(tokens: readonly string[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    if ('([{'.includes(token)) depth++;
    else if (')]}'.includes(token)) depth--;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** What stands beside it on its line; on the line above only where it begins one. */
function leftOf({ left, leftOnLine }: EditUnit): readonly string[] {
  return leftOnLine === 0 ? left : left.slice(left.length - leftOnLine);
}

function rightOf({ right, rightOnLine }: EditUnit): readonly string[] {
  return rightOnLine === 0 ? right : right.slice(0, rightOnLine);
}

function rewriteOf({ removed, inserted, insertedText, oldGaps, newGaps }: EditUnit): Rewrite {
  return { removed, inserted, insertedText, oldGaps, newGaps };
}

/** What a rule is known by when it is silenced. */
function keyOf(kind: Rule['kind'], { removed, inserted }: EditUnit): string {
  return JSON.stringify([kind, removed, inserted]);
}
