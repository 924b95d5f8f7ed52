// When an answer is complete. Pure, streaming: looks at what was generated so far.
// Must not know probabilities, prompts or the binding.
import type { FinishReason } from '../protocol/finishProtocol.ts';
import type { UnsureRule } from './unsureEnd.ts';

export interface StopLimits {
  readonly maxLines: number;
  readonly maxTokens: number;
  /** Where a block is written, what its lines are indented by at least, in characters. */
  readonly blockColumns?: number | undefined;
  /** Where one statement is wanted, what its first line is indented by and how much of the text is before it. */
  readonly statement?: { readonly columns: number; readonly typedCharacters: number } | undefined;
  /** Where an answer that nobody would see is not decoded further; to its end when absent. */
  readonly unsure?: UnsureRule | undefined;
}

export interface StopDecision {
  /** Undefined while generation goes on. */
  readonly reason: FinishReason | undefined;
  /** The text to return if it ends here: nothing behind the line end that ended it. */
  readonly text: string;
}

/**
 * Longest allowed runs of a repeating pattern, `[longest period, tokens it may fill]`, as Copilot's
 * ghost-text post-processing has them.
 */
const repetitionLimits: readonly (readonly [period: number, tokens: number])[] = [
  [1, 10],
  [10, 30],
  [20, 45],
  [30, 60],
];

export function decideStop(text: string, tokens: readonly number[], limits: StopLimits): StopDecision {
  const lineEnd = nthLineEnd(text, limits.maxLines);
  if (lineEnd !== undefined) {
    return { reason: limits.maxLines === 1 ? 'endOfLine' : 'maxLines', text: text.slice(0, lineEnd) };
  }
  const blockEnd = limits.blockColumns === undefined ? undefined : endOfBlock(text, limits.blockColumns);
  if (blockEnd !== undefined) return { reason: 'endOfBlock', text: text.slice(0, blockEnd) };
  const statementEnd = limits.statement === undefined ? undefined : endOfStatement(text, limits.statement);
  if (statementEnd !== undefined) return { reason: 'endOfStatement', text: text.slice(0, statementEnd) };
  if (isRepeating(tokens)) return { reason: 'repetition', text };
  if (tokens.length >= limits.maxTokens) return { reason: 'maxTokens', text };
  return { reason: undefined, text };
}

/** Offset of the n-th line end, undefined when there are fewer. */
function nthLineEnd(text: string, count: number): number | undefined {
  let offset = -1;
  for (let found = 0; found < count; found++) {
    offset = text.indexOf('\n', offset + 1);
    if (offset === -1) return undefined;
  }
  return offset;
}

const closers = /^\s*(?:[)\]}]|<\/|end\b|fi\b|done\b|esac\b)/;

/**
 * Where the block ends that the text is written into: behind the line that closes it, or before the first other line
 * that is indented less. The text's first line continues one that is inside.
 */
export function endOfBlock(text: string, blockColumns: number): number | undefined {
  const lines = text.split('\n');
  let start = (lines[0] ?? '').length + 1;
  for (const [index, line] of lines.slice(1).entries()) {
    const columns = line.search(/\S/);
    const isComplete = index + 2 < lines.length;
    if (columns !== -1 && columns < blockColumns) {
      // A closing word is known when the line is complete.
      if (closers.test(line)) return isComplete ? start + line.length : undefined;
      if (isComplete || !/^\s*[a-z<]+$/.test(line)) return start - 1;
    }
    start += line.length + 1;
  }
  return undefined;
}

/** What may belong to a statement though it is not indented deeper than that; and the start of a word that may. */
const goesOn =
  /^\s*(?:[)\]}{.?&|=>+*/:-]|<(?:$|\/)|[a-z]+$|(?:else|elif|elsif|elseif|catch|except|finally|rescue|ensure|then|do|where|until|while|end|fi|done|esac)\b)/;
/** What belongs to the line below it: openers, operators, attributes and comments. */
const leadsOn = /[[{(:,=&|+*\\?>-]\s*$|^\s*(?:@|#|\/\/|\/\*|\*|--|<!--)/;

/**
 * Where the statement ends that the text goes on with or begins: before the first line that can't belong to it. In
 * doubt it goes on; whoever reads the answer knows the syntax.
 */
export function endOfStatement(
  text: string,
  { columns: statementColumns, typedCharacters }: NonNullable<StopLimits['statement']>,
): number | undefined {
  const lines = text.slice(typedCharacters).split('\n');
  let last = lines[0] ?? '';
  let end = typedCharacters + last.length;
  let start = end + 1;
  for (const line of lines.slice(1)) {
    const columns = line.search(/\S/);
    if (columns !== -1) {
      const isOf = columns > statementColumns || goesOn.test(line) || leadsOn.test(last);
      if (!isOf && last.trim() !== '') return end;
      end = start + line.length;
      last = line;
    }
    start += line.length + 1;
  }
  return undefined;
}

/** Whether the end of `tokens` repeats a short pattern for longer than code does. */
export function isRepeating(tokens: readonly number[]): boolean {
  return repetitionLimits.some(([maxPeriod, length]) => {
    if (tokens.length < length) return false;
    const tail = tokens.slice(-length);
    return smallestPeriod(tail) <= maxPeriod;
  });
}

/** Length of the shortest pattern whose repetition gives `tokens`, by the Knuth–Morris–Pratt failure function. */
function smallestPeriod(tokens: readonly number[]): number {
  const failure: number[] = [0];
  for (let index = 1; index < tokens.length; index++) {
    let border = failure[index - 1] ?? 0;
    while (border > 0 && tokens[border] !== tokens[index]) border = failure[border - 1] ?? 0;
    failure.push(tokens[border] === tokens[index] ? border + 1 : 0);
  }
  return tokens.length - (failure.at(-1) ?? 0);
}
