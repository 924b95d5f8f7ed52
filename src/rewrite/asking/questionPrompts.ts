// Asks for words about code: an explanation, or an answer to a question, with what was said before. Pure.
// Must not know editors, nor how an answer is shown.
import type { ChatMessage, FormPart } from '../../../engine/protocol/chatProtocol.ts';
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
/** An explanation of code that is no definition: four sentences. */
const maxExplanationTokens = 180;
const maxSentenceTokens = 60;
const maxMembers = 8;

/** What an explanation has to name, by the syntax: a small model invents parameters, or leaves some out. */
export interface ExplainedDefinition {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly returnsValue: boolean;
  /** Of a class. */
  readonly members: readonly string[];
}

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
  return { messages, stopTexts: [], endsAtRepeat: true, maxTokens };
}

/** What it does, what goes in, what comes out, and one thing to mind: names are given, sentences are the model's. */
export function explainMessages(place: CodePlace, definition?: ExplainedDefinition): Prompt {
  if (definition === undefined) {
    const question =
      'Explain this code in at most four short sentences: what it does, what it needs, what results, and one thing to mind.';
    return { ...askMessages({ ...place, question, earlier: [] }), maxTokens: maxExplanationTokens };
  }
  const { name, parameters, returnsValue, members } = definition;
  const question = `Explain \`${name}\`: what it does, its ${members.length > 0 ? 'members' : 'parameters and its result'}, and one thing to mind. One short sentence for each.`;
  const { messages } = askMessages({ ...place, question, earlier: [] });
  const sentence = { hole: { stopTexts: ['\n'], startsWith: ' ', maxTokens: maxSentenceTokens } };
  const listed = (title: string, names: readonly string[]): readonly FormPart[] =>
    names.length === 0
      ? []
      : [
          { text: `\n\n**${title}**\n` },
          ...names.flatMap((each) => [{ text: `\n- \`${each}\`:` }, sentence]),
        ];
  const form: readonly FormPart[] = [
    { text: `\`${name}\`` },
    sentence,
    ...listed('Takes', parameters),
    ...listed('Members', members.slice(0, maxMembers)),
    ...(returnsValue ? [{ text: '\n\n**Returns**' }, sentence] : []),
    { text: '\n\n**Mind that**' },
    sentence,
  ];
  const holes = form.filter((part) => 'hole' in part).length;
  return { messages, form, endsAtRepeat: true, stopTexts: [], maxTokens: (holes + 1) * maxSentenceTokens };
}

/** A question without any code about needs none. */
export function shownCode({ languageId, path, before, selection, after }: CodePlace): string {
  const code =
    selection.trim() === ''
      ? lastLines(before, shownCharacters / 2) + firstLines(after, shownCharacters / 4)
      : firstLines(selection, shownCharacters);
  if (code.trim() === '') return '';
  return `From ${path}:\n${fenced(languageId, withPlainLineEnds(code).trimEnd())}\n\n`;
}
