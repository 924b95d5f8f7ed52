// Whether an explanation is true as far as that can be checked: names that exist, what parameters and results are, no
// loop, no code, a length that is read. Pure. Must not know how the explanation came about.
import { repeatedFrom } from '../../engine/chat/repeats.ts';
import type { FilledHole } from '../../engine/protocol/chatProtocol.ts';
import type { Snippet } from './snippet.ts';

export interface ExplanationFaults {
  /** Sentences that do not say what is true, by what they are about. */
  readonly untrue: readonly string[];
  /** Names of nothing in the document. */
  readonly invented: readonly string[];
  readonly loops: boolean;
  /** More than can be taken in at a glance. */
  readonly isLong: boolean;
  /** A sentence came to no end, or there is none where there should be one. */
  readonly isCut: boolean;
  readonly hasCode: boolean;
}

const maxWords = 120;
const maxSentenceWords = 35;

export function explanationFaults(
  { says, never, before, code, after, languageId }: Snippet,
  text: string,
  holes: readonly FilledHole[],
): ExplanationFaults {
  const parts = partsOf(text);
  const untrue = says
    .filter(([about, pattern]) => !pattern.test(parts.get(about) ?? ''))
    .map(([about]) => about);
  const words = (sentence: string) => sentence.split(/\s+/).filter((word) => word !== '').length;
  return {
    untrue: never?.test(text) === true ? [...untrue, 'never'] : untrue,
    invented: inventedNames(text, `${before}${code}${after}`, languageId),
    // Each by itself, without the name that it is about.
    loops: repeatedFrom(`${[...parts.values()].join('\n')}\n`) !== undefined,
    isLong: words(text) > maxWords || text.split(/[.!?]\s|\n/).some((part) => words(part) > maxSentenceWords),
    isCut: holes.some(
      (hole) => hole.text.trim() === '' || !/^(?:stopText|endOfText)$/.test(hole.finishReason),
    ),
    hasCode: /```/.test(text),
  };
}

export function isTrue(faults: ExplanationFaults): boolean {
  const { untrue, invented, loops, isLong, isCut, hasCode } = faults;
  return untrue.length === 0 && invented.length === 0 && !loops && !isLong && !isCut && !hasCode;
}

/** The sentence about each thing by its name; `does` is what stands before the lists. */
function partsOf(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const line of text.split('\n')) {
    const listed = /^- `([^`]+)`:(.*)$/.exec(line) ?? /^\*\*(Returns|Mind that)\*\*(.*)$/.exec(line);
    if (listed?.[1] !== undefined) parts.set(listed[1], listed[2] ?? '');
    else if (line.trim() !== '' && !line.startsWith('**'))
      parts.set('does', `${parts.get('does') ?? ''} ${line}`.trim());
  }
  return parts;
}

/** Words that languages and people know, though the document does not have them. */
const known: ReadonlySet<string> = new Set(
  'true false null none nil undefined None True False self this string str int integer number float double bool boolean list dict map set array object Option Some None Ok Err Result IndexError ValueError Error Map Promise Date async await return returns px JavaScript TypeScript'.split(
    ' ',
  ),
);

/** In code marks, with a call's brackets, or written as only code is. */
function inventedNames(text: string, document: string, languageId: string): readonly string[] {
  const there = new Set([...(document.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []), ...known, languageId]);
  const marked = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(
    ([, span = '']) => span.replaceAll(/"[^"]*"|'[^']*'/g, '').match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [],
  );
  const called = [...text.matchAll(/([\p{L}_$][\p{L}\p{N}_$]*)\(\)/gu)].map(([, name = '']) => name);
  const shaped = text.match(/\b(?:[a-z]+_[a-z_]+|[a-z]+[A-Z]\w*)\b/g) ?? [];
  return [...new Set([...marked, ...called, ...shaped])].filter((name) => !there.has(name));
}
