// The indentation of a selection and of what replaces it. Pure; texts have `\n` line ends.
// Must not know prompts nor editors.

export interface Dedented {
  /** Without the indentation that all of its lines share. */
  readonly text: string;
  /** What was taken from each line. */
  readonly indentation: string;
  /** What of it stands before the selection, in its first line. */
  readonly firstLineHas: string;
}

/** @param lineBefore what stands left of the selection in its first line */
export function dedent(selection: string, lineBefore: string): Dedented {
  const isAtIndentation = lineBefore.trim() === '';
  const firstLineHas = isAtIndentation ? lineBefore : '';
  const lines = (firstLineHas + selection).split('\n');
  // The first line says nothing when code stands before it.
  const indented = (isAtIndentation ? lines : lines.slice(1)).filter((line) => line.trim() !== '');
  const indentation = commonStart(indented.map(indentationOf));
  const text = lines
    .map((line, index) =>
      index === 0 && !isAtIndentation
        ? line
        : line.slice(commonStart([indentationOf(line), indentation]).length),
    )
    .join('\n');
  return { text, indentation, firstLineHas: firstLineHas.slice(0, indentation.length) };
}

/** Puts dedented text back to its place. Its first lines come from the first lines of `text` alone. */
export function indent(
  text: string,
  { indentation, firstLineHas }: Omit<Dedented, 'text'>,
  isAtIndentation: boolean,
): string {
  return text
    .split('\n')
    .map((line, index) => {
      if (index === 0) return isAtIndentation ? indentation.slice(firstLineHas.length) + line : line;
      return line === '' ? line : indentation + line;
    })
    .join('\n');
}

export function indentationOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function commonStart(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
