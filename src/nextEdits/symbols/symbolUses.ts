// The uses of declared names as a language server told them, followed through the changes since: after a name was
// changed at its declaration, no server knows any more what used it. Pure. Must not know who told them.
import { followRange, growing, keeping, type TextRange } from '../../base/ranges.ts';
import type { TextChange } from '../../base/textChanges.ts';

interface KnownSymbol {
  readonly uri: string;
  readonly name: string;
  /** What stands there now, whatever was made of the name. */
  readonly declared: TextRange;
  /** Where the name stands otherwise; those that were changed are left out. */
  readonly uses: readonly TextRange[];
  readonly isChanged: boolean;
}

/** More than one renames at a time. */
const maxSymbols = 4;

export class SymbolUses {
  /** Learned last comes last. */
  private symbols: readonly KnownSymbol[] = [];

  /** @param uses in `text`, with or without the declaration itself */
  learn(uri: string, text: string, declared: TextRange, uses: readonly TextRange[]): void {
    const known = this.symbols.find((symbol) => symbol.uri === uri && overlaps(symbol.declared, declared));
    // Half of a new name: the uses of the old one still are what they were told to be.
    if (known?.isChanged === true && this.left(known, text).length > 0) return;
    const name = text.slice(declared.startOffset, declared.endOffset);
    const others = uses.filter((use) => !overlaps(use, declared));
    const symbol = { uri, name, declared, uses: others, isChanged: false };
    this.symbols = [...this.symbols.filter((other) => other !== known), symbol].slice(-maxSymbols);
  }

  /** Offsets of changes are those before all of them. */
  change(uri: string, changes: readonly TextChange[]): void {
    const fromBehind = changes.toSorted((one, other) => other.startOffset - one.startOffset);
    for (const change of fromBehind)
      this.symbols = this.symbols.flatMap((symbol) =>
        symbol.uri === uri ? followed(symbol, change) : [symbol],
      );
  }

  forget(uri: string): void {
    this.symbols = this.symbols.filter((symbol) => symbol.uri !== uri);
  }

  /** Where the old name is left of what was declared there; undefined when nobody told. */
  usesOf(
    uri: string,
    text: string,
    oldName: string,
    declaredAt: TextRange,
  ): readonly TextRange[] | undefined {
    const known = this.symbols.find(
      (symbol) => symbol.uri === uri && symbol.name === oldName && overlaps(symbol.declared, declaredAt),
    );
    return known && this.left(known, text);
  }

  private left({ name, uses }: KnownSymbol, text: string): readonly TextRange[] {
    return uses.filter(({ startOffset, endOffset }) => text.slice(startOffset, endOffset) === name);
  }
}

function followed(symbol: KnownSymbol, change: TextChange): readonly KnownSymbol[] {
  const declared = followRange(symbol.declared, change, growing);
  if (declared.touch === 'across') return [];
  const uses = symbol.uses.flatMap((use) => {
    const range = followRange(use, change, keeping);
    return range.touch === 'outside' ? [range] : [];
  });
  return [{ ...symbol, declared, uses, isChanged: symbol.isChanged || declared.touch === 'inside' }];
}

function overlaps(one: TextRange, other: TextRange): boolean {
  return one.startOffset <= other.endOffset && other.startOffset <= one.endOffset;
}
