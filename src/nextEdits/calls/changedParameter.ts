// Whether an edit put one parameter into a declaration, or took one out. Pure.
// Must not know calls.
import type { TextRange } from '../../base/ranges.ts';
import type { RestingEdit } from '../edits/editHistory.ts';
import { type ArgumentPlace, argumentPlace } from '../rules/argumentPlace.ts';

export interface ChangedParameter {
  readonly kind: 'added' | 'removed';
  readonly functionName: string;
  /** What was put in or taken out: its name, its type, and what stands between. */
  readonly tokens: readonly string[];
  /** How many arguments a call has before it, and had in all when it was written. */
  readonly index: number;
  readonly count: number;
  /** Whether the argument goes behind the bracket or a comma; else behind the argument before it. */
  readonly isBehindSign: boolean;
  /** Where it stands, or stood. */
  readonly at: TextRange;
}

const receivers = new Set(['self', 'cls']);

/** What the offers of one such change are silenced by. */
export function parameterKey({ kind, functionName, index }: ChangedParameter): string {
  return JSON.stringify(['call', kind, functionName, index]);
}

/** Undefined when the edit is another one. */
export function changedParameter({ units, at }: RestingEdit): ChangedParameter | undefined {
  const unit = units.at(-1)?.unit;
  if (unit?.isParameter !== true || (unit.removed.length > 0 && unit.inserted.length > 0)) return undefined;
  const isAdded = unit.removed.length === 0;
  const changed = isAdded ? unit.inserted : unit.removed;
  // The list without what was put in, or taken out.
  const place = argumentPlace({
    ...unit,
    removed: [],
    left: withoutTypeArguments(unit.left),
    right: withoutTypeArguments(unit.right),
  });
  const functionName = place?.callee.at(-1);
  if (place === undefined || functionName === undefined) return undefined;
  if (topLevelCommas(changed) !== (place.count === 0 ? 0 : 1)) return undefined;
  const own = receivesIn(unit.left, functionName) ? 1 : 0;
  const counted = { functionName, tokens: changed, at, isBehindSign: place.isBehindSign };
  if (!isAdded) {
    const index = removedIndex(place, changed) - own;
    return index < 0 ? undefined : { kind: 'removed', ...counted, index, count: place.count + 1 - own };
  }
  const count = place.count - own;
  // Behind the receiver alone it is the only argument.
  if (place.index < own) return { kind: 'added', ...counted, index: 0, count, isBehindSign: true };
  return { kind: 'added', ...counted, index: place.index - own, count };
}

/** What a method is called on is a parameter and no argument. */
function receivesIn(left: readonly string[], functionName: string): boolean {
  const open = left.lastIndexOf(functionName) + 1;
  return receivers.has(left.slice(open + 1).find((token) => !['&', 'mut'].includes(token)) ?? '');
}

function removedIndex({ index, count, isBehindSign }: ArgumentPlace, removed: readonly string[]): number {
  return count === 0 || (isBehindSign && removed[0] !== ',') ? index : index + 1;
}

/** `Map<string, number>` is one parameter's type: in declarations such brackets compare nothing. */
function withoutTypeArguments(tokens: readonly string[]): readonly string[] {
  const open: number[] = [];
  const inside = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    if (token === '<') open.push(at);
    const start = token === '>' ? open.pop() : undefined;
    if (start !== undefined) for (let within = start; within <= at; within++) inside.add(within);
  }
  return tokens.filter((_, at) => !inside.has(at));
}

function topLevelCommas(tokens: readonly string[]): number {
  let depth = 0;
  let commas = 0;
  for (const token of withoutTypeArguments(tokens)) {
    if ('([{'.includes(token)) depth++;
    else if (')]}'.includes(token)) depth--;
    else if (token === ',' && depth === 0) commas++;
  }
  return commas;
}
