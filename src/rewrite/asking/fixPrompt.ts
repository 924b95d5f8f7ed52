// What is asked for so that a problem that a tool reports is gone. Pure. Must not know prompts.

export interface Problem {
  readonly message: string;
  /** What reports it, such as `ts` or `pylint`. */
  readonly source?: string | undefined;
  /** The line of the document that it is reported at. */
  readonly lineText: string;
}

/** Without the lines above: beside an example, a small model writes them again (2 of 8 problems solved, not 5). */
export function fixInstruction({ message, source, lineText }: Problem): string {
  const by = source === undefined ? '' : ` (${source})`;
  return [`fix this problem${by}: ${message.trim()}`, `It is reported at the line: ${lineText.trim()}`].join(
    '\n',
  );
}
