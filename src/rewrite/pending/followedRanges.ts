// Places in a document that are to be worked on later, as edits move them meanwhile. Must not know what is done there.
import * as vscode from 'vscode';
import { followRange, keeping, type TextRange } from '../../base/ranges.ts';
import { changesOf } from '../../editor/snapshot.ts';

export class FollowedRanges implements vscode.Disposable {
  private ranges: readonly (TextRange | undefined)[];
  private readonly events: vscode.Disposable;

  constructor(document: vscode.TextDocument, ranges: readonly TextRange[]) {
    this.ranges = ranges;
    this.events = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document !== document) return;
      for (const change of changesOf(event)) {
        this.ranges = this.ranges.map((range) => {
          const followed = range && followRange(range, change, keeping);
          return followed?.touch === 'across' ? undefined : followed;
        });
      }
    });
  }

  /** Where the range of that number is now, with what was edited in it; undefined once an edit reached across its edge. */
  at(index: number): TextRange | undefined {
    const range = this.ranges[index];
    return range && { startOffset: range.startOffset, endOffset: range.endOffset };
  }

  dispose(): void {
    this.events.dispose();
  }
}
