// Where among a call's arguments something was put. Pure, by brackets and commas.
// Must not know grammars: a parameter list and a call look the same, and an edit of either is the same edit.
import type { EditUnit } from '../edits/editUnit.ts';
import { commonEnd, isName } from '../edits/tokens.ts';

export interface ArgumentPlace {
  /** Tokens before the opening bracket, nearest last. */
  readonly callee: readonly string[];
  /** How many commas stand between the bracket and the place. */
  readonly index: number;
  /** How many arguments there were. */
  readonly count: number;
  readonly isLast: boolean;
  /** Whether it begins right behind the bracket or a comma; else it ends the argument that stands there. */
  readonly isBehindSign: boolean;
}

/** Tokens of a callee that both examples share and sites must too: `client . fetch`. */
const maxCalleeTokens = 3;
/** What looks like a call and is none. */
const keywords = new Set([
  'catch',
  'for',
  'foreach',
  'function',
  'if',
  'match',
  'return',
  'switch',
  'while',
  'with',
  'fn',
  'func',
]);
const openers = new Set(['(', '[', '{']);
const closers = new Set([')', ']', '}']);

/** Undefined when the edit is no insertion into a call's brackets, or the call goes on beyond what is known. */
export function argumentPlace({ removed, left, right }: EditUnit): ArgumentPlace | undefined {
  if (removed.length > 0) return undefined;
  const before = toBracket(left.toReversed(), closers, openers);
  const after = toBracket(right, openers, closers);
  if (before === undefined || after === undefined) return undefined;
  const open = left.length - 1 - before.length;
  const name = left[open - 1] ?? '';
  if (left[open] !== '(' || !isName(name) || keywords.has(name)) return undefined;
  const commas = before.commas + after.commas;
  const isEmpty = before.length === 0 && after.length === 0;
  const isBehindSign = before.length === 0 || left.at(-1) === ',';
  const isBeforeSign = after.length === 0 || right[0] === ',';
  // Within an argument.
  if (!isBehindSign && !isBeforeSign) return undefined;
  return {
    callee: left.slice(Math.max(0, open - maxCalleeTokens), open),
    index: before.commas,
    count: isEmpty ? 0 : commas + 1,
    isLast: after.length === 0,
    isBehindSign,
  };
}

/** What two examples have in common; undefined when they are not the same argument of the same function. */
export function sameArgument(one: ArgumentPlace | undefined, other: ArgumentPlace | undefined) {
  if (one === undefined || other === undefined) return undefined;
  const { isBehindSign } = other;
  if (one.isBehindSign !== isBehindSign) return undefined;
  const length = commonEnd(one.callee, other.callee);
  const callee = other.callee.slice(other.callee.length - length);
  if (length === 0 || !callee.some(isName)) return undefined;
  if (one.index === other.index && one.count === other.count)
    return { callee: nameOf(callee), isBehindSign, index: other.index, count: other.count };
  if (one.isLast && other.isLast)
    return { callee: nameOf(callee), isBehindSign, index: undefined, count: undefined };
  return undefined;
}

/** A callee's own name, with what it is a member of: nothing that merely stands before it. */
function nameOf(callee: readonly string[]): readonly string[] {
  const [own, sign, owner] = callee.toReversed();
  const isMember = sign !== undefined && ['.', '->', '::', '?.'].includes(sign);
  if (own === undefined) return [];
  if (!isMember) return [own];
  return owner === undefined || !isName(owner) ? [sign, own] : [owner, sign, own];
}

/** How many tokens there are to the bracket that is open around the place, and commas between. */
function toBracket(
  tokens: readonly string[],
  deeper: ReadonlySet<string>,
  higher: ReadonlySet<string>,
): { readonly length: number; readonly commas: number } | undefined {
  let depth = 0;
  let commas = 0;
  for (const [length, token] of tokens.entries()) {
    if (deeper.has(token)) depth++;
    else if (higher.has(token) && depth > 0) depth--;
    else if (higher.has(token)) return { length, commas };
    else if (token === ',' && depth === 0) commas++;
    else if (token === ';') return undefined;
  }
  return undefined;
}
