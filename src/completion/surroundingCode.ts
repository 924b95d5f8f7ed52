// What goes along with a document: related code for its prompt, and the code whose names its answers may repeat.
// Chosen in idle time and kept while someone types; must not know prompts or where files come from.
import type { ReferenceText, RelatedText } from '../../engine/protocol.ts';
import type { Cancellation, EngineClient } from '../client/engineClient.ts';
import type { DocumentSnapshot } from '../context/contextWindow.ts';
import { withPlainLineEnds } from '../context/lineEnds.ts';
import type { NeighbourFiles } from '../context/neighbourFiles.ts';
import type { CandidateSource } from '../context/recentDocuments.ts';
import type { CandidateIndex } from '../context/related/candidateIndex.ts';
import { type RelatedCandidate, usualRelatedRules } from '../context/related/relatedCode.ts';
import { RelatedSets } from '../context/related/relatedSets.ts';
import { selectRelated } from '../context/related/selectRelated.ts';

export interface SurroundingCodeParts {
  readonly client: Pick<EngineClient, 'refer'>;
  readonly recent: CandidateSource;
  readonly neighbours: NeighbourFiles;
  readonly index: CandidateIndex;
  readonly now: () => number;
}

type Candidate = RelatedCandidate & { readonly uri: string };

/** Documents beyond these are data; their own words are in the window. */
const maxOwnCharacters = 200_000;
/** Someone who typed within this time is typing. */
const typingMs = 100;

export class SurroundingCode {
  private readonly parts: SurroundingCodeParts;
  private sets = new RelatedSets(typingMs);
  /** By document, the texts that the engine was told of last. */
  private readonly told = new Map<string, readonly ReferenceText[]>();

  constructor(parts: SurroundingCodeParts) {
    this.parts = parts;
  }

  /** For the prompt; the same until a refresh changes it. */
  related(uri: string): readonly RelatedText[] {
    return this.sets.snippets(uri);
  }

  typed(uri: string): void {
    this.sets.typed(uri, this.parts.now());
  }

  /** Chooses the related code anew. To be called in idle time, before the prompt is warmed. */
  async refresh(document: DocumentSnapshot, offset: number): Promise<void> {
    const { index, now, neighbours } = this.parts;
    const candidates = await this.candidates(document);
    const { uri, languageId, text } = document;
    const request = { path: neighbours.shownPath(uri), languageId, text, offset };
    this.sets.refresh(uri, now(), () => selectRelated(request, candidates, usualRelatedRules, index));
  }

  /** Tells the engine of the code whose names may be repeated. To be called in idle time, after the prompt is warm. */
  async refer(document: DocumentSnapshot, offset: number, cancellation: Cancellation): Promise<void> {
    const others = (await this.candidates(document)).map(({ uri, text }) => ({
      uri,
      text: withPlainLineEnds(text),
    }));
    const { uri } = document;
    const isKnown = sameTexts(this.told.get(uri), others);
    const own = piecesAround(document.text, offset);
    const result = await this.parts.client.refer(
      { documentUri: uri, own, ...(isKnown ? {} : { others }) },
      cancellation,
    );
    if (result?.kind === 'indexed') this.told.set(uri, others);
  }

  /** The document is closed, or the engine that was told is gone. */
  forget(uri: string): void {
    this.told.delete(uri);
    this.sets.close(uri);
  }

  /** What may be read may have changed, or a new engine knows nothing yet. */
  forgetAll(): void {
    this.sets = new RelatedSets(typingMs);
    this.told.clear();
    this.parts.neighbours.forget();
  }

  /** Open documents first: their text is newer than the file's. */
  private async candidates(document: DocumentSnapshot): Promise<readonly Candidate[]> {
    const { recent, neighbours } = this.parts;
    const open = recent.candidates(document.uri);
    const known = new Set([document.uri, ...open.map(({ uri }) => uri)]);
    const files = (await neighbours.around(document)).filter(({ uri }) => !known.has(uri));
    return [...open, ...files.map((file) => ({ ...file, lastVisit: 0 }))];
  }
}

/** What stands above the line of the cursor, and below it. */
function piecesAround(text: string, offset: number): readonly string[] {
  if (text.length > maxOwnCharacters) return [];
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const below = lineEnd === -1 ? '' : text.slice(lineEnd + 1);
  return [text.slice(0, lineStart), below].map(withPlainLineEnds);
}

function sameTexts(known: readonly ReferenceText[] | undefined, texts: readonly ReferenceText[]): boolean {
  return (
    known?.length === texts.length &&
    texts.every(({ uri, text }, index) => uri === known[index]?.uri && text === known[index]?.text)
  );
}
