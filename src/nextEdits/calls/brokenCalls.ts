// Which calls broke when a parameter came or went, and where each wants an argument or has one left: where a language
// server reports an error, and as many arguments are given as there were parameters before. Pure.
// Must not know what an argument is to be.
import type { TextRange } from '../../base/ranges.ts';
import type { Token } from '../edits/tokens.ts';
import { argumentsOf, type CallArguments, tokenBeforeWhich } from '../sites/callArguments.ts';
import { occurrencesOf } from '../sites/occurrences.ts';
import type { SearchedText } from '../sites/searchedText.ts';
import type { ChangedParameter } from './changedParameter.ts';

/** A place for an argument, with what goes there around it. */
export interface CallHole {
  readonly offset: number;
  readonly before: '' | ', ';
  readonly after: '' | ', ';
}

interface BrokenCall {
  readonly tokens: readonly Token[];
  readonly given: CallArguments;
}

/** Each takes the model about a second. */
const maxHoles = 8;
/** More than one goes through by key. */
const maxRests = 100;

/** Where arguments are missing, in the order of the text. @param errors what a server reports */
export function callHoles(
  searched: SearchedText,
  parameter: ChangedParameter,
  errors: readonly TextRange[],
): readonly CallHole[] {
  const holes: CallHole[] = [];
  for (const call of brokenCalls(searched, parameter, errors)) {
    const hole = holeIn(call, parameter);
    if (hole !== undefined) holes.push(hole);
    if (holes.length === maxHoles) break;
  }
  return holes;
}

/** Arguments that nothing takes any more, with their commas, in the order of the text. */
export function callRests(
  searched: SearchedText,
  parameter: ChangedParameter,
  errors: readonly TextRange[],
): readonly TextRange[] {
  const rests: TextRange[] = [];
  for (const call of brokenCalls(searched, parameter, errors)) {
    const rest = restIn(call, parameter);
    if (rest !== undefined) rests.push(rest);
    if (rests.length === maxRests) break;
  }
  return rests;
}

function* brokenCalls(
  searched: SearchedText,
  { functionName, count }: ChangedParameter,
  errors: readonly TextRange[],
): Generator<BrokenCall> {
  for (const occurrence of occurrencesOf(searched.text, functionName, searched.isTooLate)) {
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
    if (isReported && given.count === count) yield { tokens, given };
  }
}

function holeIn(
  { tokens, given }: BrokenCall,
  { count, index, isBehindSign }: ChangedParameter,
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

/** With the comma behind it, or before it where it is the last one. */
function restIn(
  { tokens, given: { signs, close } }: BrokenCall,
  { count, index }: ChangedParameter,
): TextRange | undefined {
  const sign = signs[index];
  const first = sign === undefined ? undefined : tokens[sign + 1];
  const last = tokens[close - 1];
  if (sign === undefined || first === undefined || last === undefined) return undefined;
  if (count === 1) return { startOffset: first.startOffset, endOffset: last.endOffset };
  const nextSign = signs[index + 1];
  if (nextSign === undefined)
    return { startOffset: tokens[sign - 1]?.endOffset ?? first.startOffset, endOffset: last.endOffset };
  const next = tokens[nextSign + 1];
  return next && { startOffset: first.startOffset, endOffset: next.startOffset };
}
