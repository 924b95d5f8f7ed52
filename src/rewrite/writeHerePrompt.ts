// Asks for new code at the cursor after an instruction, and cuts the answer to what is new. Pure.
// Must not know editors, nor how an answer is generated.
import { withPlainLineEnds } from '../context/lineEnds.ts';
import { type CodePlace, fenced, fenceFor, fenceName, firstLines, lastLines, type Prompt } from './prompt.ts';

export interface WriteHereQuestion extends Omit<CodePlace, 'selection'> {
  readonly instruction: string;
}

const system =
  'You are a careful programmer. You write the code that is asked for, at the marked place of a file, and nothing else.';
const mark = '/* HERE */';
const charactersBefore = 1800;
const charactersAfter = 600;
/** What the answer is made to begin with ends at the cursor, so that the answer goes on from there. */
const charactersRepeated = 500;
const maxTokens = 512;

export function writeHereMessages({
  languageId,
  path,
  before,
  after,
  instruction,
}: WriteHereQuestion): Prompt {
  const above = lastLines(before, charactersBefore);
  const below = firstLines(after, charactersAfter);
  const repeated = lastLines(above, charactersRepeated);
  const fence = fenceFor(above + below);
  const next = below.split('\n').find((line) => line.trim().length > 2);
  return {
    messages: [
      { role: 'system', text: system },
      {
        role: 'user',
        text: `${path}:\n${fenced(languageId, above + mark + below)}\n\nAt ${mark}: ${instruction.trim()}\n\nWrite only the code that goes there.`,
      },
    ],
    // Blanks at the end belong to the token that comes next.
    answerStart: `${fence}${fenceName(languageId)}\n${repeated.replace(/[ \t]+$/, '')}`,
    stopTexts: [`\n${fence}`, mark, ...(next === undefined ? [] : [`\n${next}`])],
    maxTokens,
  };
}

/** The text to insert at the cursor, with the document's line ends; empty when there is none. */
export function cleanWriteHere(answer: string, { before }: Pick<CodePlace, 'before'>): string {
  const plain = withPlainLineEnds(answer).trimEnd();
  const blanks = /[ \t]*$/.exec(before)?.[0] ?? '';
  // Blanks that the cursor stands behind come again, because the model was not shown them.
  const text = blanks === '' ? plain : plain.replace(/^[ \t]+/, '');
  return before.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}
