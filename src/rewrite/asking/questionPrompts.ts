// Asks for words about code: an explanation, or an answer to a question, with what was said before. Pure.
// Must not know editors, nor how an answer is shown.
import type { ChatMessage } from '../../../engine/protocol/chatProtocol.ts';
import { withPlainLineEnds } from '../../base/lineEnds.ts';
import { type CodePlace, fenced, firstLines, lastLines, type Prompt } from './prompt.ts';

export interface AskQuestion extends CodePlace {
  readonly question: string;
  /** What was asked and answered before, oldest first. */
  readonly earlier: readonly { readonly question: string; readonly answer: string }[];
}

const system =
  'You are a helpful programming assistant. You answer in short, clear Markdown, and say so when you do not know.';
/** Some 1,500 tokens: what is shown of a selection, or of the code around a cursor. */
export const shownCharacters = 5000;
const maxTokens = 700;

/** The code stands in the first message, so that a later question finds all before it in the KV cache. */
export function askMessages({ question, earlier, ...place }: AskQuestion): Prompt {
  const [first, ...others] = [...earlier.map((turn) => turn.question), question];
  const messages: ChatMessage[] = [
    { role: 'system', text: system },
    { role: 'user', text: `${shownCode(place)}${first?.trim() ?? ''}` },
  ];
  for (const [index, { answer }] of earlier.entries()) {
    messages.push({ role: 'assistant', text: answer }, { role: 'user', text: others[index]?.trim() ?? '' });
  }
  return { messages, stopTexts: [], maxTokens };
}

export function explainMessages(place: CodePlace): Prompt {
  const question =
    'Explain what this code does: first one sentence on its purpose, then how it works in a few points, then anything surprising.';
  return askMessages({ ...place, question, earlier: [] });
}

/** A question without any code about needs none. */
function shownCode({ languageId, path, before, selection, after }: CodePlace): string {
  const code =
    selection.trim() === ''
      ? lastLines(before, shownCharacters / 2) + firstLines(after, shownCharacters / 4)
      : firstLines(selection, shownCharacters);
  if (code.trim() === '') return '';
  return `From ${path}:\n${fenced(languageId, withPlainLineEnds(code).trimEnd())}\n\n`;
}
