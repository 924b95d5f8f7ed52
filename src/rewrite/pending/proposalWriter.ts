// Brings a proposal into a document while it is still being generated: settled changes at once, the rest at the end.
// Must not know engines; text is told to it.
import { withPlainLineEnds } from '../../base/lineEnds.ts';
import { type DiffPart, linesOf } from './lineDiff.ts';
import type { EditEnd, PendingDocument } from './pendingDocument.ts';
import type { Region } from './region.ts';
import { nothingSettled, remainingParts, settledParts } from './streamedDiff.ts';

export type WriteEnd = Exclude<EditEnd, 'edited'> | 'written' | 'noChange';

export class ProposalWriter {
  private readonly pending: PendingDocument;
  private readonly lineEnd: string;
  private readonly original: readonly string[];
  private readonly onBroken: () => void;
  private settled = nothingSettled;
  /** The lines that stand in the document, as far as `settled` says. */
  private written: readonly string[] = [];
  private newest: readonly string[] = [];
  private work: Promise<void> = Promise.resolve();
  private broken: Exclude<EditEnd, 'edited'> | undefined;
  private fault: { readonly error: unknown } | undefined;
  private changeCount = 0;
  private hasEdited = false;

  /** Writes over `region`; `onBroken` is told when the document no longer takes what comes. */
  constructor(pending: PendingDocument, region: Region, lineEnd: string, onBroken: () => void) {
    this.pending = pending;
    this.lineEnd = lineEnd;
    this.onBroken = onBroken;
    this.original = linesOf(pending.document.text().slice(region.startOffset, region.endOffset));
    pending.write(region);
  }

  /** The whole proposal as far as it has come, with any line ends; its last line may still change. */
  arrived(text: string): void {
    const lines = this.toLines(text);
    this.newest = lines.at(-1)?.endsWith('\n') === true ? lines : lines.slice(0, -1);
    this.work = this.work.then(() => this.writeSettled()).catch((error: unknown) => this.failed(error));
  }

  /**
   * The complete proposal. What was settled on the way may have been another text.
   * @throws when an edit failed otherwise than by being refused
   */
  async finish(text: string): Promise<WriteEnd> {
    this.work = this.work.then(() => this.writeRest(text)).catch((error: unknown) => this.failed(error));
    await this.stop();
    if (this.broken !== undefined) return this.broken;
    return this.changeCount > 0 ? 'written' : 'noChange';
  }

  private async writeRest(text: string): Promise<void> {
    const lines = this.toLines(text);
    if (!this.continues(lines)) await this.startOver();
    const parts = remainingParts(this.original, lines, this.settled);
    const lastChanged = parts.findLastIndex(({ kind }) => kind === 'changed');
    await this.write(parts, lastChanged);
    this.settled = { originalLines: this.original.length, proposedLines: lines.length };
    this.written = lines;
  }

  /** Why the document no longer takes what comes. */
  get brokenBy(): Exclude<EditEnd, 'edited'> | undefined {
    return this.broken;
  }

  /** There is no proposal after all. */
  async takeBack(): Promise<WriteEnd> {
    return await this.finish(this.original.join(''));
  }

  /** Takes back what was written, and stands at the beginning again for another proposal: there, where that is by now. */
  async startAgain(): Promise<Region | undefined> {
    this.work = this.work
      .then(() => this.writeRest(this.original.join('')))
      .catch((error: unknown) => this.failed(error));
    await this.work;
    const { region } = this.pending.state;
    if (this.broken !== undefined || region === undefined) return undefined;
    const place = { ...region, startOffset: region.startOffset - this.original.join('').length };
    this.pending.write(place);
    this.settled = nothingSettled;
    this.written = [];
    this.newest = [];
    this.changeCount = 0;
    return place;
  }

  /**
   * Ends, though the proposal need not be complete; what was settled stays. Gives the number of changes made.
   * @throws as `finish` does
   */
  async stop(): Promise<number> {
    await this.work;
    if (this.pending.state.region !== undefined) this.pending.write(undefined);
    if (this.fault !== undefined)
      throw new Error('A proposal could not be written.', { cause: this.fault.error });
    return this.changeCount;
  }

  private toLines(text: string): readonly string[] {
    const plain = withPlainLineEnds(text);
    return linesOf(this.lineEnd === '\n' ? plain : plain.replaceAll('\n', this.lineEnd));
  }

  private async writeSettled(): Promise<void> {
    if (this.broken !== undefined || !this.continues(this.newest)) return;
    const lines = this.newest;
    const { parts, settled } = settledParts(this.original, lines, this.settled);
    if (parts.length === 0) return;
    await this.write(parts, undefined);
    this.settled = settled;
    this.written = lines.slice(0, settled.proposedLines);
  }

  private continues(lines: readonly string[]): boolean {
    return this.written.every((line, index) => lines[index] === line);
  }

  private async write(parts: readonly DiffPart[], lastChanged: number | undefined): Promise<void> {
    for (const [index, { kind, original, proposed }] of parts.entries()) {
      if (this.broken !== undefined) return;
      const removedLength = original.join('').length;
      if (kind === 'same') {
        if (!this.pending.skip(removedLength)) this.breakOff('textChanged');
        continue;
      }
      // All changes of one proposal are one step for undo.
      const undo = { before: !this.hasEdited, after: index === lastChanged };
      const end = await this.pending.propose(removedLength, proposed.join(''), undo);
      if (end !== 'edited') return this.breakOff(end);
      this.changeCount++;
      this.hasEdited = true;
    }
  }

  /** Takes back what the complete proposal does not begin with. */
  private async startOver(): Promise<void> {
    const { region } = this.pending.state;
    const written = this.written.join('');
    const startOffset = (region?.startOffset ?? 0) - written.length;
    // What someone edited meanwhile is not ours to take back.
    const isOurs = this.pending.document.text().startsWith(written, Math.max(startOffset, 0));
    if (region === undefined || !isOurs) return this.breakOff('textChanged');
    this.pending.write({ ...region, startOffset });
    const replaced = this.original.slice(0, this.settled.originalLines).join('');
    const end = await this.pending.propose(written.length, replaced, { before: false, after: false });
    if (end !== 'edited') return this.breakOff(end);
    const restored = this.pending.state.region;
    if (restored !== undefined) {
      this.pending.write({ ...restored, startOffset: restored.startOffset - replaced.length });
    }
    this.settled = nothingSettled;
    this.written = [];
    this.changeCount = 0;
  }

  private failed(error: unknown): void {
    this.fault = { error };
    this.breakOff('refused');
  }

  private breakOff(end: Exclude<EditEnd, 'edited'>): void {
    this.broken = end;
    this.onBroken();
  }
}
