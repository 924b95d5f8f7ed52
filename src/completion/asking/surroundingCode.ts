// What goes along with a document: the code whose names and phrases its answers may repeat.
// Told to the engine in idle time; must not know prompts or where files come from.
//
// The same code in front of the prompt was measured too: it cost 208 tokens of prefill and was right no more often
// (docs/QUALITY.md), so it stays out.
import type { ReferenceText } from '../../../engine/protocol/protocol.ts';
import type { Cancellation } from '../../base/cancellation.ts';
import { withPlainLineEnds } from '../../base/lineEnds.ts';
import type { EngineClient } from '../../client/engineClient.ts';
import type { NeighbourFiles } from '../../context/neighbours/neighbourFiles.ts';
import type { CandidateSource } from '../../context/neighbours/recentDocuments.ts';
import type { DocumentSnapshot } from '../../context/window/contextWindow.ts';

export interface SurroundingCodeParts {
  readonly client: Pick<EngineClient, 'refer' | 'closeDocument'>;
  readonly recent: CandidateSource;
  readonly neighbours: NeighbourFiles;
}

/** Documents beyond these are data; their own words are in the window. */
const maxOwnCharacters = 200_000;
/** Of all the others together; indexing more would take the engine longer than a pause in typing. */
const maxOtherCharacters = 150_000;

interface Telling {
  readonly uri: string;
  isForgotten: boolean;
}

export class SurroundingCode {
  private readonly parts: SurroundingCodeParts;
  /** By document, the texts that the engine was told of last. */
  private readonly told = new Map<string, readonly ReferenceText[]>();
  /** What is being read and told now: a document that is forgotten meanwhile stays so. */
  private readonly running = new Set<Telling>();

  constructor(parts: SurroundingCodeParts) {
    this.parts = parts;
  }

  /** Tells the engine of the code whose names may be repeated. To be called in idle time, after the prompt is warm. */
  async refer(document: DocumentSnapshot, offset: number, cancellation: Cancellation): Promise<void> {
    const telling: Telling = { uri: document.uri, isForgotten: false };
    this.running.add(telling);
    try {
      await this.tell(telling, document, offset, cancellation);
    } finally {
      this.running.delete(telling);
    }
  }

  private async tell(
    telling: Telling,
    document: DocumentSnapshot,
    offset: number,
    cancellation: Cancellation,
  ): Promise<void> {
    const others = (await this.candidates(document)).map(({ uri, text }) => ({
      uri,
      text: withPlainLineEnds(text),
    }));
    if (telling.isForgotten) return;
    const { uri } = document;
    const isKnown = sameTexts(this.told.get(uri), others);
    const own = piecesAround(document.text, offset);
    const { client } = this.parts;
    const all = { documentUri: uri, own, others };
    const first = await client.refer(isKnown ? { documentUri: uri, own } : all, cancellation);
    // The engine keeps what fits; documents that nobody worked on made room.
    const result =
      first?.kind === 'forgotten' && !telling.isForgotten ? await client.refer(all, cancellation) : first;
    if (result?.kind === 'indexed' && !telling.isForgotten) this.told.set(uri, others);
  }

  textsAround(uri: string): readonly string[] {
    return (this.told.get(uri) ?? []).map(({ text }) => text);
  }

  /** The document is closed, or the engine that was told is gone. */
  forget(uri: string): void {
    this.told.delete(uri);
    for (const telling of this.running) if (telling.uri === uri) telling.isForgotten = true;
  }

  /** A new engine knows nothing yet, or another model does not. */
  forgetAll(): void {
    this.told.clear();
    for (const telling of this.running) telling.isForgotten = true;
    this.parts.neighbours.forget();
  }

  /**
   * What may be read may have changed. The engine lets go of what it was told at once: until the next idle time it would
   * still draft from a file that is hidden by now. Not for a new engine, which was told nothing and whose first answer
   * would end with it.
   */
  hideAll(): void {
    const uris = new Set([...this.told.keys(), ...Array.from(this.running, ({ uri }) => uri)]);
    this.forgetAll();
    for (const uri of uris) this.parts.client.closeDocument(uri);
  }

  /** Open documents first: their text is newer than the file's. */
  private async candidates(document: DocumentSnapshot): Promise<readonly ReferenceText[]> {
    const { recent, neighbours } = this.parts;
    const open = recent.candidates(document.uri);
    const known = new Set([document.uri, ...open.map(({ uri }) => uri)]);
    const files = (await neighbours.around(document)).filter(({ uri }) => !known.has(uri));
    return firstThatFit([...open, ...files]);
  }
}

/** A text that is too long for what is left is passed over: half a file's words say little of the rest. */
function firstThatFit(texts: readonly ReferenceText[]): readonly ReferenceText[] {
  let left = maxOtherCharacters;
  return texts.filter(({ text }) => {
    if (text.length > left) return false;
    left -= text.length;
    return true;
  });
}

/** What stands above the line of the cursor, and below it. */
export function piecesAround(text: string, offset: number): readonly string[] {
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
