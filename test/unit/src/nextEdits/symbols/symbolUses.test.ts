// What a server told of a name holds after the name, and the text around its uses, were changed.
import assert from 'node:assert/strict';
import type { TextRange } from '../../../../../src/base/ranges.ts';
import { applyChange } from '../../../../../src/base/textChanges.ts';
import { SymbolUses } from '../../../../../src/nextEdits/symbols/symbolUses.ts';

const uri = 'file:///a.ts';
const start = 'let total = 1;\nuse(total, cart.total);\nreturn total;\n';

class Document {
  text = start;
  readonly uses = new SymbolUses();

  constructor() {
    const places = [...start.matchAll(/(?<!\.)total/g)].map(({ index }) => range(index, index + 5));
    this.uses.learn(uri, start, range(4, 9), places);
  }

  change(startOffset: number, removedLength: number, insertedText: string): void {
    const change = { startOffset, removedLength, insertedText };
    this.text = applyChange(this.text, change);
    this.uses.change(uri, [change]);
  }

  /** The text with what is left of the name in brackets. */
  drawn(declaredAt: TextRange): string | undefined {
    return this.uses
      .usesOf(uri, this.text, 'total', declaredAt)
      ?.toReversed()
      .reduce(
        (text, { startOffset, endOffset }) =>
          `${text.slice(0, startOffset)}[${text.slice(startOffset, endOffset)}]${text.slice(endOffset)}`,
        this.text,
      );
  }
}

function range(startOffset: number, endOffset: number): TextRange {
  return { startOffset, endOffset };
}

describe('SymbolUses', () => {
  it('follows them while the name is typed anew, key by key', () => {
    const document = new Document();
    for (let count = 0; count < 5; count++) document.change(4, 1, '');
    for (const [index, letter] of 'amount'.split('').entries()) document.change(4 + index, 0, letter);
    assert.equal(
      document.drawn(range(4, 10)),
      'let amount = 1;\nuse([total], cart.total);\nreturn [total];\n',
    );
  });

  it('leaves out those that were changed', () => {
    const document = new Document();
    document.change(4, 5, 'sum');
    document.change(document.text.indexOf('use(') + 4, 5, 'sum');
    assert.equal(document.drawn(range(4, 7)), 'let sum = 1;\nuse(sum, cart.total);\nreturn [total];\n');
  });

  it('keeps them when the server is asked about half of the new name', () => {
    const document = new Document();
    document.change(4, 5, 'am');
    document.uses.learn(uri, document.text, range(4, 6), [range(4, 6)]);
    document.change(6, 0, 'ount');
    assert.equal(document.drawn(range(4, 10))?.includes('[total]'), true);
  });

  it('learns anew when nothing is left of the old name', () => {
    const document = new Document();
    for (const place of [4, 18, document.text.lastIndexOf('total') - 4]) document.change(place, 5, 'sum');
    assert.equal(document.drawn(range(4, 7)), document.text);
    const places = [...document.text.matchAll(/sum/g)].map(({ index }) => range(index, index + 3));
    document.uses.learn(uri, document.text, range(4, 7), places);
    assert.equal(document.uses.usesOf(uri, document.text, 'sum', range(4, 7))?.length, 2);
  });

  it('knows nothing of other names and places, or of what was deleted', () => {
    const document = new Document();
    assert.equal(document.uses.usesOf(uri, document.text, 'cart', range(4, 9)), undefined);
    assert.equal(document.uses.usesOf(uri, document.text, 'total', range(18, 23)), undefined);
    document.change(0, 15, '');
    assert.equal(document.uses.usesOf(uri, document.text, 'total', range(0, 5)), undefined);
    document.uses.forget(uri);
    assert.equal(document.uses.usesOf(uri, document.text, 'total', range(0, 5)), undefined);
  });
});
