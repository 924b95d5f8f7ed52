// From the model's answer to text that can stand in the document: code only, at the place's indentation, with the
// document's line ends. Pure. Must not know editors, nor how the answer was asked for.
import type { FinishReason } from '../../../engine/protocol/finishProtocol.ts';
import { withPlainLineEnds } from '../../base/lineEnds.ts';
import { dedent, indent, indentationOf } from '../../base/sharedIndentation.ts';
import { answeredPart, mayStillNameOne } from './answeredPart.ts';
import { withoutEndingSemicolons } from './statementEnds.ts';

export interface RewritePlace {
  /** All of the document before the selection; its last line is enough. */
  readonly before: string;
  readonly selection: string;
  /** What of the selection an answer leaves out may go, because that was asked for. */
  readonly mayRemove?: boolean;
  /** Its statements end without semicolons. */
  readonly endsBare?: boolean;
}

/** What came of a rewrite. */
export type CleanRewrite =
  | { readonly kind: 'rewrite'; readonly text: string }
  /** The same code as before. */
  | { readonly kind: 'noChange' }
  /** The model said that it cannot. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'empty' }
  /** It did not come to an end within its limits, or repeated itself. */
  | { readonly kind: 'tooLong' };

export const unfinished: ReadonlySet<FinishReason> = new Set(['maxTokens', 'contextFull', 'repetition']);
const refusal =
  /^\s*(?:I['’]m sorry|Sorry, |I apologi[sz]e|I (?:cannot|can['’]t|am unable|am not able) |As an AI )/;

export function cleanRewrite(answer: string, finishReason: FinishReason, place: RewritePlace): CleanRewrite {
  if (refusal.test(answer)) return { kind: 'refused' };
  const code = codeOf(answer, place.selection);
  if (code.trim() === '') return { kind: 'empty' };
  if (unfinished.has(finishReason)) return { kind: 'tooLong' };
  const text = placeRewrite(answer, place, true) + endOf(place.selection);
  return isSame(text, place.selection) ? { kind: 'noChange' } : { kind: 'rewrite', text };
}

/**
 * The answer's code as it stands in the document, without the line ends behind the selection. While an answer grows,
 * every line but the last stays as it is. Definitions that it is not about stay, those behind it once it is complete.
 */
export function placeRewrite(answer: string, place: RewritePlace, isComplete = false): string {
  const { mayRemove = false } = place;
  return placed(place, (plain, shown) => {
    const code = shifted(codeOf(answer, plain).trimEnd(), shown);
    const tabbed = usesTabs(plain) ? withTabs(code) : code;
    return mayRemove ? tabbed : withRest(tabbed, shown.trimEnd(), isComplete);
  });
}

/** As `placeRewrite`, of code that needs no cleaning: what was shown of the selection, changed. */
export function placeCode(code: string, place: RewritePlace): string {
  return placed(place, (plain) => (usesTabs(plain) ? withTabs(code) : code));
}

function placed(
  { before, selection, endsBare = false }: RewritePlace,
  changed: (plain: string, shown: string) => string,
): string {
  const lineBefore = before.slice(before.lastIndexOf('\n') + 1);
  const plain = withPlainLineEnds(selection);
  const original = dedent(plain, lineBefore);
  const blankStart = /^(?:[ \t]*\n)*/.exec(plain)?.[0] ?? '';
  const shown = original.text.slice(blankStart.length);
  const written = changed(plain, shown);
  const whole = endsBare ? withoutEndingSemicolons(written) : written;
  const isAtIndentation = lineBefore.trim() === '' || blankStart !== '';
  const has = blankStart === '' ? original.firstLineHas : '';
  const text = blankStart + indent(whole, { ...original, firstLineHas: has }, isAtIndentation);
  return usesCarriageReturns(selection, before) ? text.replaceAll('\n', '\r\n') : text;
}

/**
 * The answer without a fence around it and talk before or behind. Fences within the code are content: those that are
 * indented, those that name a language, and all where the selection has some.
 */
export function codeOf(answer: string, selection = ''): string {
  const lines = withPlainLineEnds(answer).split('\n');
  const known = new Set(withPlainLineEnds(selection).split('\n'));
  const isTalk = (line: string) => isTalkLine(line) && !known.has(line);
  const opening = lines.findIndex((line) => fence.test(line));
  const isOpened =
    opening !== -1 && lines.slice(0, opening).every(isTalk) && !startsWithFence(selection, lines, opening);
  const body = isOpened ? lines.slice(opening + 1) : lines;
  const code = body.slice(0, endOfCode(body, isOpened ? (lines[opening] ?? '') : '', selection));
  const start = code.findIndex((line) => line.trim() !== '' && (!isLeadIn(line) || known.has(line)));
  return code.slice(Math.max(start, 0)).join('\n');
}

const fence = /^\s*(?:`{3,}|~{3,})[\w+#-]*\s*$/;

/** Where a selection begins with a fence, that of the answer is its own, unless another one follows at once. */
function startsWithFence(selection: string, lines: readonly string[], opening: number): boolean {
  const [first = ''] = selection.trimStart().split('\n', 1);
  return fence.test(first) && !fence.test(lines[opening + 1] ?? '');
}

/** The line of the fence that closes the answer, or the number of lines. */
function endOfCode(lines: readonly string[], opening: string, selection: string): number {
  const hasFences = withPlainLineEnds(selection)
    .split('\n')
    .some((line) => fence.test(line));
  const ours = ticksOf(opening);
  let inner: { readonly ticks: string; readonly line: number; readonly isNamed: boolean } | undefined;
  for (const [index, line] of lines.entries()) {
    const ticks = ticksOf(line);
    if (ticks === '') continue;
    const isNamed = line.trim() !== ticks;
    const isOurs = !isNamed && ours !== '' && ticks.startsWith(ours);
    if (inner !== undefined) {
      if (!isNamed && ticks.startsWith(inner.ticks)) inner = undefined;
    } else if ((isOurs && ours.length > 3) || (!isNamed && !hasFences)) {
      return index;
    } else {
      inner = { ticks, line: index, isNamed };
    }
  }
  // A last fence that nothing closes was the answer's own.
  return inner === undefined || inner.isNamed ? lines.length : inner.line;
}

/** The marks of a fence that may be the answer's own; an indented one is part of what stands around it. */
function ticksOf(line: string): string {
  return /^(`{3,}|~{3,})[\w+#-]*\s*$/.exec(line)?.[1] ?? '';
}

function isTalkLine(line: string): boolean {
  return line.trim() === '' || isLeadIn(line) || /^[A-Z][^(){};=]*[.:]$/.test(line.trim());
}

function isLeadIn(line: string): boolean {
  return /^(?:Sure|Certainly|Of course|Here(?:'s|’s| is| are)|The (?:rewritten|updated|fixed) code)\b[^(){};=]*[:.!]$/.test(
    line.trim(),
  );
}

/** What stands around the definitions that the answer is about; nothing while that is not known. */
function withRest(answer: string, shown: string, isComplete: boolean): string {
  const shownLines = shown.split('\n');
  const lines = answer.split('\n');
  const part = answeredPart(shownLines, lines, isComplete);
  if (part === undefined) return !isComplete && mayStillNameOne(shownLines, lines) ? '' : answer;
  const { start, end = shownLines.length, indentation } = part;
  const indented = lines.map((line) => (line === '' ? line : indentation + line));
  return [...shownLines.slice(0, start), ...indented, ...shownLines.slice(end)].join('\n');
}

/** An answer that is indented as a whole, more than what was shown, loses that. */
function shifted(code: string, shown: string): string {
  const excess = indentationOf(code).length - indentationOf(shown).length;
  if (excess <= 0) return code;
  return code
    .split('\n')
    .map((line) => line.slice(Math.min(excess, indentationOf(line).length)))
    .join('\n');
}

function usesTabs(selection: string): boolean {
  return /^\t/m.test(selection) && !/^ {2}/m.test(selection);
}

/** Models like spaces. Two where a line has two, four otherwise: stays as it is while more lines come. */
function withTabs(code: string): string {
  const first = /^( +)\S/m.exec(code)?.[1]?.length ?? 4;
  const width = first % 4 === 0 ? 4 : 2;
  return code.replace(
    /^ +/gm,
    (spaces) => '\t'.repeat(Math.floor(spaces.length / width)) + ' '.repeat(spaces.length % width),
  );
}

function usesCarriageReturns(selection: string, before: string): boolean {
  return selection.includes('\r\n') || (!selection.includes('\n') && before.includes('\r\n'));
}

/** Line ends and blanks behind a selection belong to the document, not to the code. */
export function endOf(selection: string): string {
  return /\s*$/.exec(selection)?.[0] ?? '';
}

export function isSame(text: string, selection: string): boolean {
  const normal = (code: string) =>
    withPlainLineEnds(code)
      .replace(/[ \t]+$/gm, '')
      .trim();
  return normal(text) === normal(selection);
}
