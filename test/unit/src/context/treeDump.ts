// A tree as text, with every node's place, to compare trees and to show where they differ.
import type { Tree } from 'web-tree-sitter';

export function dumpTree(tree: Tree): string {
  const lines: string[] = [];
  const cursor = tree.walk();
  let isOpen = true;
  while (isOpen) {
    const { row, column } = cursor.startPosition;
    const place = `${cursor.startIndex}-${cursor.endIndex} at ${row}:${column}`;
    lines.push(`${'  '.repeat(cursor.currentDepth)}${cursor.nodeType} ${place}`);
    isOpen = cursor.gotoFirstChild() || cursor.gotoNextSibling();
    while (!isOpen && cursor.gotoParent()) isOpen = cursor.gotoNextSibling();
  }
  cursor.delete();
  return lines.join('\n');
}
