// Tokenizing text so that no special token can come out of it, whatever a document contains. Pure.
// Must not know the binding; it is given the vocabulary's own tokenizer.

/**
 * llama.cpp leaves control tokens out when asked for plain text, but not "user defined" ones such as
 * `<tool_call>`. Where one comes out, its text is cut after the first character, which no such token survives.
 */
export function tokenizePlain(
  text: string,
  tokenize: (text: string) => number[],
  isText: (token: number) => boolean,
  specialTexts: readonly string[],
): number[] {
  const tokens = tokenize(text);
  if (tokens.every(isText)) return tokens;
  return splitInside(text, specialTexts).flatMap((part) => tokenize(part));
}

function splitInside(text: string, specialTexts: readonly string[]): string[] {
  let parts = [text];
  for (const special of specialTexts) {
    const head = special.slice(0, 1);
    const tail = special.slice(1);
    parts = parts.flatMap((part) => {
      const pieces = part.split(special);
      return pieces.flatMap((piece, index) => {
        const before = index === 0 ? '' : tail;
        const after = index === pieces.length - 1 ? '' : head;
        return before + piece + after;
      });
    });
  }
  return parts.filter((part) => part !== '');
}
