// A document under edit in front of a context source, as an editor would hold it.

import { applyChange } from '../../../../src/base/textChanges.ts';
import type {
  ContextSource,
  ContextWindow,
  DocumentSnapshot,
  WindowBudget,
} from '../../../../src/context/window/contextWindow.ts';

export class EditedDocument {
  text: string;
  readonly uri: string;
  readonly languageId: string;
  private readonly source: ContextSource;
  private version = 1;

  constructor(source: ContextSource, languageId: string, text: string, uri = `file:///${languageId}`) {
    this.source = source;
    this.languageId = languageId;
    this.text = text;
    this.uri = uri;
  }

  get snapshot(): DocumentSnapshot {
    return { uri: this.uri, languageId: this.languageId, version: this.version, text: this.text };
  }

  replace(startOffset: number, removedLength: number, insertedText: string): void {
    this.source.change(this.uri, [{ startOffset, removedLength, insertedText }]);
    this.replaceUntold(startOffset, removedLength, insertedText);
  }

  /** As `replace`, by someone who does not tell the context source. */
  replaceUntold(startOffset: number, removedLength: number, insertedText: string): void {
    this.text = applyChange(this.text, { startOffset, removedLength, insertedText });
    this.version++;
  }

  windowAt(offset: number, budget: WindowBudget): ContextWindow {
    return this.source.windowAt(this.snapshot, offset, budget);
  }
}

/** TypeScript of `functions` functions with nine lines each. */
export function typeScriptModule(functions: number): string {
  return Array.from(
    { length: functions },
    (_, index) => `/** Adds up what is left of part ${index}. */
export function sumOfPart${index}(values: readonly number[], limit: number): number {
  let sum = 0;
  for (const value of values) {
    if (value > limit) continue;
    sum += value * ${index};
  }
  return sum;
}
`,
  ).join('\n');
}
