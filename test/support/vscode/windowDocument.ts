// A text document in VS Code's window: text, version, what is on the disk, and steps of undo as its editor makes them.
// Must not know extensions.

import type { TextChange } from '../../../src/base/textChanges.ts';
import { applyChange } from '../../../src/base/textChanges.ts';
import { diffLines, linesOf } from '../../../src/rewrite/pending/lineDiff.ts';

interface Step {
  readonly before: string;
  after: string;
  /** Known while the step is one replacement. */
  inverse: TextChange | undefined;
}

export interface UndoStops {
  readonly undoStopBefore: boolean;
  readonly undoStopAfter: boolean;
}

export class WindowDocument {
  text: string;
  savedText: string;
  version = 1;
  private undoSteps: Step[] = [];
  private redoSteps: Step[] = [];
  private isStepOpen = false;

  constructor(text: string) {
    this.text = text;
    this.savedText = text;
  }

  get isDirty(): boolean {
    return this.text !== this.savedText;
  }

  /** From the end to the start; what VS Code tells of, in the same order. */
  edit(changes: readonly TextChange[], stops: UndoStops): readonly TextChange[] {
    const before = this.text;
    this.text = changes.reduce(applyChange, before);
    this.version++;
    this.redoSteps = [];
    const open = this.isStepOpen && !stops.undoStopBefore ? this.undoSteps.at(-1) : undefined;
    const [only, ...others] = changes;
    if (open !== undefined) {
      open.after = this.text;
      open.inverse = undefined;
    } else {
      const inverse = only !== undefined && others.length === 0 ? inverseOf(before, only) : undefined;
      this.undoSteps.push({ before, after: this.text, inverse });
    }
    this.isStepOpen = !stops.undoStopAfter;
    return changes;
  }

  undo(): readonly TextChange[] {
    const step = this.undoSteps.pop();
    if (step === undefined) return [];
    this.redoSteps.push(step);
    return this.travel(step.inverse === undefined ? lineChanges(step.after, step.before) : [step.inverse]);
  }

  redo(): readonly TextChange[] {
    const step = this.redoSteps.pop();
    if (step === undefined) return [];
    this.undoSteps.push(step);
    return this.travel(lineChanges(step.before, step.after));
  }

  private travel(changes: readonly TextChange[]): readonly TextChange[] {
    this.text = changes.reduce(applyChange, this.text);
    this.version++;
    this.isStepOpen = false;
    return changes;
  }
}

function inverseOf(before: string, { startOffset, removedLength, insertedText }: TextChange): TextChange {
  return {
    startOffset,
    removedLength: insertedText.length,
    insertedText: before.slice(startOffset, startOffset + removedLength),
  };
}

/** From the end to the start, as VS Code takes over what is on the disk and goes back over several edits. */
export function lineChanges(before: string, after: string): readonly TextChange[] {
  let startOffset = 0;
  const changes: TextChange[] = [];
  for (const { kind, original, proposed } of diffLines(linesOf(before), linesOf(after))) {
    const removedLength = original.join('').length;
    if (kind === 'changed') changes.push({ startOffset, removedLength, insertedText: proposed.join('') });
    startOffset += removedLength;
  }
  return changes.toReversed();
}
