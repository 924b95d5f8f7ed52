// Repeat the edit: gathers what is typed, and when it rests looks for the places that want the same. All but gathering
// is idle work, bounded in time. Knows no VS Code: documents come as plain data.
import type { TextRange } from '../../base/ranges.ts';
import type { TextChange } from '../../base/textChanges.ts';
import type { SetTimer } from '../../base/time.ts';
import type { NodeFacts } from '../../context/syntax/nodeFacts.ts';
import type { DocumentSnapshot } from '../../context/window/contextWindow.ts';
import type { DocumentPrivacy } from '../../privacy/filePrivacy.ts';
import { EditHistory } from '../edits/editHistory.ts';
import { type Proposal, proposeSeries } from '../sites/proposeSeries.ts';

export interface RepeatSyntax {
  prepare(languageId: string): Promise<void>;
  factsIn(document: DocumentSnapshot): ((range: TextRange) => NodeFacts) | undefined;
}

export interface RepeatLaneParts {
  readonly syntax: RepeatSyntax;
  readonly privacy: DocumentPrivacy;
  readonly setTimer: SetTimer;
  readonly now: () => number;
  /** The document that is written in, as it is now; undefined when it is none, or may not be looked into. */
  readonly current: () => DocumentSnapshot | undefined;
  readonly onRest: (document: DocumentSnapshot, proposal: Proposal | undefined) => void;
}

/** Longer than between two keys of a word, shorter than it takes to look for the next place. */
const restMs = 400;
/** For one look: what it has not seen by then is not proposed. */
const lookMs = 12;
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
    const uri = current()?.uri;
    if (uri === undefined || this.history.isKnown(uri)) return;
    await privacy.rulesRead(uri);
    const document = current();
    if (document?.uri !== uri || this.history.isKnown(uri) || !this.mayLook(document)) return;
    this.history.open(uri, document.languageId, document.text);
    await syntax.prepare(document.languageId);
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

  forget(uri: string): void {
    this.history.forget(uri);
  }

  dispose(): void {
    this.timer?.dispose();
  }

  private restSoon(): void {
    this.timer?.dispose();
    this.timer = this.parts.setTimer(() => this.rest(), restMs);
  }

  private rest(): void {
    const document = this.parts.current();
    if (document === undefined || !this.mayLook(document)) return;
    const { uri, languageId, text } = document;
    if (!this.history.isKnown(uri)) {
      this.history.open(uri, languageId, text);
      return;
    }
    const endMs = this.parts.now() + lookMs;
    const factsOf = this.parts.syntax.factsIn(document) ?? (() => undefined);
    const edit = this.history.rest({ uri, text, factsOf });
    const searched = { text, languageId, factsOf, isTooLate: () => this.parts.now() > endMs };
    const isSilenced = (key: string) => this.silenced.has(key);
    this.parts.onRest(document, edit && proposeSeries(edit, searched, isSilenced));
  }

  /** Without the rules of its folder known, a document is not looked into. */
  private mayLook({ uri, text }: DocumentSnapshot): boolean {
    return text.length <= maxCharacters && this.parts.privacy.refusal(uri, text) === undefined;
  }
}
