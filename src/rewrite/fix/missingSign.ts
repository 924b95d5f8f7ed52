// A sign that a problem's message says is missing, such as "',' expected": which, and where it belongs. Tools report it
// at the token that they found instead, which may stand in a later line; the sign is missing where the code before that
// ends. Pure. Must not know prompts, nor which tool reports it.
import type { TextRange } from '../../base/ranges.ts';
import { lineCommentStart } from '../asking/lineComment.ts';

const quotedSign = /["'`‘“]([,;:)\]}])["'`’”]/g;
const leadingSign = /^(?:syntax error, )?([,;:)\]}]) expected/i;
const words: readonly (readonly [words: RegExp, sign: string])[] = [
  [/\bcommas?\b|\bkomma\b|逗号/i, ','],
  [/\bsemi-?colons?\b|\bsemikolon\b|分号/i, ';'],
  [/(?<!semi-?)\bcolons?\b|\bdoppelpunkt\b|(?<!分)冒号/i, ':'],
  [/\b(?:closing|right) paren(?:thesis)?\b/i, ')'],
  [/\b(?:closing|right) (?:square )?bracket\b/i, ']'],
  [/\b(?:closing|right) (?:curly )?brace\b/i, '}'],
];
const isMissing = /(?<!not |un)expect(?:ed|ing)\b|\bmissing\b|\berwartet\b|\bfehl(?:t|en)|应为|需要|缺少/i;
/** What stands behind these is what was found, or where. */
const surroundings = /(?<=\S )(?:after|before|behind|found|but|instead|got|near|to match)\b/i;

/** Several where any of them would do, none where the message is about something else. */
export function missingSigns(message: string): readonly string[] {
  const [said = ''] = message.split(surroundings, 1);
  if (!isMissing.test(said)) return [];
  const leading = leadingSign.exec(said)?.[1];
  if (leading !== undefined) return [leading];
  const quoted = [...said.matchAll(quotedSign)].map(([, sign = '']) => sign);
  const named = words.filter(([pattern]) => pattern.test(said)).map(([, sign]) => sign);
  return [...new Set([...quoted, ...named])];
}

/** What is reported; where that begins its line and something is missing before it, the end of the code before. */
export function placeOfMissing(
  text: string,
  reported: TextRange,
  message: string,
  languageId: string,
): TextRange {
  const { startOffset } = reported;
  const lineStart = text.lastIndexOf('\n', startOffset - 1) + 1;
  if (text.slice(lineStart, startOffset).trim() !== '' || missingSigns(message).length === 0) return reported;
  const end = endOfCode(text.slice(0, lineStart), languageId);
  return end === 0 ? reported : { startOffset: end, endOffset: end };
}

/**
 * The code with the one sign that is missing; undefined where several may be meant, another one stands there, or a word
 * would be cut.
 */
export function withMissingSign(
  code: string,
  { startOffset }: TextRange,
  message: string,
  languageId: string,
): string | undefined {
  const [sign, ...others] = missingSigns(message);
  if (sign === undefined || sign === '}' || others.length > 0) return undefined;
  if (startOffset < 0 || startOffset > code.length) return undefined;
  const end = endOfCode(code.slice(0, startOffset), languageId);
  const isInWord = /[\p{L}\p{N}_]$/u.test(code.slice(0, end)) && /^[\p{L}\p{N}_]/u.test(code.slice(end));
  const isInPlaceOf = /^[,;]$/.test(sign) && /^\s*[,;]/.test(code.slice(end));
  return end === 0 || isInWord || isInPlaceOf ? undefined : code.slice(0, end) + sign + code.slice(end);
}

/** Without the blanks and comments behind it; 0 where there is nothing else. */
function endOfCode(text: string, languageId: string): number {
  const mark = lineCommentStart(languageId);
  let rest = text.trimEnd();
  for (;;) {
    const lineStart = rest.lastIndexOf('\n') + 1;
    const isBlock = mark.startsWith('/') && rest.endsWith('*/');
    const end = isBlock
      ? Math.max(rest.lastIndexOf('/*'), 0)
      : lineStart + withoutComment(rest.slice(lineStart), mark).length;
    const code = rest.slice(0, end).trimEnd();
    if (code.length === rest.length) return code.length;
    rest = code;
  }
}

function withoutComment(line: string, mark: string): string {
  const string = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/y;
  for (let at = 0; at < line.length; at++) {
    if (line.startsWith(mark, at)) return line.slice(0, at);
    string.lastIndex = at;
    at += Math.max((string.exec(line)?.[0].length ?? 0) - 1, 0);
  }
  return line;
}
