// A trie over the exact bytes of every text token of a vocabulary, for token healing.
// Knows bytes and token ids; must not know models, prompts or probabilities.

const root = 0;
const none = -1;

/**
 * Node storage in flat arrays (first child, next sibling): 150,000 tokens make about 400,000 nodes, and
 * objects would cost ten times the memory.
 */
export class ByteTrie {
  private readonly nodeBytes: number[] = [0];
  private readonly firstChild: number[] = [none];
  private readonly nextSibling: number[] = [none];
  private readonly tokenAtNode: number[] = [none];

  /** `tokenBytes[id]` are the token's bytes; undefined for control and unused tokens, which never heal text. */
  constructor(tokenBytes: readonly (Uint8Array | undefined)[]) {
    for (const [token, bytes] of tokenBytes.entries()) {
      if (bytes !== undefined && bytes.length > 0) this.insert(bytes, token);
    }
  }

  /**
   * The tokens that may stand where `forced` must be written next: those that begin with all of `forced`,
   * and those that are a beginning of it (the rest is then forced on the following token).
   */
  agreeing(forced: Uint8Array): number[] {
    const tokens: number[] = [];
    let node = root;
    for (const byte of forced) {
      node = this.child(node, byte);
      if (node === none) return tokens;
      const token = this.tokenAtNode[node] ?? none;
      if (token !== none) tokens.push(token);
    }
    this.collectBelow(node, tokens);
    return tokens;
  }

  private insert(bytes: Uint8Array, token: number): void {
    let node = root;
    for (const byte of bytes) {
      const existing = this.child(node, byte);
      node = existing === none ? this.addChild(node, byte) : existing;
    }
    // Two ids with the same bytes do not occur in byte-level BPE; the lower one is the trained one if they do.
    if (this.tokenAtNode[node] === none) this.tokenAtNode[node] = token;
  }

  private child(node: number, byte: number): number {
    let candidate = this.firstChild[node] ?? none;
    while (candidate !== none && this.nodeBytes[candidate] !== byte) {
      candidate = this.nextSibling[candidate] ?? none;
    }
    return candidate;
  }

  private addChild(parent: number, byte: number): number {
    const node = this.nodeBytes.length;
    this.nodeBytes.push(byte);
    this.firstChild.push(none);
    this.nextSibling.push(this.firstChild[parent] ?? none);
    this.tokenAtNode.push(none);
    this.firstChild[parent] = node;
    return node;
  }

  private collectBelow(node: number, tokens: number[]): void {
    const pending = [this.firstChild[node] ?? none];
    for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
      if (current === none) continue;
      const token = this.tokenAtNode[current] ?? none;
      if (token !== none) tokens.push(token);
      pending.push(this.nextSibling[current] ?? none, this.firstChild[current] ?? none);
    }
  }
}
