// Whether a document is as sound with a change as it was without. Must not know how the change came about.
import { errorNodeCount } from '../../context/syntax/errorNodes.ts';
import type { Grammar } from '../../context/syntax/grammars.ts';
import { misplacedDeclarationCount } from '../../context/syntax/misplacedDeclarations.ts';
import { isParsable } from '../../context/syntax/syntaxTree.ts';
import type { CodePlace } from '../asking/prompt.ts';

/** Asked for by hand: a large file may take a moment, once. */
export const parseDeadlineMs = 500;

/** No more errors in the syntax than before, and none that its grammar overlooks; true where the syntax is not known or takes too long. */
export function parsesWhereItStands(
  { languageId, before, selection, after }: CodePlace,
  text: string,
  grammar: Grammar | undefined,
): boolean {
  if (/^jsonc?$/.test(languageId))
    return isJson(before + text + after) || !isJson(before + selection + after);
  const now = errorCount(before + text + after, grammar);
  if (now === 0) return true;
  const earlier = errorCount(before + selection + after, grammar);
  return earlier === undefined || (now !== undefined && now <= earlier);
}

/** Likewise, with fewer errors than before where there were some. */
export function mendsWhereItStands(place: CodePlace, text: string, grammar: Grammar | undefined): boolean {
  const { before, selection, after } = place;
  const earlier = errorCount(before + selection + after, grammar) ?? 0;
  const now = errorCount(before + text + after, grammar) ?? 0;
  return (earlier === 0 || now < earlier) && parsesWhereItStands(place, text, grammar);
}

function errorCount(text: string, grammar: Grammar | undefined): number | undefined {
  if (grammar === undefined || !isParsable(text)) return undefined;
  const tree = grammar.parse(text, undefined, parseDeadlineMs);
  if (tree === undefined) return undefined;
  const count = errorNodeCount(tree) + misplacedDeclarationCount(tree);
  tree.delete();
  return count;
}

/** With comments and commas behind the last element, as editors allow them. */
export function isJson(text: string): boolean {
  const plain = text.replaceAll(
    /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, string?: string) => string ?? ' ',
  );
  const strict = plain.replaceAll(
    /("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g,
    (_, string?: string) => string ?? '',
  );
  try {
    JSON.parse(strict);
    return true;
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
