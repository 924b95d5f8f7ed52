// Asks for words about code: an explanation, or an answer to a question, with what was said before. Pure.
// Must not know editors, nor how an answer is shown.
import type { ChatMessage, FormPart } from '../../../engine/protocol/chatProtocol.ts';
import { withPlainLineEnds } from '../../base/lineEnds.ts';
import type { Guard } from './guard.ts';
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
/** Of each sentence: one that is longer is cut off. */
const maxSentenceTokens = 60;
const maxMembers = 8;
/** More are read in the code. */
const maxGuards = 3;

/** What an explanation has to name, by the syntax: a small model invents parameters, or leaves some out. */
export interface ExplainedDefinition {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly returnsValue: boolean;
  /** Where it ends early. */
  readonly guards: readonly Guard[];
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

/**
 * What it does, what goes in, what comes out, and when it ends early: names and conditions are given, sentences are the
 * model's. Asked for something to mind it says trifles, or what is not so (docs/BENCHMARKS.md).
 */
export function explainMessages(place: CodePlace, definition?: ExplainedDefinition): Prompt {
  if (definition === undefined) {
    const question =
      'Explain this code in at most three short sentences: what it does, what it needs, what results.';
    return explained(place, question, [sentences(3, '')]);
  }
  const { name, parameters, returnsValue, guards, members } = definition;
  const question = `Explain \`${name}\`: what it does, its ${members.length > 0 ? 'members' : 'parameters and its result'}. One short sentence for each.`;
  const listed = (title: string, names: readonly string[]): readonly FormPart[] =>
    names.length === 0
      ? []
      : [
          { text: `\n\n**${title}**\n` },
          ...names.flatMap((each) => [{ text: `\n- \`${each}\`:` }, sentences(1)]),
        ];
  return explained(place, question, [
    { text: `\`${name}\`` },
    sentences(2),
    ...listed('Takes', parameters),
    ...listed('Members', members.slice(0, maxMembers)),
    ...(returnsValue ? [{ text: '\n\n**Returns**' }, sentences(1)] : []),
    ...(guards.length === 0
      ? []
      : [{ text: `\n\n**Mind that** it ${guards.slice(0, maxGuards).map(guardWords).join(', and ')}.` }]),
  ]);
}

function guardWords({ ends, what, when }: Guard): string {
  const does =
    ends === 'returns' && what === '' ? 'ends at once' : `${ends} ${what && codeSpan(what)}`.trim();
  return `${does} when ${codeSpan(when)}`;
}

function codeSpan(code: string): string {
  return code.includes('`') ? `\`\` ${code} \`\`` : `\`${code}\``;
}

function sentences(maxSentences: number, startsWith = ' '): FormPart {
  return {
    hole: { stopTexts: ['\n'], startsWith, maxSentences, maxTokens: maxSentences * maxSentenceTokens },
  };
}

function explained(place: CodePlace, question: string, form: readonly FormPart[]): Prompt {
  const { messages } = askMessages({ ...place, question, earlier: [] });
  const tokens = form.map((part) => ('hole' in part ? part.hole.maxTokens : part.text.length));
  return {
    messages,
    form,
    endsAtRepeat: true,
    stopTexts: [],
    maxTokens: tokens.reduce((sum, count) => sum + count, 0),
  };
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
