// Whether a rewrite did only what it was to do, by syntax and by text. Pure. Must not know how it came about.
import { cutAtOrBefore } from '../../base/lineEnds.ts';
import type { TextRange } from '../../base/ranges.ts';
import type { CodeFacts, Definition } from './codeFacts.ts';
import { missingComments } from './keptComments.ts';

/** What is wrong with a rewrite; the names are of code and need no translation. */
export interface Complaint {
  readonly kind:
    | 'unchanged'
    | 'doesNotParse'
    | 'headChanged'
    | 'statementLost'
    | 'effectLost'
    | 'commentLost'
    | 'definitionLost';
  readonly names: readonly string[];
}

/** For the model, to try again. */
export function complaintForModel({ kind, names }: Complaint): string {
  const list = names.join('; ');
  switch (kind) {
    case 'unchanged':
      return 'That is the code as it was.';
    case 'doesNotParse':
      return 'That has a syntax error.';
    case 'headChanged':
      return `This must stay as it was: ${list}`;
    case 'definitionLost':
      return `These must not be left out: ${list}`;
    case 'statementLost':
      return `These lines must stay as they were: ${list}`;
    case 'effectLost':
      return `These calls must not be left out: ${list}`;
    case 'commentLost':
      return `These comments must stay as they were: ${list}`;
  }
}

const maxNamed = 3;

/** Each line of code is still there, in whatever order, though its declaration may stand elsewhere. */
export function lostStatements(before: string, after: string): readonly string[] {
  const result = normalized(after);
  return before
    .split('\n')
    .filter((line) => /[\p{L}\p{N}_]/u.test(line) && !isComment(line))
    .filter(
      (line) =>
        !result.includes(normalized(line.replace(/^\s*(?:const|let|var)\s+/, '').replace(/[;{}\s]+$/, ''))),
    )
    .map((line) => line.trim())
    .slice(0, maxNamed);
}

function isComment(line: string): boolean {
  return /^\s*(?:\/\/|\/\*|\*|#(?!include|define|\[)|--|""")/.test(line);
}

function normalized(code: string): string {
  return code.replaceAll(/\s+/g, '').replaceAll(/["'`]/g, '"');
}

/** What the code does to others that is not done any more; of `statements` without what a value is had from. */
export function lostEffects(
  before: CodeFacts,
  after: CodeFacts,
  which: 'all' | 'statements',
): readonly string[] {
  const words = new Set(after.code.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
  const names = which === 'all' ? [...before.effects, ...before.valuedEffects] : before.effects;
  const lost = [...new Set(names)].filter((name) => !words.has(name));
  return lost.filter((name) => which === 'all' || !chaining.test(name)).slice(0, maxNamed);
}

/** What `await` stands for. */
const chaining = /^(?:then|catch|finally)$/;

export function lostComments(before: CodeFacts, after: CodeFacts): readonly string[] {
  return missingComments(before, after)
    .slice(0, maxNamed)
    .map(({ startOffset, endOffset }) => shortened(oneLine(before.code.slice(startOffset, endOffset))));
}

const maxShownCharacters = 60;

function shortened(text: string): string {
  return text.length <= maxShownCharacters
    ? text
    : `${text.slice(0, cutAtOrBefore(text, maxShownCharacters - 1))}…`;
}

/** Definitions whose head is another one, or that are gone. */
export function changedHeads(before: CodeFacts, after: CodeFacts): Complaint | undefined {
  const changed: string[] = [];
  const lost: string[] = [];
  for (const definition of before.definitions) {
    if (definition.name === undefined || definition.depth > 1) continue;
    const same = after.definitions.filter(
      ({ name, kind }) => name === definition.name && kind === definition.kind,
    );
    const head = headOf(before.code, definition);
    if (same.length === 0) lost.push(oneLine(head));
    else if (!same.some((each) => normalized(headOf(after.code, each)) === normalized(head)))
      changed.push(oneLine(head));
  }
  if (lost.length > 0) return { kind: 'definitionLost', names: lost.slice(0, maxNamed) };
  return changed.length > 0 ? { kind: 'headChanged', names: changed.slice(0, maxNamed) } : undefined;
}

/** Whether all of a range stands before the body of a definition. */
export function isInHead(facts: CodeFacts | undefined, { startOffset, endOffset }: TextRange): boolean {
  const definitions = facts?.definitions ?? [];
  return definitions.some((each) => startOffset >= each.startOffset && endOffset <= each.body.startOffset);
}

/** Without decorators above it. */
export function headOf(code: string, { startOffset, body }: Definition): string {
  return code.slice(startOffset, body.startOffset).trimEnd();
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
