// What a prompt to the model is made of, and the pieces that several kinds share. Pure.
// Must not know editors, nor how an answer is generated.
import type { ChatMessage, FormPart } from '../../../engine/protocol/chatProtocol.ts';
import { withPlainLineEnds } from '../../base/lineEnds.ts';

/** All of a generate request that follows from what is asked. */
export interface Prompt {
  readonly messages: readonly ChatMessage[];
  /** The answer is made to begin with it; no part of what comes back. */
  readonly answerStart?: string;
  /** What the answer mostly repeats. */
  readonly draftFrom?: string;
  /** The answer in parts, some of them given. */
  readonly form?: readonly FormPart[];
  readonly stopTexts: readonly string[];
  /** The answer is in words and ends where it begins to repeat itself. */
  readonly endsAtRepeat?: boolean;
  readonly maxTokens: number;
}

/** A place in a file and the text around it, with whatever line ends the file has. */
export interface CodePlace {
  readonly languageId: string;
  /** Relative to the workspace: a hint, nothing more. */
  readonly path: string;
  /** All of the file before the selection or the cursor. */
  readonly before: string;
  /** Empty for a cursor. */
  readonly selection: string;
  readonly after: string;
}

/** How fences name languages where that is not the editor's id. */
const fenceNames: Readonly<Record<string, string>> = {
  typescriptreact: 'tsx',
  javascriptreact: 'jsx',
  shellscript: 'bash',
  plaintext: '',
};

export function fenceName(languageId: string): string {
  return fenceNames[languageId] ?? languageId;
}

/** A fence longer than any in the code, so that code with fences in it does not end the block. */
export function fenceFor(code: string): string {
  const longest = Math.max(0, ...Array.from(code.matchAll(/`{3,}/g), ([ticks]) => ticks.length));
  return '`'.repeat(Math.max(3, longest + 1));
}

export function fenced(languageId: string, code: string): string {
  const fence = fenceFor(code);
  return `${fence}${fenceName(languageId)}\n${code}\n${fence}`;
}

/** The last whole lines of a text that fit, with `\n` line ends; an unfinished last line counts. */
export function lastLines(text: string, maxCharacters: number): string {
  const plain = withPlainLineEnds(text.slice(-2 * maxCharacters));
  if (plain.length <= maxCharacters) return text.length > 2 * maxCharacters ? fromNextLine(plain) : plain;
  return fromNextLine(plain.slice(plain.length - maxCharacters));
}

/** The first whole lines of a text that fit. */
export function firstLines(text: string, maxCharacters: number): string {
  const plain = withPlainLineEnds(text.slice(0, 2 * maxCharacters));
  if (plain.length <= maxCharacters && text.length <= 2 * maxCharacters) return plain;
  const cut = plain.slice(0, maxCharacters);
  return cut.slice(0, cut.lastIndexOf('\n') + 1);
}

function fromNextLine(text: string): string {
  return text.slice(text.indexOf('\n') + 1);
}
