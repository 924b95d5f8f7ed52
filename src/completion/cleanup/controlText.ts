// Cuts a suggestion where the model wrote out control tokens of the families that run here. Pure.
// Tokens of other families are words of ordinary programs: `<filename>` stands in every usage text.
import type { Surroundings } from '../place/surroundings.ts';

/** Qwen's own, which it sometimes spells instead of choosing the token. */
const spelled = [
  'fim_prefix',
  'fim_middle',
  'fim_suffix',
  'fim_pad',
  'file_sep',
  'repo_name',
  'im_start',
  'im_end',
  'endoftext',
].map((name) => `<|${name}|>`);

/** Whole ones, and those of models that Qwen’s were taught by or trained beside; no language writes any of them. */
const controlText = new RegExp(
  [
    ...spelled.map((token) => token.replaceAll('|', String.raw`\|`)),
    '<fim[_-](?:prefix|suffix|middle|pad)>',
    '<｜[^｜\\n]{1,30}｜>',
    '</?tool_call>',
  ].join('|'),
  'g',
);

/** So much of a token tells it from an operator: F# and Elm have `<|`. */
const leastBeginning = '<|im_'.length;

export function cutControlText(text: string, { lineBefore, before, after }: Surroundings): string {
  for (const { 0: token, index } of text.matchAll(controlText)) {
    const isOfDocument = before.includes(token) || after.includes(token);
    if (!isOfDocument && !isQuoted(lineBefore + text.slice(0, index), text.slice(index + token.length)))
      return text.slice(0, index);
  }
  return text.slice(0, brokenOffAt(text, before + after));
}

/** As a program about models writes it. */
function isQuoted(left: string, right: string): boolean {
  return /["'`]$/.test(left) && right.startsWith(left.slice(-1));
}

/** Where a text's last token begins that is cut in the middle. */
function brokenOffAt(text: string, around: string): number {
  const at = text.lastIndexOf('<|');
  const beginning = text.slice(at);
  const isOne =
    at !== -1 &&
    beginning.length >= leastBeginning &&
    spelled.some((token) => token.startsWith(beginning) && !around.includes(token));
  return isOne ? at : text.length;
}
