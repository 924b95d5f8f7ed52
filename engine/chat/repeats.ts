// Lines and sentences that an answer in words has had already. Pure. Must not know tokens.

/** Shorter ones come again in good answers: "Yes.", a heading, a list's mark. */
const minCharacters = 16;

interface Unit {
  readonly startOffset: number;
  readonly words: string;
  readonly isComplete: boolean;
}

/** Where the answer begins to repeat itself; undefined while it does not. */
export function repeatedFrom(text: string): number | undefined {
  const seen = new Set<string>();
  for (const { startOffset, words, isComplete } of unitsOf(text)) {
    if (words.length < minCharacters || !isComplete) continue;
    if (seen.has(words)) return startOffset;
    seen.add(words);
  }
  return undefined;
}

/** How much of the answer is certain: its last sentence may become one that it has had. */
export function lengthBeforeRepeat(text: string): number {
  const units = unitsOf(text);
  const last = units.at(-1);
  if (last === undefined || last.isComplete) return text.length;
  if (last.words === '') return last.startOffset;
  const mayRepeat = units.slice(0, -1).some(({ words }) => words.startsWith(last.words));
  return mayRepeat ? last.startOffset : text.length;
}

/** Lines outside of code blocks, divided into sentences. */
function unitsOf(text: string): readonly Unit[] {
  const units: Unit[] = [];
  let isCode = false;
  let lineStart = 0;
  for (const line of text.split('\n')) {
    const isWhole = lineStart + line.length < text.length;
    if (/^\s*(?:`{3,}|~{3,})/.test(line)) isCode = !isCode;
    else if (!isCode) {
      for (const { 0: sentence, index } of line.matchAll(/.+?(?:[.!?](?= )|[。！？]|$)/g)) {
        const isComplete = isWhole || index + sentence.length < line.length;
        units.push({ startOffset: lineStart + index, words: wordsOf(sentence), isComplete });
      }
    }
    lineStart += line.length + 1;
  }
  return units;
}

/** Without the mark or number of a list. */
function wordsOf(sentence: string): string {
  return sentence
    .replace(/^\s*(?:[-*+]|\d+[.)])?\s+/, '')
    .replaceAll(/[*_`]/g, '')
    .trim()
    .toLowerCase();
}
