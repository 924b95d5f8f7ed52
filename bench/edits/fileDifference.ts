// The difference of two texts as edits of tokens, as someone would have typed them. Pure.
// Must not know packages or rules.
import { diffArrays } from 'diff';
import { type Token, tokensOf } from '../../src/nextEdits/edits/tokens.ts';
import type { AtomicEdit, FileDifference, RewrittenPassage } from './episode.ts';

/** Files that differ in more lines than this were moved or written anew. */
const maxChangedLines = 1500;
const maxPassageTokens = 600;
/** A passage that keeps less of its tokens was written anew. */
const minKeptShare = 0.5;

interface Lines {
  readonly lines: readonly string[];
  readonly starts: readonly number[];
}

/** Undefined when the texts have too little in common. */
export function fileDifference(oldText: string, newText: string): FileDifference | undefined {
  const old = linesOf(oldText);
  const fresh = linesOf(newText);
  const parts = diffArrays([...old.lines], [...fresh.lines], { maxEditLength: maxChangedLines });
  if (parts === undefined) return undefined;
  const edits: AtomicEdit[] = [];
  const rewritten: RewrittenPassage[] = [];
  let oldLine = 0;
  let newLine = 0;
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (part === undefined) continue;
    if (!part.added && !part.removed) {
      oldLine += part.value.length;
      newLine += part.value.length;
      continue;
    }
    const next = parts[at + 1];
    const removedLines = part.removed ? part.value.length : next?.removed ? next.value.length : 0;
    const addedLines = part.added ? part.value.length : next?.added ? next.value.length : 0;
    if (next?.added || next?.removed) at++;
    const from = {
      old: old.starts[oldLine] ?? oldText.length,
      fresh: fresh.starts[newLine] ?? newText.length,
    };
    oldLine += removedLines;
    newLine += addedLines;
    const to = { old: old.starts[oldLine] ?? oldText.length, fresh: fresh.starts[newLine] ?? newText.length };
    const found = passageEdits(oldText, newText, from, to);
    if (found === undefined)
      rewritten.push({ oldStart: from.old, oldEnd: to.old, newText: newText.slice(from.fresh, to.fresh) });
    else edits.push(...found);
  }
  return { edits, rewritten };
}

interface Place {
  readonly old: number;
  readonly fresh: number;
}

function passageEdits(oldText: string, newText: string, from: Place, to: Place): AtomicEdit[] | undefined {
  const oldTokens = tokensOf(oldText, from.old, to.old);
  const newTokens = tokensOf(newText, from.fresh, to.fresh);
  if (Math.max(oldTokens.length, newTokens.length) > maxPassageTokens) return undefined;
  const words = (tokens: readonly Token[]) => tokens.map(({ text }) => text);
  const parts = diffArrays(words(oldTokens), words(newTokens));
  const kept = parts
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.length, 0);
  const isExchanged = oldTokens.length > 0 && newTokens.length > 0;
  if (isExchanged && kept < minKeptShare * Math.min(oldTokens.length, newTokens.length)) return undefined;
  const edits: AtomicEdit[] = [];
  let oldAt = 0;
  let newAt = 0;
  for (let at = 0; at < parts.length; ) {
    let removed = 0;
    let inserted = 0;
    for (; parts[at]?.added || parts[at]?.removed; at++) {
      const length = parts[at]?.value.length ?? 0;
      if (parts[at]?.removed) removed += length;
      else inserted += length;
    }
    if (removed + inserted > 0) {
      const oldRange = between(oldTokens, oldAt, removed, from.old, to.old);
      const newRange = between(newTokens, newAt, inserted, from.fresh, to.fresh);
      edits.push({
        oldStart: oldRange.start,
        oldEnd: oldRange.end,
        newStart: newRange.start,
        newEnd: newRange.end,
        removed: words(oldTokens.slice(oldAt, oldAt + removed)),
        inserted: words(newTokens.slice(newAt, newAt + inserted)),
      });
    }
    oldAt += removed;
    newAt += inserted;
    const keptLength = at < parts.length ? (parts[at]?.value.length ?? 0) : 0;
    oldAt += keptLength;
    newAt += keptLength;
    at++;
  }
  return edits;
}

/** From the token before to the token behind, so that the space between goes along. */
function between(tokens: readonly Token[], index: number, count: number, from: number, to: number) {
  return {
    start: tokens[index - 1]?.endOffset ?? from,
    end: tokens[index + count]?.startOffset ?? to,
  };
}

function linesOf(text: string): Lines {
  const lines = text.split(/(?<=\n)/);
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length;
  }
  return { lines, starts };
}
