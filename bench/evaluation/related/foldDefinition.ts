// A definition as text of a limited length: its head, and the members that matter most. Pure.
import type { Definition } from './definitions.ts';

/** Members in `wanted` come first when not all fit; the text keeps the file's order. Empty when nothing fits. */
export function foldDefinition(
  definition: Definition,
  wanted: ReadonlyMap<string, number>,
  maxCharacters: number,
): string {
  const { head, members, tail } = definition;
  if (members.length === 0) return cutAtLineEnd(head + (tail === '' ? '' : `\n${tail}`), maxCharacters);
  let room = maxCharacters - head.length - (tail === '' ? 0 : tail.length + 1);
  const chosen = new Set<number>();
  const byWeight = members
    .map(({ name }, index) => ({ index, weight: wanted.get(name) ?? 0 }))
    .toSorted((one, other) => other.weight - one.weight || one.index - other.index);
  for (const { index } of byWeight) {
    const length = (members[index]?.text.length ?? 0) + 1;
    if (length > room) continue;
    room -= length;
    chosen.add(index);
  }
  if (room < 0) return cutAtLineEnd(head, maxCharacters);
  const texts = members.filter((_, index) => chosen.has(index)).map(({ text }) => text);
  return [head, ...texts, ...(tail === '' ? [] : [tail])].join('\n');
}

/** The text's first lines that fit, without blank ones at their end. */
export function cutAtLineEnd(text: string, maxCharacters: number): string {
  const end = text.length <= maxCharacters ? text.length : text.lastIndexOf('\n', maxCharacters);
  return text.slice(0, Math.max(end, 0)).trimEnd();
}
