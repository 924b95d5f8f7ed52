// Asks for a selection to be rewritten after an instruction. Pure; shared by the editor, the command line and the bench.
// Must not know how the answer is cleaned or shown.
import { withPlainLineEnds } from '../../base/lineEnds.ts';
import { dedent } from '../../base/sharedIndentation.ts';
import { mostTokensOf } from './codeTokens.ts';
import { type CodePlace, fenced, fenceFor, fenceName, type Prompt } from './prompt.ts';
import { exampleFor } from './rewriteExamples.ts';

export interface RewriteQuestion extends CodePlace {
  readonly instruction: string;
}

const system =
  'You are a careful programmer. You rewrite the code that you are given as the instruction says, change nothing else, and answer with the whole rewritten code in one code block.';

/** A rewrite is about as long as what it rewrites; documentation and tests are longer. */
const spareTokens = 300;

/** A prompt and what its answer ends with. */
export interface AskedRewrite {
  readonly prompt: Prompt;
  readonly stopText: string;
}

export function rewriteMessages({ languageId, before, selection, instruction }: RewriteQuestion): Prompt {
  return rewritePrompt(languageId, selectedCode(before, selection), instruction).prompt;
}

/** The code, then what to do with it: the other order, and a demand after both, did worse. */
export function rewritePrompt(languageId: string, code: string, instruction: string): AskedRewrite {
  const fence = fenceFor(code);
  const example = exampleFor(instruction, languageId, code);
  const stopText = `\n${fence}`;
  const prompt = {
    messages: [
      { role: 'system' as const, text: system },
      { role: 'user' as const, text: request(example.languageId, example.before, example.instruction) },
      { role: 'assistant' as const, text: fenced(example.languageId, example.after) },
      { role: 'user' as const, text: request(languageId, code, asSentence(instruction)) },
    ],
    answerStart: `${fence}${fenceName(languageId)}\n`,
    draftFrom: code,
    stopTexts: [stopText],
    maxTokens: mostTokensOf(code) + spareTokens,
  };
  return { prompt, stopText };
}

function request(languageId: string, code: string, instruction: string): string {
  return `${fenced(languageId, code)}\n\n${instruction}`;
}

/** As the example has it: people type "add types". */
function asSentence(instruction: string): string {
  const text = instruction.trim();
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[\p{L}\p{N}]$/u.test(text) ? '.' : '');
}

/** The selection as the model sees it: no shared indentation, `\n` line ends, no line end behind it. */
export function selectedCode(before: string, selection: string): string {
  const lineBefore = before.slice(before.lastIndexOf('\n') + 1);
  return dedent(withPlainLineEnds(selection), lineBefore)
    .text.replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}
