// Repeat the edit: gathers what is typed, and when it rests looks for the places that want the same. All but gathering
// is idle work, bounded in time. Knows no VS Code: documents come as plain data.
import type { TextRange } from '../../base/ranges.ts';
import type { TextChange } from '../../base/textChanges.ts';
import type { SetTimer } from '../../base/time.ts';
import type { NodeFacts } from '../../context/syntax/nodeFacts.ts';
import type { DocumentSnapshot } from '../../context/window/contextWindow.ts';
import type { DocumentPrivacy } from '../../privacy/filePrivacy.ts';
import { EditHistory, type RestingEdit } from '../edits/editHistory.ts';
import { type Proposal, proposeSeries } from '../sites/proposeSeries.ts';

export interface RepeatSyntax {
  /** Never rejects. */
  prepare(languageId: string): Promise<void>;
  /** Whether documents of a language have trees by now, or will have. */
  hasGrammar(languageId: string): boolean;
  /** Undefined where there is no tree, or not yet: a look a little later may find it. */
  factsIn(document: DocumentSnapshot): ((range: TextRange) => NodeFacts) | undefined;
}

export interface RepeatLaneParts {
  readonly syntax: RepeatSyntax;
  readonly privacy: DocumentPrivacy;
  readonly setTimer: SetTimer;
  readonly now: () => number;
  /** Where a document's old name is left, as a language server told it; undefined when none did. */
  readonly usesOf: (
    document: DocumentSnapshot,
    oldName: string,
    declaredAt: TextRange,
  ) => readonly TextRange[] | undefined;
  /** The document that is written in, as it is now; undefined when it is none, or may not be looked into. */
  readonly current: () => DocumentSnapshot | undefined;
  readonly onRest: (
    document: DocumentSnapshot,
    found: Proposal | 'tookTooLong' | undefined,
    edit: RestingEdit | undefined,
  ) => void;
}

/** Longer than between two keys of a word, shorter than it takes to look for the next place. */
const restMs = 400;
/**
 * For one look, beside the tree. One that needs longer proposes nothing: of all places some say that none is meant. It
 * is made again when the keys rest on; by then the tree is there, and the code has been compiled.
 */
const looksMs = [12, 24, 48];
/** Texts beyond this are generated, and a copy of each is held. */
export const maxCharacters = 1_000_000;
/** Copies are held of the documents that were written in last. */
const maxDocuments = 6;

export class RepeatLane {
  private readonly parts: RepeatLaneParts;
  private readonly history = new EditHistory(maxDocuments);
  private readonly silenced = new Set<string>();
  private timer: { dispose(): void } | undefined;

  constructor(parts: RepeatLaneParts) {
    this.parts = parts;
  }

  /** Someone may write here next: what is there before the first change is held. */
  async visit(): Promise<void> {
    const { syntax, privacy, current } = this.parts;
    const document = current();
    if (document === undefined || this.history.isKnown(document.uri) || this.isRefused(document)) return;
    const { uri, languageId, text } = document;
    // Rules may still be read: until they are known nothing is looked at, but what is typed meanwhile counts.
    this.history.open(uri, languageId, text);
    await privacy.rulesRead(uri);
    if (this.isRefused({ uri })) this.history.forget(uri);
    else await syntax.prepare(languageId);
  }

  /** Costs next to nothing: it is called with every key. */
  change(uri: string, changes: readonly TextChange[]): void {
    this.history.change(uri, changes);
    this.restSoon();
  }

  /** The document changed otherwise than by being written in: by an undo, or by an offer that was taken. */
  changeUnwritten(uri: string, languageId: string, readText: () => string): void {
    this.timer?.dispose();
    if (this.history.isKnown(uri)) this.history.open(uri, languageId, readText());
  }

  silence(ruleKey: string): void {
    this.silenced.add(ruleKey);
  }

  isSilenced(ruleKey: string): boolean {
    return this.silenced.has(ruleKey);
  }

  forget(uri: string): void {
    this.history.forget(uri);
  }

  dispose(): void {
    this.timer?.dispose();
  }

  private restSoon(look = 0): void {
    this.timer?.dispose();
    this.timer = this.parts.setTimer(() => this.rest(look), restMs);
  }

  private rest(look: number): void {
    const { syntax, privacy } = this.parts;
    const document = this.parts.current();
    if (document === undefined) return;
    const { uri, languageId, text } = document;
    if (this.isRefused(document)) return this.history.forget(uri);
    if (!this.history.isKnown(uri)) return this.history.open(uri, languageId, text);
    const isLast = look === looksMs.length - 1;
    const goOn = () => (isLast ? undefined : this.restSoon(look + 1));
    // Without the rules of its folder known, a document is not looked into.
    if (privacy.refusal(uri, text) !== undefined) return goOn();
    const facts = syntax.factsIn(document);
    if (facts === undefined && syntax.hasGrammar(languageId) && !isLast) return goOn();
    const factsOf = facts ?? (() => undefined);
    const endMs = this.parts.now() + (looksMs[look] ?? 0);
    let isLate = false;
    const isTooLate = () => (isLate ||= this.parts.now() > endMs);
    const edit = this.history.rest({ uri, text, factsOf });
    const usesOf = (oldName: string, declaredAt: TextRange) =>
      this.parts.usesOf(document, oldName, declaredAt);
    const searched = { text, languageId, factsOf, usesOf, isTooLate };
    const proposal = edit && proposeSeries(edit, searched, (key) => this.isSilenced(key));
    if (isLate && !isLast) return goOn();
    this.parts.onRest(document, isLate ? 'tookTooLong' : proposal, edit);
  }

  /** For good, or for as long as the rules are what they are. */
  private isRefused({ uri, text = '' }: { readonly uri: string; readonly text?: string }): boolean {
    const refusal = this.parts.privacy.refusal(uri, text);
    return text.length > maxCharacters || (refusal !== undefined && refusal !== 'rulesNotRead');
  }
}
