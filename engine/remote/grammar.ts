// A grammar in llama.cpp's notation (GBNF) for texts that begin as forced. Pure. Must not know tokens.

/** Undefined where the bytes end inside a character, which no grammar of characters can say. */
export function startingWith(forced: Uint8Array): string | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(forced);
  } catch {
    return undefined;
  }
  return `root ::= "${Array.from(text, escaped).join('')}" .*`;
}

function escaped(character: string): string {
  if (/[\w .,;:()[\]{}<>=+*/!?&|'-]/.test(character)) return character;
  const point = character.codePointAt(0) ?? 0;
  if (point <= 0xff) return `\\x${point.toString(16).padStart(2, '0')}`;
  return `\\U${point.toString(16).padStart(8, '0')}`;
}
