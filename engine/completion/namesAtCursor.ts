// The names that each document's language server listed last, and for which place. They come when they come, beside the
// requests. Must not know who lists names, nor how tokens are chosen.
import { defaultNameBelief, type NameBelief, NameGuide } from '../decoding/nameGuide.ts';
import type { NamesParams } from '../protocol/documentProtocol.ts';
import type { CompleteParams } from '../protocol/protocol.ts';

/** Letters, digits, `_`, `$` and all of other scripts: the characters of the bytes that make up a name. */
const typedName = /[\w$\u0080-\u{10ffff}]*$/u;

export class NamesAtCursor {
  private readonly belief: NameBelief;
  /** By owner of the document; only where somebody types names are wanted. */
  private readonly latest = new Map<string, NamesParams>();

  constructor(belief: NameBelief = defaultNameBelief) {
    this.belief = belief;
  }

  set(owner: string, names: NamesParams): void {
    this.latest.set(owner, names);
  }

  /** What is known by now of the name that an answer begins with; undefined where that is nothing. */
  guideFor(
    owner: string,
    { nameId, before, forcedText }: Pick<CompleteParams, 'nameId' | 'before' | 'forcedText'>,
  ): NameGuide | undefined {
    const listed = this.latest.get(owner);
    if (nameId === undefined || listed?.nameId !== nameId) return undefined;
    const typed = typedName.exec(before + forcedText)?.[0] ?? '';
    return NameGuide.of(listed.names, typed, this.belief);
  }

  release(isOwner: (owner: string) => boolean): void {
    for (const owner of [...this.latest.keys()].filter(isOwner)) this.latest.delete(owner);
  }

  documentsOf(isOwner: (owner: string) => boolean): number {
    return [...this.latest.keys()].filter(isOwner).length;
  }
}
