// A fix changes the line that a problem is reported at, from the reported place on: what stands before it and the other
// lines are given. Pure. Must not know prompts, or what the problem is beyond its place.
import type { FilledHole } from '../../../engine/protocol/chatProtocol.ts';
import type { TextRange } from '../../base/ranges.ts';
import { mostTokensOf } from '../asking/codeTokens.ts';
import { isFinished } from '../frame/bodyForm.ts';
import type { Form, FormPiece } from '../frame/form.ts';

export interface FixFormOptions {
  /** Behind which the answer ends. */
  readonly stopText: string;
  /** What the problem is about is how the code is set: what ends its line, or its blanks. */
  readonly isAboutSetting: boolean;
}

const spareTokens = 40;

/** Undefined where the problem is no part of one line of the code. */
export function fixForm(
  code: string,
  reported: TextRange,
  { stopText, isAboutSetting }: FixFormOptions,
): Form | undefined {
  const { startOffset, endOffset } = reported;
  if (startOffset < 0 || startOffset > code.length) return undefined;
  const lineEnd = endOfLine(code, startOffset);
  if (endOffset > lineEnd) return undefined;
  const from = behindWordBefore(code, startOffset);
  const rest = code.slice(from, lineEnd);
  const pieces: readonly FormPiece[] = [
    code.slice(0, from),
    {
      hole: {
        stopTexts: ['\n', stopText],
        draftFrom: rest,
        ...(isAboutSetting ? {} : { mayNotBe: rest }),
        maxTokens: mostTokensOf(rest) + spareTokens,
      },
      put: (filled) => {
        const text = written(filled, rest);
        return isAboutSetting ? text : withEndOf(text, rest);
      },
    },
    code.slice(lineEnd),
  ];
  return { pieces: pieces.filter((piece) => piece !== '') };
}

function written(filled: FilledHole, original: string): string {
  return (isFinished(filled) ? filled.text : original).trimEnd();
}

function endOfLine(code: string, offset: number): number {
  const end = code.indexOf('\n', offset);
  return end === -1 ? code.length : end;
}

/** Blanks and signs before a place share tokens with it, and may be what is to be changed: a comma, a dot. */
function behindWordBefore(code: string, offset: number): number {
  let from = offset;
  while (from > 0 && isPartOfWord(code.charAt(from - 1))) from--;
  while (from > 0 && code.charAt(from - 1) !== '\n' && !isPartOfWord(code.charAt(from - 1))) from--;
  return from;
}

function isPartOfWord(character: string): boolean {
  return /[\p{L}\p{N}_$]/u.test(character);
}

/** Models end statements by a semicolon, wherever they stand and whatever the file does. Behind a comment nothing ends. */
function withEndOf(text: string, original: string): string {
  if (/\s\/\/[^'"`]*$/.test(original)) return text;
  const end = /[;,]?\s*$/.exec(original)?.[0] ?? '';
  return text.replace(/[;,]?\s*$/, end);
}
