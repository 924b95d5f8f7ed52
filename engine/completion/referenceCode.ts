// The code at hand, indexed by n-grams: each document and the files around it, each text once however many use it.
// Knows texts and who uses them; must not know prompts, the KV cache or where files come from.
import { type CopySources, noCopySources } from '../decoding/copyModel.ts';
import { LocalNgrams, separator } from '../decoding/localNgrams.ts';
import type { ReferenceParams } from '../protocol/protocol.ts';

interface Indexed {
  readonly pieces: readonly string[];
  readonly ngrams: LocalNgrams;
}

/** Between two looks at whether something more urgent came: about 2 ms. */
const linesPerTurn = 200;
/** Lines whose tokens are remembered; an edit then costs the tokens of one line. */
const maxRememberedLines = 60_000;

export class ReferenceCode {
  private readonly tokenize: (text: string) => readonly number[];
  private readonly indexed = new Map<string, Indexed>();
  /** By owner, the files around its document. */
  private readonly used = new Map<string, readonly string[]>();
  private lineTokens = new Map<string, readonly number[]>();

  constructor(tokenize: (text: string) => readonly number[]) {
    this.tokenize = tokenize;
  }

  /** Indexes what changed. False when `goesOn` said to stop; what was done by then is kept. */
  async set(owner: string, params: ReferenceParams, goesOn: () => Promise<boolean>): Promise<boolean> {
    const { documentUri, own, others } = params;
    if (own !== undefined && !(await this.index(ownKey(owner), own, goesOn))) return false;
    for (const { uri, text } of others ?? []) if (!(await this.index(uri, [text], goesOn))) return false;
    const otherUris = others?.map(({ uri }) => uri).filter((uri) => uri !== documentUri);
    this.used.set(owner, otherUris ?? this.used.get(owner) ?? []);
    this.forgetUnused();
    return true;
  }

  sourcesOf(owner: string): CopySources {
    const otherUris = this.used.get(owner);
    if (otherUris === undefined) return noCopySources;
    return {
      own: this.indexed.get(ownKey(owner))?.ngrams,
      others: otherUris.map((uri) => this.indexed.get(uri)?.ngrams).filter((ngrams) => ngrams !== undefined),
    };
  }

  release(isOwner: (owner: string) => boolean): void {
    for (const owner of [...this.used.keys()].filter(isOwner)) this.used.delete(owner);
    this.forgetUnused();
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
    if (isSame(this.indexed.get(key)?.pieces, pieces)) return true;
    const tokens: number[] = [];
    for (const piece of pieces) {
      for (const [index, line] of linePieces(piece).entries()) {
        if (index % linesPerTurn === 0 && !(await goesOn())) return false;
        tokens.push(...this.tokensOf(line));
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
