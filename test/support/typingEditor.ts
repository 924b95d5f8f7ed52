// A person typing in one document, seen from the pipeline: every key cancels the last request and asks anew.
// Must not know what is answered.
import type { Outcome } from '../../engine/protocol/protocol.ts';
import type { Completions } from '../../src/completion/completions.ts';
import type { PipelineRequest } from '../../src/completion/pipeline.ts';
import type { Suggestion } from '../../src/completion/showing/suggestion.ts';
import type { Situation } from '../../src/completion/when/situation.ts';
import { ManualCancellation } from './manualCancellation.ts';

export class TypingEditor {
  text: string;
  offset: number;
  version = 1;
  /** The newest request's token. */
  token = new ManualCancellation();
  private readonly completions: Completions;
  private readonly uri: string;
  private requests = 0;

  /** @param marked text with `█` at the cursor */
  constructor(completions: Completions, marked: string, uri = 'file:///a.ts') {
    this.completions = completions;
    this.uri = uri;
    this.offset = marked.indexOf('█');
    this.text = marked.replace('█', '');
  }

  /** Types, and asks as an editor does. */
  type(keys: string, asked: Partial<PipelineRequest> = {}): Promise<Outcome<Suggestion>> {
    this.edit(keys);
    return this.ask(asked);
  }

  /** Changes the document without asking; negative counts delete to the left. */
  edit(keys: string | number): void {
    const start = typeof keys === 'number' ? this.offset + keys : this.offset;
    this.replace(start, this.offset, typeof keys === 'number' ? '' : keys);
  }

  /** Accepts a suggestion as Tab does. */
  accept(outcome: Outcome<Suggestion>): void {
    if (outcome.kind !== 'shown') throw new Error(`Nothing is suggested: ${outcome.reason}.`);
    const { text, startOffset, endOffset } = outcome.value;
    this.replace(startOffset, endOffset, text);
  }

  private replace(start: number, end: number, inserted: string): void {
    this.token.cancel();
    this.text = this.text.slice(0, start) + inserted + this.text.slice(end);
    this.offset = start + inserted.length;
    this.version++;
    const change = { startOffset: start, removedLength: end - start, insertedText: inserted };
    this.completions.change(this.uri, [change]);
  }

  ask(asked: Partial<PipelineRequest> = {}): Promise<Outcome<Suggestion>> {
    this.token.cancel();
    this.token = new ManualCancellation();
    return this.completions.pipeline.complete(this.request(asked), this.token);
  }

  /** What "why nothing" would say of such a request. */
  situation(asked: Partial<PipelineRequest> = {}): Situation {
    return this.completions.pipeline.situation(this.request(asked));
  }

  private request(asked: Partial<PipelineRequest>): PipelineRequest {
    const { version, uri, text } = this;
    return {
      id: ++this.requests,
      uri,
      languageId: 'typescript',
      snapshot: () => ({ uri, languageId: 'typescript', version, text }),
      documentLength: text.length,
      scheme: 'file',
      isReadOnly: false,
      offset: this.offset,
      isManual: false,
      cursorCount: 1,
      selected: undefined,
      isCurrent: () => this.version === version,
      ...asked,
    };
  }

  /** The document after accepting a suggestion, with the cursor as `█`. */
  accepted(outcome: Outcome<Suggestion>): string {
    if (outcome.kind !== 'shown') return `${outcome.kind}: ${outcome.reason}`;
    const { text, startOffset, endOffset } = outcome.value;
    return `${this.text.slice(0, startOffset)}${text}█${this.text.slice(endOffset)}`;
  }
}
