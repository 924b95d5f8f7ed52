// Asks for new code at the cursor after an instruction, and cuts the answer to what is new. Pure.
// Must not know editors, nor how an answer is generated.
import { withPlainLineEnds } from '../../base/lineEnds.ts';
import { asNeighbours } from '../answers/neighbourStyle.ts';
import { endsBare, withoutEndingSemicolons } from '../answers/statementEnds.ts';
import { commentIn } from './lineComment.ts';
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
    answerStart: `${fence}${fenceName(languageId)}\n${startOfAnswer(repeated, languageId, instruction)}`,
    stopTexts: [`\n${fence}`, mark, ...(next === undefined ? [] : [`\n${next}`])],
    maxTokens,
  };
}

/**
 * What stands before the cursor, and on a line of its own the instruction as a comment: behind a closing brace alone
 * the model takes the file for complete and writes nothing.
 */
function startOfAnswer(repeated: string, languageId: string, instruction: string): string {
  const blanks = indentationAtEnd(repeated);
  // Blanks at the end belong to the token that comes next.
  const code = repeated.slice(0, repeated.length - blanks.length);
  const isOwnLine = code === '' || code.endsWith('\n');
  const comment = commentIn(languageId, instruction.trim().replaceAll(/\s+/g, ' '));
  return isOwnLine && comment !== undefined ? `${repeated}${comment}\n` : code;
}

function indentationAtEnd(text: string): string {
  return /[ \t]*$/.exec(text)?.[0] ?? '';
}

/** The text to insert at the cursor, with the document's line ends; empty when there is none. */
export function cleanWriteHere(
  answer: string,
  { languageId, before, after }: Pick<CodePlace, 'languageId' | 'before' | 'after'>,
  isComplete: boolean,
): string {
  const lines = withPlainLineEnds(answer).split('\n');
  const fence = lines.findIndex((line) => /^\s*`{3,}\w*\s*$/.test(line));
  const code = (fence === -1 ? lines : lines.slice(0, fence)).join('\n');
  const plain = withoutStrayEnds(code.trimEnd());
  // Blanks that the cursor stands behind come again, because the model was not shown them.
  const own = indentationAtEnd(before) === '' ? plain : plain.replace(/^[ \t]+/, '');
  const around = { languageId, before: withPlainLineEnds(before), after: withPlainLineEnds(after) };
  const ended = endsBare({ ...around, selection: '' }) ? withoutEndingSemicolons(own) : own;
  const text = asNeighbours(ended, around, isComplete);
  return before.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}

/** Closing brackets that nothing in the text opens end what stands around it, and stand there already. */
function withoutStrayEnds(text: string): string {
  const count = (brackets: RegExp) => text.match(brackets)?.length ?? 0;
  const lastLine = /\n[ \t]*[)\]}]+[;,]?$/.exec(text)?.[0];
  const isStray = lastLine !== undefined && count(/[)\]}]/g) > count(/[([{]/g);
  return isStray ? withoutStrayEnds(text.slice(0, -lastLine.length).trimEnd()) : text;
}
