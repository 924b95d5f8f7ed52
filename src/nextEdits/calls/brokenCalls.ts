// Which calls a parameter broke that was put into a declaration, and where each wants its argument: where a language
// server reports an error, and as many arguments are given as there were parameters before. Pure.
// Must not know what the argument is.
import type { TextRange } from '../../base/ranges.ts';
import type { RestingEdit } from '../edits/editHistory.ts';
import { argumentPlace } from '../rules/argumentPlace.ts';
import { argumentsOf, tokenBeforeWhich } from '../sites/callArguments.ts';
import { occurrencesOf } from '../sites/occurrences.ts';
import type { SearchedText } from '../sites/searchedText.ts';

/** A parameter that was added. */
export interface AddedParameter {
  readonly functionName: string;
  /** How many arguments a call has before it, and in all without it. */
  readonly index: number;
  readonly count: number;
  readonly isBehindSign: boolean;
  /** Where it stands. */
  readonly at: TextRange;
}

/** A place for an argument, with what goes there around it. */
export interface CallHole {
  readonly offset: number;
  readonly before: '' | ', ';
  readonly after: '' | ', ';
}

/** Each takes the model about a second. */
const maxCalls = 8;
const receivers = new Set(['self', 'cls']);

/** Undefined when the edit is another one. */
export function addedParameter({ units, at }: RestingEdit): AddedParameter | undefined {
  const unit = units.at(-1)?.unit;
  if (unit?.isParameter !== true) return undefined;
  const place = argumentPlace({
    ...unit,
    left: withoutTypeArguments(unit.left),
    right: withoutTypeArguments(unit.right),
  });
  const functionName = place?.callee.at(-1);
  if (place === undefined || functionName === undefined) return undefined;
  if (topLevelCommas(unit.inserted) !== (place.count === 0 ? 0 : 1)) return undefined;
  const { index, count, isBehindSign } = place;
  const open = unit.left.lastIndexOf(functionName) + 1;
  const first = unit.left.slice(open + 1).find((token) => !['&', 'mut'].includes(token));
  // What a method is called on is a parameter and no argument.
  const own = receivers.has(first ?? '') ? 1 : 0;
  if (own === 0) return { functionName, index, count, isBehindSign, at };
  // Behind the receiver alone it is the only argument.
  return index - own < 0
    ? { functionName, index: 0, count: count - own, isBehindSign: true, at }
    : { functionName, index: index - own, count: count - own, isBehindSign, at };
}

/** In the order of the text. @param errors what a server reports */
export function brokenCalls(
  searched: SearchedText,
  parameter: AddedParameter,
  errors: readonly TextRange[],
): readonly CallHole[] {
  const holes: CallHole[] = [];
  for (const occurrence of occurrencesOf(searched.text, parameter.functionName, searched.isTooLate)) {
    const { tokens, index } = occurrence;
    const name = tokens[index];
    const given = argumentsOf(occurrence);
    const close = tokens[given?.close ?? -1];
    if (name === undefined || given === undefined || close === undefined) continue;
    const facts = searched.factsOf(name);
    if (facts === undefined || facts.kind !== 'code' || facts.declaration !== undefined) continue;
    const isReported = errors.some(
      ({ startOffset, endOffset }) => startOffset < close.endOffset && name.startOffset < endOffset,
    );
    if (!isReported || given.count !== parameter.count) continue;
    const hole = holeIn(tokens, given, parameter);
    if (hole !== undefined) holes.push(hole);
    if (holes.length === maxCalls) break;
  }
  return holes;
}

function holeIn(
  tokens: readonly TextRange[],
  given: NonNullable<ReturnType<typeof argumentsOf>>,
  { count, index, isBehindSign }: AddedParameter,
): CallHole | undefined {
  if (count === 0) {
    const open = tokens[given.signs[0] ?? -1];
    return open && { offset: open.endOffset, before: '', after: '' };
  }
  const at = tokenBeforeWhich(given, { index, isBehindSign });
  if (at === undefined) return undefined;
  const next = tokens[at];
  const previous = tokens[at - 1];
  if (isBehindSign) return next && { offset: next.startOffset, before: '', after: ', ' };
  return previous && { offset: previous.endOffset, before: ', ', after: '' };
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
