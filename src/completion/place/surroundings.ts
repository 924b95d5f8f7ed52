// The text around a cursor as clean-up, gate and stop rules see it. Pure.
// Must not know windows, engines or what is made of it.

/** The text around the cursor; `before` and `after` have the document's own line ends. */
export interface Surroundings {
  readonly lineBefore: string;
  readonly lineAfter: string;
  readonly previousLine: string;
  /** The next line that is not blank. */
  readonly nextLine: string;
  /** The text left of the cursor as far as it is looked at, which is some hundred lines. */
  readonly before: string;
  readonly isWholeBefore: boolean;
  /** The text right of the cursor, some dozen lines. */
  readonly after: string;
}

export interface Indentation {
  readonly insertSpaces: boolean;
  /** Columns of one level. */
  readonly tabSize: number;
}

/** What the editor says of the document; what it does not say is left as the model wrote it. */
export interface Editing {
  readonly languageId?: string;
  readonly indentation?: Indentation | undefined;
}

export interface CleanSuggestion {
  readonly text: string;
  /** Characters right of the cursor that `text` contains in their order and takes the place of. */
  readonly replacedLength: number;
}

/** The lines around the cursor, without their line ends. */
export function surroundings(text: string, offset: number, afterOffset = offset): Surroundings {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = endOfLine(text, afterOffset);
  const previousStart = lineStart === 0 ? 0 : text.lastIndexOf('\n', lineStart - 2) + 1;
  const nextStart = startOfNextText(text, lineEnd);
  return {
    lineBefore: offset === 0 ? '' : text.slice(lineStart, offset),
    lineAfter: text.slice(afterOffset, lineEnd).replace(/\r$/, ''),
    previousLine: lineStart === 0 ? '' : text.slice(previousStart, lineStart - 1).replace(/\r$/, ''),
    nextLine: text.slice(nextStart, endOfLine(text, nextStart)).replace(/\r$/, ''),
    before: text.slice(Math.max(0, offset - charactersLookedAt), offset),
    isWholeBefore: offset <= charactersLookedAt,
    after: text.slice(afterOffset, afterOffset + charactersLookedAtBelow),
  };
}

/** A few hundred lines: enough for the brackets that are open at the cursor, and read in a part of a millisecond. */
const charactersLookedAt = 6000;
/** Where a block that is written again may stand. */
const charactersLookedAtBelow = 1500;

const maxBlankLines = 5;

/** Start of the first line below that is not blank, looking a few lines ahead. */
function startOfNextText(text: string, lineEnd: number): number {
  let start = Math.min(lineEnd + 1, text.length);
  for (let skipped = 0; skipped < maxBlankLines; skipped++) {
    const end = endOfLine(text, start);
    if (end === text.length || text.slice(start, end).trim() !== '') break;
    start = end + 1;
  }
  return start;
}

function endOfLine(text: string, offset: number): number {
  const lineEnd = text.indexOf('\n', offset);
  return lineEnd === -1 ? text.length : lineEnd;
}
