// Bodies alone are written anew: heads and what stands around definitions is forced. Pure.
// Must not know prompts, nor what the instruction is beyond names of definitions in it.
import type { FilledHole } from '../../../engine/protocol/chatProtocol.ts';
import type { TextRange } from '../../base/ranges.ts';
import { indentationOf } from '../../base/sharedIndentation.ts';
import { mostTokensOf } from '../asking/codeTokens.ts';
import type { CodeFacts, Definition } from './codeFacts.ts';
import type { Form, FormPiece } from './form.ts';

export interface BodyFormOptions {
  /** Behind which the answer ends. */
  readonly stopText: string;
  readonly spareTokens: number;
  readonly headOf?: (definition: Definition, head: string) => string;
}

/** The definitions whose bodies are written: that which the code consists of, or those that the instruction names. */
export function writtenDefinitions(facts: CodeFacts, instruction: string): readonly Definition[] | undefined {
  const functions = facts.definitions.filter(({ kind }) => kind === 'function');
  const named = functions.filter(({ name }) => name !== undefined && hasWord(instruction, name));
  const [only] = named;
  if (named.length === 1 && only?.isBlock === true && !named.some(({ depth }) => depth > 1)) return named;
  return facts.only === undefined ? undefined : [facts.only];
}

function hasWord(text: string, word: string): boolean {
  return text.split(/[^\p{L}\p{N}_$]+/u).includes(word);
}

/** Undefined where a body has lines that stand further left than it does. */
export function bodyForm(
  { code }: CodeFacts,
  definitions: readonly Definition[],
  { stopText, spareTokens, headOf = (_, head) => head }: BodyFormOptions,
): Form | undefined {
  const pieces: FormPiece[] = [];
  let from = 0;
  for (const definition of definitions) {
    const { body, startOffset } = definition;
    const text = code.slice(body.startOffset, body.endOffset);
    const head = headOf(definition, code.slice(startOffset, body.startOffset));
    pieces.push(code.slice(from, startOffset) + head);
    from = body.endOffset;
    if (!definition.isBlock) {
      const isLast = code.slice(body.endOffset).trim().length <= 2;
      if (!isLast || definitions.length > 1) return undefined;
      pieces.push(openBody(code.slice(body.startOffset), stopText, spareTokens));
      return { pieces };
    }
    const lineEnd = /^[ \t]*\n/.exec(text)?.[0];
    const columns = columnsIn(code, definition);
    if (lineEnd === undefined || isLeftOf(text, columns + 1)) return undefined;
    const closing = /\s*$/.exec(text)?.[0] ?? '';
    const rest = text.slice(lineEnd.length);
    pieces.push(lineEnd);
    pieces.push({
      hole: {
        stopTexts: [stopText],
        indentedBy: columns + 1,
        draftFrom: rest,
        maxTokens: mostTokensOf(rest) + spareTokens,
      },
      put: (filled) => (isFinished(filled) ? bodyText(filled, rest) : wholeOf(filled, rest)) + closing,
    });
  }
  pieces.push(code.slice(from));
  return { pieces };
}

/** A body in one line: its end is part of what is written. */
function openBody(rest: string, stopText: string, spareTokens: number): FormPiece {
  return {
    hole: {
      stopTexts: [stopText],
      draftFrom: rest,
      maxTokens: mostTokensOf(rest) + spareTokens,
    },
    put: (filled) => (isFinished(filled) ? filled.text : rest).trimEnd(),
  };
}

export function isFinished({ finishReason }: FilledHole): boolean {
  return finishReason === 'stopText' || finishReason === 'endOfText';
}

/**
 * Of a body that came to no end: its lines up to the last one that the original has too, and from there the original.
 * All of the original where there is none.
 */
function wholeOf(filled: FilledHole, original: string): string {
  const lines = bodyText(filled, original).split('\n').slice(0, -1);
  const originalLines = original.trimEnd().split('\n');
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at]?.trim() ?? '';
    const places = originalLines.flatMap((other, row) => (other.trim() === line ? [row] : []));
    const [row] = places;
    if (places.length === 1 && row !== undefined && /\w\W*\w/.test(line))
      return [...lines.slice(0, at + 1), ...originalLines.slice(row + 1)].join('\n');
  }
  return originalLines.join('\n');
}

/** At the indentation that the original has. */
function bodyText({ text }: FilledHole, original: string): string {
  const lines = text
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
    .split('\n');
  const wanted = indentationOf(original.replace(/^(?:[ \t]*\n)+/, ''));
  const has = indentationOf(lines[0] ?? '');
  if (has === wanted || wanted === '' || has === '') return lines.join('\n');
  return lines.map((line) => (line.startsWith(has) ? wanted + line.slice(has.length) : line)).join('\n');
}

function columnsIn(code: string, { startOffset }: TextRange): number {
  const lineStart = code.lastIndexOf('\n', startOffset - 1) + 1;
  return indentationOf(code.slice(lineStart)).length;
}

function isLeftOf(text: string, columns: number): boolean {
  return text
    .split('\n')
    .slice(1)
    .some((line) => line.trim() !== '' && indentationOf(line).length < columns);
}
