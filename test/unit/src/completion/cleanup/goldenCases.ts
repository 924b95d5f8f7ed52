// The golden files' notation: `█⟦…⟧` is the cursor and what the model wrote there, `→ ⟦…⟧ over ⟦…⟧` the ghost text
// and what of the line it replaces, `→ silent` a reason. `⇥` is a tab.

import type { CleanResult } from '../../../../../src/completion/cleanup/cleanup.ts';
import type { Editing, Surroundings } from '../../../../../src/completion/place/surroundings.ts';
import { surroundings } from '../../../../../src/completion/place/surroundings.ts';

export interface GoldenCase {
  readonly name: string;
  /** Language, then any of `tabs N`, `spaces N`, `crlf`, and `excerpt` where the document begins further up. */
  readonly options: readonly string[];
  readonly before: string;
  readonly answer: string;
  readonly after: string;
  /** As written behind the arrow. */
  readonly expected: string;
}

const header = /^== (?<name>.*) \{(?<options>[^}]*)\}$/;

/** @returns the text before the first case, and the cases */
export function parseCases(file: string): { readonly intro: string; readonly cases: readonly GoldenCase[] } {
  const [intro = '', ...sections] = file.split(/^(?=== )/m);
  return { intro, cases: sections.map(parseCase) };
}

function parseCase(section: string): GoldenCase {
  const lineEnd = section.indexOf('\n');
  const arrow = section.lastIndexOf('\n→ ');
  const groups = header.exec(section.slice(0, lineEnd))?.groups;
  const body = section.slice(lineEnd + 1, arrow);
  const [, before, answer, after] = /^([^█]*)█⟦([^⟧]*)⟧(.*)$/su.exec(body) ?? [];
  if (groups === undefined || arrow === -1 || before === undefined)
    throw new Error(`Not a golden case:\n${section}`);
  return {
    name: groups['name'] ?? '',
    options: (groups['options'] ?? '').split(',').map((option) => option.trim()),
    before: untabbed(before),
    answer: untabbed(answer ?? ''),
    after: untabbed(after ?? ''),
    expected: untabbed(section.slice(arrow + '\n→ '.length).trimEnd()),
  };
}

export function printCase({ name, options, before, answer, after, expected }: GoldenCase): string {
  const body = tabbed(`${before}█⟦${answer}⟧${after}\n→ ${expected}`);
  return `== ${name} {${options.join(', ')}}\n${body}\n\n`;
}

function untabbed(text: string): string {
  return text.replaceAll('⇥', '\t');
}

function tabbed(text: string): string {
  return text.replaceAll('\t', '⇥');
}

/** What is expected, in the notation. */
export function describeResult(result: CleanResult, after: string): string {
  if (result.kind === 'silent') return `silent ${result.reason}`;
  const { text, replacedLength } = result.suggestion;
  const over = replacedLength === 0 ? '' : ` over ⟦${after.slice(0, replacedLength)}⟧`;
  return `⟦${text}⟧${over}`;
}

export function editingOf({ options }: GoldenCase): Editing {
  const size = options.map((option) => /^(tabs|spaces) (\d+)$/.exec(option)).find((found) => found !== null);
  return {
    languageId: options[0] ?? 'plaintext',
    indentation: size ? { insertSpaces: size[1] === 'spaces', tabSize: Number(size[2]) } : undefined,
  };
}

/** @param typed of an answer, already in the document */
export function aroundOf({ before, after, options }: GoldenCase, typed = ''): Surroundings {
  const lineEnd = options.includes('crlf') ? '\r\n' : '\n';
  const start = (before + typed).replaceAll('\n', lineEnd);
  const around = surroundings(start + after.replaceAll('\n', lineEnd), start.length);
  return options.includes('excerpt') ? { ...around, isWholeBefore: false } : around;
}
