// Somebody who types a hunk in an editor that closes brackets and quotes: what each key does to the document. Pure.
// Must not know suggestions.
import type { TextChange } from '../../src/base/textChanges.ts';
import type { TypedHunk } from './typedHunk.ts';

/** How far somebody has come. */
export interface Typing {
  readonly hunk: TypedHunk;
  /** Of `hunk.typed`, in UTF-16 units. */
  readonly typedLength: number;
  /** What the editor has put behind the cursor, still to be typed over. */
  readonly added: string;
}

export interface Key {
  readonly typing: Typing;
  readonly change: TextChange;
  /** What was typed of the hunk, indentation that came along included. */
  readonly typed: string;
}

const closerOf: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '"': '"',
  "'": "'",
  '`': '`',
};
/** Where editors leave quotes alone. */
const withoutQuotes: readonly string[] = ['markdown', 'rust'];

export function begin(hunk: TypedHunk): Typing {
  return { hunk, typedLength: 0, added: '' };
}

export function textOf({ hunk, typedLength, added }: Typing): string {
  const { text, offset, typed } = hunk;
  return text.slice(0, offset) + typed.slice(0, typedLength) + added + text.slice(offset);
}

export function cursorOf({ hunk, typedLength }: Typing): number {
  return hunk.offset + typedLength;
}

/** What is still to come. */
export function restOf({ hunk, typedLength }: Typing): string {
  return hunk.typed.slice(typedLength);
}

export function pressKey(typing: Typing): Key {
  const rest = restOf(typing);
  const { added } = typing;
  const [enter = ''] = /^(?:\n[ \t]*)+/.exec(rest) ?? [];
  // A closer on a line of its own is reached by an arrow, other ones by typing them.
  const [closing = ''] = /^(?:\n[ \t]*)?[)\]}"'`]/.exec(added) ?? [];
  if (closing !== '' && rest.startsWith(closing)) return moved(typing, closing);
  if (enter !== '') return entered(typing, enter);
  const key = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  const closer = closes(typing, key) ? (closerOf[key] ?? '') : '';
  return inserted(typing, key, key.length, closer + added, closer);
}

/** The editor takes a suggestion over whose text goes on as the hunk does. */
export function accept(typing: Typing, text: string, replacedLength: number): Key {
  return {
    ...inserted(typing, text, text.length, typing.added.slice(replacedLength), ''),
    change: { startOffset: cursorOf(typing), removedLength: replacedLength, insertedText: text },
  };
}

/** How many keys a part of a hunk takes: a line end brings its indentation along. */
export function keysFor(text: string): number {
  return Array.from(text.replaceAll(/(?:\n[ \t]*)+/g, '\n')).length;
}

function inserted(typing: Typing, text: string, length: number, added: string, closer: string): Key {
  return {
    typing: { ...typing, typedLength: typing.typedLength + length, added },
    change: { startOffset: cursorOf(typing), removedLength: 0, insertedText: text + closer },
    typed: text,
  };
}

function moved(typing: Typing, over: string): Key {
  const { typedLength, added } = typing;
  return {
    typing: { ...typing, typedLength: typedLength + over.length, added: added.slice(over.length) },
    change: { startOffset: cursorOf(typing), removedLength: over.length, insertedText: over },
    typed: over,
  };
}

/** Enter between a pair of brackets puts the closer on a line of its own. */
function entered(typing: Typing, enter: string): Key {
  const { hunk, typedLength, added } = typing;
  const before = hunk.text.slice(0, hunk.offset) + hunk.typed.slice(0, typedLength);
  const isBetween = /[([{]$/.test(before) && added[0] === closerOf[before.at(-1) ?? ''];
  if (!isBetween) return inserted(typing, enter, enter.length, added, '');
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const below = `\n${/^[ \t]*/.exec(line)?.[0] ?? ''}`;
  return inserted(typing, enter, enter.length, below + added, below);
}

/** Whether the editor closes what a key opens, and the hunk does so too. */
function closes({ hunk, typedLength, added }: Typing, key: string): boolean {
  const closer = closerOf[key];
  if (closer === undefined || (closer === key && withoutQuotes.includes(hunk.languageId))) return false;
  const next = added[0] ?? hunk.text[hunk.offset] ?? '\n';
  if (!/[\s)\]},;]/.test(next)) return false;
  const rest = hunk.typed.slice(typedLength + 1);
  if (closer === key) {
    const before = hunk.typed.slice(0, typedLength);
    const line = rest.split('\n')[0] ?? '';
    return !/[\p{L}\p{N}]$/u.test(before) && line.includes(closer);
  }
  let depth = 0;
  for (const character of rest) {
    if (character === key) depth++;
    else if (character === closer && depth-- === 0) return true;
  }
  return false;
}
