// The code at hand, indexed by n-grams: each document and the files around it, each text once however many use it.
// Knows texts and who uses them; must not know prompts, the KV cache or where files come from.
import { type CopySources, noCopySources } from '../decoding/copyModel.ts';
import { LocalNgrams, separator } from '../decoding/localNgrams.ts';
import type { ReferenceParams, ReferenceResult } from '../protocol/protocol.ts';

interface Indexed {
  readonly pieces: readonly string[];
  readonly ngrams: LocalNgrams;
}

/** Between two looks at whether something more urgent came: about 2 ms. */
const linesPerTurn = 200;
/** Lines whose tokens are remembered, about 250 bytes each; an edit then costs the tokens of one line. */
const maxRememberedLines = 20_000;
/** What a document of the greatest size takes with the files around it, eight times over. */
const maxIndexedBytes = 16 * 1024 ** 2;

export class ReferenceCode {
  private readonly tokenize: (text: string) => readonly number[];
  private readonly maxBytes: number;
  private readonly indexed = new Map<string, Indexed>();
  /** By owner, the files around its document; who was told of or asked for longest ago comes first. */
  private readonly used = new Map<string, readonly string[]>();
  private lineTokens = new Map<string, readonly number[]>();

  /** @param maxBytes of all indexes together; the documents used longest ago make room */
  constructor(tokenize: (text: string) => readonly number[], maxBytes: number = maxIndexedBytes) {
    this.tokenize = tokenize;
    this.maxBytes = maxBytes;
  }

  /** Indexes what changed. `preempted` when `goesOn` said to stop; what was done by then is kept where it is used. */
  async set(
    owner: string,
    { documentUri, own, others }: ReferenceParams,
    goesOn: () => Promise<boolean>,
  ): Promise<ReferenceResult['kind']> {
    const around = others?.map(({ uri }) => uri).filter((uri) => uri !== documentUri) ?? this.used.get(owner);
    const texts = [
      ...(own === undefined ? [] : [{ key: ownKey(owner), pieces: own }]),
      ...(others ?? []).map(({ uri, text }) => ({ key: uri, pieces: [text] })),
    ];
    for (const { key, pieces } of texts) {
      if (await this.index(key, pieces, goesOn)) continue;
      this.forgetUnused();
      return 'preempted';
    }
    this.use(owner, around ?? []);
    this.forgetUnused();
    this.makeRoom();
    return around === undefined ? 'forgotten' : 'indexed';
  }

  sourcesOf(owner: string): CopySources {
    const otherUris = this.used.get(owner);
    if (otherUris === undefined) return noCopySources;
    this.use(owner, otherUris);
    return {
      own: this.indexed.get(ownKey(owner))?.ngrams,
      others: otherUris.map((uri) => this.indexed.get(uri)?.ngrams).filter((ngrams) => ngrams !== undefined),
    };
  }

  release(isOwner: (owner: string) => boolean): void {
    for (const owner of [...this.used.keys()].filter(isOwner)) this.used.delete(owner);
    this.forgetUnused();
  }

  documentsOf(isOwner: (owner: string) => boolean): number {
    return [...this.used.keys()].filter(isOwner).length;
  }

  get bytes(): number {
    return [...this.indexed.values()].reduce((sum, { ngrams }) => sum + ngrams.bytes, 0);
  }

  /** Puts the owner behind all others. */
  private use(owner: string, otherUris: readonly string[]): void {
    this.used.delete(owner);
    this.used.set(owner, otherUris);
  }

  /** The last document stays whatever it takes: somebody writes in it. */
  private makeRoom(): void {
    while (this.bytes > this.maxBytes && this.used.size > 1) {
      const [oldest] = this.used.keys();
      this.release((owner) => owner === oldest);
    }
  }

  private forgetUnused(): void {
    const inUse = new Set([...this.used].flatMap(([owner, otherUris]) => [ownKey(owner), ...otherUris]));
    for (const key of this.indexed.keys()) if (!inUse.has(key)) this.indexed.delete(key);
  }

  private async index(
    key: string,
    pieces: readonly string[],
    goesOn: () => Promise<boolean>,
  ): Promise<boolean> {
    if (isSame(this.indexed.get(key)?.pieces, pieces)) return await goesOn();
    const tokens: number[] = [];
    for (const piece of pieces) {
      for (const [index, line] of linePieces(piece).entries()) {
        if (index % linesPerTurn === 0 && !(await goesOn())) return false;
        for (const token of this.tokensOf(line)) tokens.push(token);
      }
      tokens.push(separator);
    }
    this.indexed.set(key, { pieces, ngrams: new LocalNgrams(tokens) });
    return true;
  }

  private tokensOf(line: string): readonly number[] {
    const known = this.lineTokens.get(line);
    if (known !== undefined) return known;
    if (this.lineTokens.size >= maxRememberedLines) this.lineTokens = new Map();
    const tokens = this.tokenize(line);
    this.lineTokens.set(line, tokens);
    return tokens;
  }
}

/**
 * Lines with their line ends and the blank lines behind them. The pre-tokenizer of this family never joins a line
 * end to what follows, so the tokens are those of the whole text.
 */
function linePieces(text: string): readonly string[] {
  return text.match(/[^\n]*\n+|[^\n]+$/g) ?? [];
}

/** A document's own pieces belong to whoever writes in it; other texts are shared. */
function ownKey(owner: string): string {
  return `own ${owner}`;
}

function isSame(known: readonly string[] | undefined, pieces: readonly string[]): boolean {
  return known?.length === pieces.length && pieces.every((piece, index) => piece === known[index]);
}
