// What a cursor means in languages of rules, sections and nested data: the rule, section, element or property around it,
// by their text, since no grammar of theirs is at hand. Pure. Must not know editors or what is asked.
import type { TextRange } from '../../base/ranges.ts';
import { indentationOf } from '../../base/sharedIndentation.ts';

/** More lines than this are no unit but a document. */
const maxLines = 40;

type FindUnit = (text: string, offset: number) => TextRange | undefined;

const finders: Readonly<Record<string, FindUnit | undefined>> = {
  css: ruleAt,
  scss: ruleAt,
  less: ruleAt,
  json: propertyAt,
  jsonc: propertyAt,
  yaml: indentedAt,
  html: indentedAt,
  xml: indentedAt,
  vue: indentedAt,
  svelte: indentedAt,
  markdown: sectionAt,
};

/** Undefined where the language is another one, or nothing around the cursor is a unit. */
export function nearestUnit(languageId: string, text: string, offset: number): TextRange | undefined {
  const find = Object.hasOwn(finders, languageId) ? finders[languageId] : undefined;
  return find?.(text, offset);
}

/** From the selectors to the closing brace, with the comment above; the innermost that holds the offset. */
function ruleAt(text: string, offset: number): TextRange | undefined {
  const open: number[] = [];
  let start = 0;
  let found: TextRange | undefined;
  const token = /\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|#\{[^}]*\}|[{};]/g;
  for (const { 0: mark, index } of text.matchAll(token)) {
    if (mark === '{') open.push(start);
    if (mark === '}') {
      const from = open.pop();
      const range = from === undefined ? undefined : inside(text, from, index + 1);
      if (range !== undefined && holds(range, offset)) found ??= range;
    }
    if (mark === '{' || mark === '}' || mark === ';') start = index + 1;
  }
  return found;
}

/** A property with its object or list; all of it where that is short. */
function propertyAt(text: string, offset: number): TextRange | undefined {
  const open: number[] = [];
  let found: TextRange | undefined;
  for (const { 0: mark, index } of text.matchAll(
    /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[[\]{}]/g,
  )) {
    if (mark === '{' || mark === '[') open.push(index);
    if (mark !== '}' && mark !== ']') continue;
    const from = open.pop();
    if (from === undefined) continue;
    const range = inside(text, text.lastIndexOf('\n', from) + 1, index + 1);
    const isLong = linesIn(text, range) > 1;
    if (isLong && holds(range, offset)) found ??= range;
  }
  return found === undefined || linesIn(text, found) <= maxLines ? found : lineAt(text, offset);
}

/** The line with what is indented below it, or that of which it is a part; a closing tag belongs to it. */
function indentedAt(text: string, offset: number): TextRange | undefined {
  const lines = text.split('\n');
  const row = text.slice(0, offset).split('\n').length - 1;
  if (columnsOf(lines[row]) === undefined) return undefined;
  const whole = blockOf(lines, row);
  const parent = whole.end - whole.start > 1 ? whole : blockOf(lines, parentOf(lines, row) ?? row);
  const block = parent.end - parent.start <= maxLines ? parent : whole;
  const startOffset = lines.slice(0, block.start).join('\n').length + (block.start === 0 ? 0 : 1);
  return inside(text, startOffset, startOffset + lines.slice(block.start, block.end).join('\n').length);
}

function blockOf(lines: readonly string[], start: number): { readonly start: number; readonly end: number } {
  const columns = columnsOf(lines[start]) ?? 0;
  let end = start + 1;
  for (let at = start + 1; at < lines.length; at++) {
    const here = columnsOf(lines[at]);
    if (here === undefined) continue;
    if (here < columns || (here === columns && !/^\s*(?:<\/|\/?>|\S*\/>)/.test(lines[at] ?? ''))) break;
    end = at + 1;
    if (here === columns && /^\s*<\//.test(lines[at] ?? '')) break;
  }
  return { start, end };
}

function parentOf(lines: readonly string[], row: number): number | undefined {
  const columns = columnsOf(lines[row]) ?? 0;
  for (let at = row - 1; at >= 0; at--) {
    const here = columnsOf(lines[at]);
    if (here !== undefined && here < columns) return at;
  }
  return undefined;
}

/** The first column of a line's text; undefined for blank lines. */
function columnsOf(line = ''): number | undefined {
  return line.trim() === '' ? undefined : indentationOf(line).length;
}

/** From its heading to before the next one. Headings in code blocks are none. */
function sectionAt(text: string, offset: number): TextRange | undefined {
  let isCode = false;
  let at = 0;
  let start = 0;
  for (const line of text.split('\n')) {
    if (/^\s*(?:`{3,}|~{3,})/.test(line)) isCode = !isCode;
    if (!isCode && /^#{1,6}\s/.test(line) && at > 0) {
      if (at > offset) return nonBlank(text, start, at);
      start = at;
    }
    at += line.length + 1;
  }
  return nonBlank(text, start, text.length);
}

function nonBlank(text: string, start: number, end: number): TextRange | undefined {
  return text.slice(start, end).trim() === '' ? undefined : inside(text, start, end);
}

function lineAt(text: string, offset: number): TextRange {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return inside(text, start, end === -1 ? text.length : end);
}

/** Without blanks at both ends. */
function inside(text: string, start: number, end: number): TextRange {
  const part = text.slice(start, end);
  const startOffset = start + (part.length - part.trimStart().length);
  return { startOffset, endOffset: Math.max(startOffset, start + part.trimEnd().length) };
}

function holds({ startOffset, endOffset }: TextRange, offset: number): boolean {
  return startOffset <= offset && offset <= endOffset;
}

function linesIn(text: string, { startOffset, endOffset }: TextRange): number {
  return text.slice(startOffset, endOffset).split('\n').length;
}
