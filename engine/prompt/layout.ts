// The anchored prompt: where the text before the cursor is split, and which after-text stays frozen. Pure.
// Knows text and the prompt family; must not know tokens, the KV cache or the binding.
import { distance } from 'fastest-levenshtein';
import type { DocumentSlice, PromptFamily } from '../protocol/protocol.ts';
import type { HealingReach } from './healing.ts';

/**
 * What of a prompt stays in the KV cache while someone types: `<|fim_prefix|> beforeAnchor <|fim_suffix|> frozenAfter
 * <|fim_middle|>`. The text since the anchor follows, so that a keystroke appends.
 */
export interface AnchoredLayout {
  readonly family: PromptFamily;
  readonly beforeAnchor: string;
  readonly frozenAfter: string;
}

export interface LayoutRules {
  /** Lines between anchor and cursor when the anchor is set. 16 was right most often of 0, 4, 16 and 40. */
  readonly anchorLines: number;
  /** The anchor moves when the cursor is further below it than this. */
  readonly maxLinesSinceAnchor: number;
  /** In idle time the anchor already moves beyond this distance: re-evaluating then costs nobody anything. */
  readonly idleLinesSinceAnchor: number;
  readonly maxAfterCharacters: number;
  readonly healing: HealingReach;
}

export const defaultLayoutRules: LayoutRules = {
  anchorLines: 16,
  maxLinesSinceAnchor: 40,
  idleLinesSinceAnchor: 28,
  maxAfterCharacters: 600,
  healing: 'token',
};

export interface LaidOutPrompt {
  readonly layout: AnchoredLayout;
  /** Text between the anchor and the cursor. */
  readonly sinceAnchor: string;
}

type SliceToLayOut = Pick<DocumentSlice, 'before' | 'after'>;

export function layOut(
  previous: AnchoredLayout | undefined,
  slice: SliceToLayOut,
  family: PromptFamily,
  rules: LayoutRules,
  idle = false,
): LaidOutPrompt {
  if (family === 'leftContext') {
    const layout = { family, beforeAnchor: '', frozenAfter: '' };
    return { layout, sinceAnchor: slice.before };
  }
  const after = conditioningAfter(slice.after).slice(0, rules.maxAfterCharacters);
  if (previous !== undefined && canKeep(previous, slice, after, rules, idle)) {
    return { layout: previous, sinceAnchor: slice.before.slice(previous.beforeAnchor.length) };
  }
  const anchor = anchorOffset(slice.before, rules.anchorLines);
  return {
    layout: { family, beforeAnchor: slice.before.slice(0, anchor), frozenAfter: after },
    sinceAnchor: slice.before.slice(anchor),
  };
}

function canKeep(
  previous: AnchoredLayout,
  { before }: SliceToLayOut,
  after: string,
  rules: LayoutRules,
  idle: boolean,
): boolean {
  if (previous.family !== 'fillInTheMiddle' || !before.startsWith(previous.beforeAnchor)) return false;
  const lines = countLineEnds(before.slice(previous.beforeAnchor.length));
  const limit = idle ? rules.idleLinesSinceAnchor : rules.maxLinesSinceAnchor;
  return lines <= limit && isNearlyEqual(previous.frozenAfter, after);
}

/** Start of the line that stands `lines` lines above the last one; 0 when there are fewer. */
function anchorOffset(text: string, lines: number): number {
  let offset = text.length;
  for (let line = 0; line <= lines; line++) {
    const lineEnd = offset === 0 ? -1 : text.lastIndexOf('\n', offset - 1);
    if (lineEnd === -1) return 0;
    offset = lineEnd;
  }
  return offset + 1;
}

function countLineEnds(text: string): number {
  let count = 0;
  for (let offset = text.indexOf('\n'); offset !== -1; offset = text.indexOf('\n', offset + 1)) count++;
  return count;
}

/** What editors close by themselves: alone on the rest of a line it says nothing about what comes next. */
const onlyClosers = /^[\s)\]}>"'`;,:]*$/;

/**
 * The after-text that conditions the answer. A rest of line that only closes what typing opened is left out:
 * it comes and goes with every bracket, and each change would cost the whole prompt behind it.
 */
export function conditioningAfter(after: string): string {
  const lineEnd = after.indexOf('\n');
  const restOfLine = lineEnd === -1 ? after : after.slice(0, lineEnd);
  if (!onlyClosers.test(restOfLine)) return after;
  return lineEnd === -1 ? '' : after.slice(lineEnd);
}

/** Characters that are compared, and the share of them that may differ: Copilot's rule for its cached suffix. */
const comparedCharacters = 200;
const maxDifferentShare = 0.1;

/** Whether a frozen after-text still serves: same first word, and a small edit distance over what both have. */
export function isNearlyEqual(frozen: string, now: string): boolean {
  if (frozen === now) return true;
  if (firstWord(frozen) !== firstWord(now)) return false;
  const length = Math.min(comparedCharacters, frozen.length, now.length);
  return distance(frozen.slice(0, length), now.slice(0, length)) <= maxDifferentShare * length;
}

function firstWord(text: string): string {
  return /^\s*(?:[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]+|$)/u.exec(text)?.[0] ?? '';
}
