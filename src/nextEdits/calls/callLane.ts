// Broken by the change: a parameter that came or went, the errors that a language server reports at its calls, and for
// each the argument to take away, or the one to put there, asked of the model while nobody types. Gone with the next key.
// Knows no VS Code.
import type { CompleteResult } from '../../../engine/protocol/protocol.ts';
import { OwnedCancellation } from '../../base/cancellation.ts';
import { withPlainLineEnds } from '../../base/lineEnds.ts';
import { describeError, type Logger } from '../../base/log.ts';
import { followRange, keeping, type TextRange } from '../../base/ranges.ts';
import type { TextChange } from '../../base/textChanges.ts';
import type { SetTimer } from '../../base/time.ts';
import type { EngineClient } from '../../client/engineClient.ts';
import type { NodeFacts } from '../../context/syntax/nodeFacts.ts';
import type { DocumentSnapshot } from '../../context/window/contextWindow.ts';
import type { RestingEdit } from '../edits/editHistory.ts';
import type { Series } from '../offer/series.ts';
import type { SearchedText } from '../sites/searchedText.ts';
import { type CallHole, callHoles, callRests } from './brokenCalls.ts';
import { type ChangedParameter, changedParameter, parameterKey } from './changedParameter.ts';
import { filledArgument } from './filledArgument.ts';

export interface CallLaneParts {
  readonly client: Pick<EngineClient, 'complete' | 'closeDocument' | 'status'>;
  readonly factsIn: (document: DocumentSnapshot) => ((range: TextRange) => NodeFacts) | undefined;
  /** Open documents that may be looked into, all but this one. */
  readonly othersThan: (uri: string) => readonly DocumentSnapshot[];
  /** What a server reports of a document now. */
  readonly errorsIn: (uri: string) => readonly TextRange[];
  readonly isSilenced: (ruleKey: string) => boolean;
  readonly setTimer: SetTimer;
  readonly now: () => number;
  readonly log: Logger;
  /** Comes again with every argument that is found. */
  readonly onCalls: (series: Series) => void;
  /** The same, of another document as it was when it was looked into. */
  readonly onElsewhere: (series: Series, document: DocumentSnapshot) => void;
}

/** A server needs about a second for what it reports. */
const patienceMs = 10_000;
/** Reports come in parts; and a key's own request is answered by then. */
const settleMs = 400;
/** Of the document around a call. */
const window = { before: 1500, after: 600 };
const maxTokens = 24;

/** One parameter, from the rest after it was typed to the next key. */
class Watched extends OwnedCancellation {
  readonly document: DocumentSnapshot;
  readonly parameter: ChangedParameter;
  readonly untilMs: number;
  /** Documents whose calls have their arguments. */
  readonly answered: Set<string>;
  isLooking = false;
  /** Reported anew while it was looked. */
  isStale = false;

  constructor(
    document: DocumentSnapshot,
    parameter: ChangedParameter,
    untilMs: number,
    answered: ReadonlySet<string> = new Set(),
  ) {
    super();
    this.document = document;
    this.parameter = parameter;
    this.untilMs = untilMs;
    this.answered = new Set(answered);
  }
}

export class CallLane {
  private readonly parts: CallLaneParts;
  private watched: Watched | undefined;
  private timer: { dispose(): void } | undefined;

  constructor(parts: CallLaneParts) {
    this.parts = parts;
  }

  /** The keys rest after an edit. */
  rested(document: DocumentSnapshot, edit: RestingEdit | undefined): void {
    this.forget();
    const parameter = edit && changedParameter(edit);
    if (parameter === undefined || this.parts.isSilenced(parameterKey(parameter))) return;
    this.watched = new Watched(document, parameter, this.parts.now() + patienceMs);
    this.lookSoon();
  }

  /** A server has reported anew. */
  diagnosed(): void {
    if (this.watched !== undefined) this.lookSoon();
  }

  /** An offer was taken while more was asked for: the calls that are left are asked for anew, where they are now. */
  goOn(document: DocumentSnapshot, changes: readonly TextChange[]): void {
    const { watched } = this;
    // In another document the declaration stays where it is.
    if (watched?.document.uri !== document.uri) return;
    this.forget();
    const { parameter, untilMs, answered } = watched;
    const at = changes.reduce<TextRange>(
      (range, change) => followRange(range, change, keeping),
      parameter.at,
    );
    this.watched = new Watched(document, { ...parameter, at }, untilMs, answered);
    this.lookSoon();
  }

  /** The document is another one now, or gone; without a name, whatever it was. */
  forget(uri?: string): void {
    if (uri !== undefined && this.watched?.document.uri !== uri) return;
    this.timer?.dispose();
    this.watched?.cancel();
    this.watched = undefined;
  }

  dispose(): void {
    this.forget();
  }

  private lookSoon(): void {
    this.timer?.dispose();
    this.timer = this.parts.setTimer(() => void this.look(), settleMs);
  }

  private async look(): Promise<void> {
    const { watched, parts } = this;
    if (watched === undefined || parts.now() > watched.untilMs) return;
    const { document, parameter } = watched;
    if (parameter.kind === 'removed') {
      const searched = this.searchedIn(document);
      if (searched !== undefined)
        this.offerRests(document, parameter, callRests(searched, parameter, parts.errorsIn(document.uri)));
      return;
    }
    // Without a model at work there is nobody to ask, and none is started for this.
    if (parts.client.status.state !== 'ready') return;
    if (watched.isLooking) {
      watched.isStale = true;
      return;
    }
    watched.isLooking = true;
    try {
      await this.fillAll(watched);
    } catch (error: unknown) {
      parts.log.warn(`No arguments were asked for: ${describeError(error)}`);
    }
    watched.isLooking = false;
    if (watched.isStale && !watched.isCancellationRequested) this.lookSoon();
    watched.isStale = false;
  }

  /** Those of the document itself first: they are offered while the others are asked for. */
  private async fillAll(watched: Watched): Promise<void> {
    const { document: own, parameter, answered } = watched;
    for (const document of [own, ...this.parts.othersThan(own.uri)]) {
      const searched = answered.has(document.uri) ? undefined : this.searchedIn(document);
      const holes = searched && callHoles(searched, parameter, this.parts.errorsIn(document.uri));
      if (holes === undefined || holes.length === 0) continue;
      const ordered = document === own ? fromPlace(holes, ({ offset }) => offset, parameter) : holes;
      const end = await this.fill(watched, document, ordered);
      if (end === 'cancelled') return;
      // Somebody else's question came first: once more from the beginning, when that is answered.
      if (end === 'preempted') {
        watched.isStale = true;
        return;
      }
      answered.add(document.uri);
    }
  }

  private searchedIn(document: DocumentSnapshot): SearchedText | undefined {
    const isReported = this.parts.errorsIn(document.uri).length > 0;
    const factsOf = isReported ? this.parts.factsIn(document) : undefined;
    return factsOf && { ...document, factsOf, isTooLate: () => false };
  }

  /** Reported anew, they are offered anew: what is left of them. */
  private offerRests(
    { uri, text }: DocumentSnapshot,
    parameter: ChangedParameter,
    rests: readonly TextRange[],
  ): void {
    if (rests.length === 0) return;
    const sites = fromPlace(rests, ({ startOffset }) => startOffset, parameter).map((range) => ({
      ...range,
      oldText: text.slice(range.startOffset, range.endOffset),
      newText: '',
    }));
    this.parts.onCalls({ uri, ruleKey: parameterKey(parameter), sites });
  }

  private async fill(
    watched: Watched,
    document: DocumentSnapshot,
    holes: readonly CallHole[],
  ): Promise<'answered' | 'cancelled' | 'preempted'> {
    const { parameter, document: own } = watched;
    let series: Series = { uri: document.uri, ruleKey: parameterKey(parameter), sites: [] };
    for (const hole of holes) {
      const answer = await this.ask(watched, document, hole);
      if (watched.isCancellationRequested) return 'cancelled';
      if (answer.kind === 'cancelled') return 'preempted';
      const argument =
        answer.kind === 'shown' ? filledArgument(answer.value.tokens, parameter.tokens) : undefined;
      if (argument === undefined) continue;
      const newText = hole.before + argument + hole.after;
      const site = { startOffset: hole.offset, endOffset: hole.offset, oldText: '', newText };
      series = { ...series, sites: [...series.sites, site] };
      if (document === own) this.parts.onCalls(series);
      else this.parts.onElsewhere({ ...series, fromUri: own.uri }, document);
    }
    return 'answered';
  }

  /** As a document of its own, so that the file's prompt stays where it is. */
  private async ask(watched: Watched, document: DocumentSnapshot, hole: CallHole): Promise<CompleteResult> {
    const { client } = this.parts;
    const documentUri = `${document.uri}#call`;
    try {
      return await client.complete(questionAt(document, documentUri, hole, watched), watched);
    } finally {
      client.closeDocument(documentUri);
    }
  }
}

function questionAt(
  { uri, text, languageId }: DocumentSnapshot,
  documentUri: string,
  { offset, before, after }: CallHole,
  { document: own, parameter: { at } }: Pick<Watched, 'document' | 'parameter'>,
) {
  const start = Math.max(0, offset - window.before);
  const lineStart = start === 0 ? 0 : text.indexOf('\n', start) + 1;
  // The model has to see what is asked for.
  const isInWindow = uri === own.uri && at.startOffset >= lineStart && at.startOffset < offset + window.after;
  const declaration = isInWindow ? '' : `${lineAt(own.text, at)}\n`;
  return {
    documentUri,
    languageId,
    purpose: 'aside' as const,
    before: withPlainLineEnds(declaration + text.slice(lineStart, offset)) + before,
    after: withPlainLineEnds(after + text.slice(offset, offset + window.after)),
    forcedText: '',
    maxLines: 1,
    maxTokens,
  };
}

function lineAt(text: string, { startOffset, endOffset }: TextRange): string {
  const end = text.indexOf('\n', endOffset);
  return text.slice(text.lastIndexOf('\n', startOffset - 1) + 1, end === -1 ? text.length : end).trimEnd();
}

/** Those behind the parameter first, then on from the beginning. */
function fromPlace<T>(places: readonly T[], offsetOf: (place: T) => number, { at }: ChangedParameter) {
  const behind = places.filter((place) => offsetOf(place) >= at.endOffset);
  return [...behind, ...places.filter((place) => offsetOf(place) < at.endOffset)];
}
