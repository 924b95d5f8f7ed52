// Comments in another language: the model writes each line of a comment anew, and no code at all. Pure.
// Must not know prompts.
import type { CodeFacts } from './codeFacts.ts';
import { type Form, type FormPiece, oneLine } from './form.ts';

const spareTokens = 24;

/** Without holes where there are no words in comments. */
export function translateForm({ code, comments }: CodeFacts): Form {
  const pieces: FormPiece[] = [];
  let from = 0;
  for (const { startOffset, endOffset } of comments) {
    if (startOffset < from) continue;
    for (const { 0: line, index } of code.slice(startOffset, endOffset).matchAll(/[^\n]+/g)) {
      const words = wordsIn(line);
      if (words === undefined) continue;
      const at = startOffset + index + words.index;
      pieces.push(code.slice(from, at).trimEnd());
      const blank = /\s*$/.exec(code.slice(from, at))?.[0] ?? '';
      pieces.push(wordsHole(blank, words.text));
      from = at + words.text.length;
    }
  }
  pieces.push(code.slice(from));
  return { pieces };
}

/** What of a comment's line is words: behind its marks, and tags with the names that they are about. */
function wordsIn(line: string): { readonly text: string; readonly index: number } | undefined {
  const lead =
    /^[ \t]*(?:\/\*+|\/\/[/!]?|\*(?!\/)|#+!?|--|<!--|[rRuU]?(?:"""|'''))?[ \t]*(?:@(?:param|arg|throws?|property)[ \t]+(?:\{[^}]*\}[ \t]+)?\S+[ \t]*|@\w+[ \t]*|<\/?\w[^>]*>[ \t]*|:\w+(?: \w+)?:[ \t]*)?(?:-[ \t]+)?/.exec(
      line,
    )?.[0] ?? '';
  const text = line.slice(lead.length).replace(/\s*(?:\*+\/|-->|"""|'''|<\/\w+>)?\s*$/, '');
  return /\p{L}{2}/u.test(text) ? { text, index: lead.length } : undefined;
}

function wordsHole(blank: string, original: string): FormPiece {
  return {
    hole: {
      stopTexts: ['\n', ' */', '*/', '-->', '"""', "'''", '</'],
      startsWith: blank === '' ? '' : ' ',
      draftFrom: ` ${original}`,
      maxTokens: original.length + spareTokens,
    },
    put: (filled) => {
      const isWhole = filled.finishReason === 'stopText' || filled.finishReason === 'endOfText';
      const words = oneLine(filled);
      return blank + (isWhole && words !== '' ? words : original);
    },
  };
}
