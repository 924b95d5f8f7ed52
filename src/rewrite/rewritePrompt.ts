// Asks for a selection to be rewritten after an instruction. Pure; shared by the editor, the command line and the bench.
// Must not know how the answer is cleaned or shown.
import { withPlainLineEnds } from '../context/lineEnds.ts';
import { dedent } from './indentation.ts';
import { type CodePlace, fenced, fenceFor, fenceName, type Prompt } from './prompt.ts';

export interface RewriteQuestion extends CodePlace {
  readonly instruction: string;
}

const system =
  'You are a careful programmer. You rewrite the code that you are given as the instruction says, change nothing else, and answer with the whole rewritten code in one code block.';

/** A rewrite is about as long as what it rewrites; documentation and tests are longer. */
const spareTokens = 300;
/** Dense code has two characters a token. */
const charactersPerToken = 2;

/**
 * What stays the same stands first, so that another instruction for the same selection finds its prompt in the KV
 * cache up to the instruction.
 */
export function rewriteMessages({ languageId, before, selection, instruction }: RewriteQuestion): Prompt {
  const code = selectedCode(before, selection);
  const fence = fenceFor(code);
  return {
    messages: [
      { role: 'system', text: system },
      {
        role: 'user',
        text: `${fenced(languageId, code)}\n\nInstruction: ${instruction.trim()}\n\nAnswer with the whole code above, rewritten.`,
      },
    ],
    answerStart: `${fence}${fenceName(languageId)}\n`,
    draftFrom: code,
    stopTexts: [`\n${fence}`],
    maxTokens: Math.ceil(code.length / charactersPerToken) + spareTokens,
  };
}

/** The selection as the model sees it: no shared indentation, `\n` line ends, no line end behind it. */
function selectedCode(before: string, selection: string): string {
  const lineBefore = before.slice(before.lastIndexOf('\n') + 1);
  return dedent(withPlainLineEnds(selection), lineBefore)
    .text.replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}
