// Whether the name that an answer begins with is the right one, and one that the language server lists. Pure but for what
// the gate asks.
import type { Completion } from '../../../engine/protocol/protocol.ts';
import type { GateParts } from '../../../src/completion/showing/gateQuestion.ts';
import type { EvaluationCase } from '../cases.ts';
import type { NameResult } from '../metrics.ts';
import { isRightOffer, offeredText } from './offer.ts';

const nameAtStart = /^[\p{L}\p{N}_$]*/u;
const nameAtEnd = /[\p{L}\p{N}_$]*$/u;

export function judgeName(
  question: EvaluationCase,
  completion: Completion,
  listed: readonly string[],
  gateParts: GateParts,
): NameResult {
  const typed = nameAtEnd.exec(question.before)?.[0] ?? '';
  const rest = (text: string) => nameAtStart.exec(text)?.[0] ?? '';
  const isInvented = (text: string) => text !== '' && isInventedName(typed + rest(text), listed);
  const offered = offeredText(question, completion, gateParts);
  return {
    isRight: rest(completion.text) === rest(question.restOfLine),
    isInvented: isInvented(completion.text),
    ...(offered === undefined
      ? {}
      : { offer: { isRight: isRightOffer(offered, question), isInvented: isInvented(offered.text) } }),
  };
}

/** Where no name is written, none is invented. */
function isInventedName(name: string, names: readonly string[]): boolean {
  return name !== '' && !/^\d/.test(name) && !names.includes(name);
}
