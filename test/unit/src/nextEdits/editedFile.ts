// A file under edit in front of the rules: edits by their text, proposals drawn into the text.

import type { TextRange } from '../../../../src/base/ranges.ts';
import type { TextChange } from '../../../../src/base/textChanges.ts';
import { applyChange } from '../../../../src/base/textChanges.ts';
import { ScopeContext } from '../../../../src/context/scopeContext.ts';
import { EditHistory, type RestingEdit } from '../../../../src/nextEdits/edits/editHistory.ts';
import { type Proposal, proposeSeries } from '../../../../src/nextEdits/sites/proposeSeries.ts';
import type { SearchedText } from '../../../../src/nextEdits/sites/searchedText.ts';
import { readGrammarFile } from '../context/grammarFiles.ts';

export class EditedFile {
  text: string;
  readonly history = new EditHistory(1);
  readonly uri = 'file:///edited';
  readonly languageId: string;
  /** How often time was asked for by the last proposal, once for each place that was looked at. */
  looks = 0;
  /** The uses that a server told, by what the text around them is. */
  told: readonly string[] | undefined;
  private readonly syntax: ScopeContext;
  private version = 1;

  private constructor(syntax: ScopeContext, languageId: string, text: string) {
    this.syntax = syntax;
    this.languageId = languageId;
    this.text = text;
    this.history.open(this.uri, languageId, text);
  }

  static async open(languageId: string, text: string): Promise<EditedFile> {
    const syntax = new ScopeContext(readGrammarFile, () => 0);
    await syntax.prepare(languageId);
    return new EditedFile(syntax, languageId, text);
  }

  /** `«old→new»` in a text that says where: the edit is made there by single changes of the text around it. */
  edit(place: string, isRested = true): Proposal | undefined {
    const match = /«([^→]*)→([^»]*)»/u.exec(place);
    const [whole = '', removed = '', inserted = ''] = match ?? [];
    const at = this.text.indexOf(place.replace(whole, removed));
    if (match === null || at === -1) throw new Error(`There is no ${place} in the text:\n${this.text}`);
    this.change([{ startOffset: at + match.index, removedLength: removed.length, insertedText: inserted }]);
    return isRested ? this.rest() : undefined;
  }

  change(changes: readonly TextChange[]): void {
    for (const change of changes.toSorted((a, b) => b.startOffset - a.startOffset))
      this.text = applyChange(this.text, change);
    this.version++;
    this.history.change(this.uri, changes);
  }

  rest(isSilenced: (key: string) => boolean = () => false): Proposal | undefined {
    const { resting, searched } = this.resting();
    return resting && proposeSeries(resting, searched, isSilenced);
  }

  /** What was edited last, and the text to look for places in. */
  resting(): { readonly resting: RestingEdit | undefined; readonly searched: SearchedText } {
    const { uri, languageId, text, version } = this;
    if (!this.history.isKnown(uri)) this.history.open(uri, languageId, text);
    const look = this.syntax.factsIn({ uri, languageId, version, text });
    const factsOf = (range: TextRange) => look?.(range);
    this.looks = 0;
    const isTooLate = () => {
      this.looks++;
      return false;
    };
    const usesOf = () => this.told?.map((place) => this.rangeOf(place));
    const searched = { text, languageId, factsOf, usesOf, isTooLate };
    return { resting: this.history.rest({ uri, text, factsOf }), searched };
  }

  /** `[name]` in a text that says where. */
  private rangeOf(place: string): TextRange {
    const before = place.indexOf('[');
    const name = place.slice(before + 1, place.indexOf(']'));
    const startOffset = this.text.indexOf(place.replace(/[[\]]/g, '')) + before;
    return { startOffset, endOffset: startOffset + name.length };
  }

  /** The text with every proposed place drawn into it. */
  draw(proposal: Proposal | undefined): string {
    let drawn = this.text;
    for (const site of (proposal?.sites ?? []).toSorted((a, b) => b.startOffset - a.startOffset)) {
      const { startOffset, endOffset, newText } = site;
      const removed = drawn.slice(startOffset, endOffset);
      drawn = applyChange(drawn, {
        startOffset,
        removedLength: removed.length,
        insertedText: `«${removed}→${newText}»`,
      });
    }
    return drawn;
  }

  dispose(): void {
    this.syntax.dispose();
  }
}
