// A person typing in one document, seen from the pipeline: every key cancels the last request and asks anew.
// Must not know what is answered.
import type { Outcome } from '../../engine/protocol.ts';
import type { CompletionPipeline, PipelineRequest, Suggestion } from '../../src/completion/pipeline.ts';
import { ManualCancellation } from './manualCancellation.ts';

export class TypingEditor {
  text: string;
  offset: number;
  version = 1;
  /** The newest request's token. */
  token = new ManualCancellation();
  private readonly pipeline: CompletionPipeline;
  private readonly uri: string;
  private requests = 0;

  /** @param marked text with `█` at the cursor */
  constructor(pipeline: CompletionPipeline, marked: string, uri = 'file:///a.ts') {
    this.pipeline = pipeline;
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
    this.token.cancel();
    const start = typeof keys === 'number' ? this.offset + keys : this.offset;
    const inserted = typeof keys === 'number' ? '' : keys;
    this.text = this.text.slice(0, start) + inserted + this.text.slice(this.offset);
    this.offset = start + inserted.length;
    this.version++;
  }

  ask(asked: Partial<PipelineRequest> = {}): Promise<Outcome<Suggestion>> {
    this.token.cancel();
    this.token = new ManualCancellation();
    const { version, uri, text } = this;
    const request: PipelineRequest = {
      id: ++this.requests,
      uri,
      languageId: 'typescript',
      snapshot: () => ({ uri, languageId: 'typescript', version, text }),
      documentLength: text.length,
      scheme: 'file',
      offset: this.offset,
      isManual: false,
      cursorCount: 1,
      selected: undefined,
      isCurrent: () => this.version === version,
      ...asked,
    };
    return this.pipeline.complete(request, this.token);
  }

  /** The document after accepting a suggestion, with the cursor as `█`. */
  accepted(outcome: Outcome<Suggestion>): string {
    if (outcome.kind !== 'shown') return `${outcome.kind}: ${outcome.reason}`;
    const { text, startOffset, endOffset } = outcome.value;
    return `${this.text.slice(0, startOffset)}${text}█${this.text.slice(endOffset)}`;
  }
}
