// What is asked for so that a problem that a tool reports is gone. Pure. Must not know prompts.

import type { TextRange } from '../../base/ranges.ts';

export interface Problem {
  readonly message: string;
  /** What reports it, such as `ts` or `pylint`. */
  readonly source?: string | undefined;
  /** The line of the document that it is reported at. */
  readonly lineText: string;
  /** Where in the document it is reported. */
  readonly range: TextRange;
}

/** Whether it is about blanks, or what ends a line: what is the same but for those is a change too. */
export function isAboutSetting({ message }: Pick<Problem, 'message'>): boolean {
  return (
    /["'`‘“][;,]["'`’”]/.test(message) ||
    /\bsemi-?colons?\b|\bcommas?\b(?! operator)|\b(?:un)?indent|\b(?:white-?space|spaces?|tabs?|new ?lines?|line breaks?|blank lines?)\b/i.test(
      message.replaceAll(quoted, ''),
    )
  );
}

/** Names, mostly. */
const quoted = /(?<!\p{L})["'`‘“][^"'`‘“’”\n]*["'`’”]/gu;

/** Without the lines above: beside an example, a small model writes them again (2 of 8 problems solved, not 5). */
export function fixInstruction({ message, source, lineText }: Problem): string {
  const by = source === undefined ? '' : ` (${source})`;
  return [`fix this problem${by}: ${message.trim()}`, `It is reported at the line: ${lineText.trim()}`].join(
    '\n',
  );
}
