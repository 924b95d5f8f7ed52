// Measures whether a document would say something twice with a suggestion in it. Pure, and told nothing of how
// suggestions are cleaned, so that it can judge them.
import { leadingClosers, matchClosers } from '../../src/completion/cleanup/closers.ts';

const shortLine = 3;
/** Common beginnings of the rest of the line shorter than this are chance, unless they are all of it. */
const shortOverlap = 3;

/**
 * @param before the text left of the suggestion
 * @param after the text behind it as it stays, without what the suggestion replaces
 */
export function duplicatesSuffix(before: string, suggestion: string, after: string): boolean {
  const [rest = '', ...below] = after.replaceAll('\r', '').split('\n');
  return repeatsRest(suggestion, rest.trim()) || repeatsLine(before, suggestion, below);
}

function repeatsRest(suggestion: string, rest: string): boolean {
  const text = suggestion.trimEnd();
  if (rest === '' || text === '') return false;
  if (matchClosers(text, leadingClosers(rest)).count > 0) return true;
  for (let length = Math.min(text.length, rest.length); length > 0; length--) {
    if (!text.endsWith(rest.slice(0, length))) continue;
    const isInWord = /[\p{L}\p{N}_]$/u.test(text.slice(0, -length)) && /^[\p{L}\p{N}_]/u.test(rest);
    return (
      !isInWord && (length === rest.length || length >= shortOverlap) && !isClosers(rest.slice(0, length))
    );
  }
  return false;
}

/** Closers are judged by what they close. */
function isClosers(text: string): boolean {
  return /^[)\]}"'`]+$/.test(text);
}

function repeatsLine(before: string, suggestion: string, below: readonly string[]): boolean {
  const next = below.find((line) => line.trim() !== '')?.trimEnd();
  if (next === undefined) return false;
  const start = before.slice(before.lastIndexOf('\n') + 1);
  return `${start}${suggestion}`
    .split('\n')
    .map((line) => line.trimEnd())
    .some((line, index) => {
      if (index === 0 && suggestion.trim() === '') return false;
      return line === next || (line.trim().length > shortLine && line.trim() === next.trim());
    });
}
