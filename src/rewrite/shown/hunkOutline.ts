// Which lines of new text have which part of the outline around it. Pure. Must not know how it is painted.

export const outlineNames = ['top', 'middle', 'bottom', 'single'] as const;

export type OutlinePart = (typeof outlineNames)[number];

export interface LineBlock {
  readonly firstLine: number;
  readonly lastLine: number;
}

/** The lines of each part; blocks that touch have outlines of their own. */
export function outlineParts(blocks: readonly LineBlock[]): Readonly<Record<OutlinePart, readonly number[]>> {
  const parts: Record<OutlinePart, number[]> = { top: [], middle: [], bottom: [], single: [] };
  for (const { firstLine, lastLine } of blocks) {
    if (firstLine === lastLine) {
      parts.single.push(firstLine);
      continue;
    }
    parts.top.push(firstLine);
    for (let line = firstLine + 1; line < lastLine; line++) parts.middle.push(line);
    parts.bottom.push(lastLine);
  }
  return parts;
}
