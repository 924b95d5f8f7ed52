// Where a text may be cut, and its line ends as the model sees them. Pure; offsets are UTF-16 units.

/** Line ends of a window are `\n` only, whatever the document has. */
export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Documents have one kind of line end; the first one tells. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

/** The offset, or the next one before it that splits neither a surrogate pair nor a CRLF. */
export function cutAtOrBefore(text: string, offset: number): number {
  return splitsPair(text, offset) ? offset - 1 : offset;
}

export function cutAtOrAfter(text: string, offset: number): number {
  return splitsPair(text, offset) ? offset + 1 : offset;
}

function splitsPair(text: string, offset: number): boolean {
  if (text[offset - 1] === '\r' && text[offset] === '\n') return true;
  return isBetween(text.charCodeAt(offset - 1), 0xd800) && isBetween(text.charCodeAt(offset), 0xdc00);
}

/** High surrogates are 0xD800–0xDBFF, low ones 0xDC00–0xDFFF. */
function isBetween(unit: number, first: number): boolean {
  return unit >= first && unit < first + 0x400;
}
