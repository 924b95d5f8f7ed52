// Windows of real documents through real grammars, well-behaved and hostile ones.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import * as fc from 'fast-check';
import { Parser, Tree } from 'web-tree-sitter';
import { cutAtOrBefore, withPlainLineEnds } from '../../../../src/base/lineEnds.ts';
import { ScopeContext } from '../../../../src/context/scopeContext.ts';
import type { WindowBudget } from '../../../../src/context/window/contextWindow.ts';
import { growthFactor } from '../../../../src/context/window/window.ts';
import { EditedDocument, typeScriptModule } from './editedDocument.ts';
import { readGrammarFile } from './grammarFiles.ts';
import { SteppingClock } from './steppingClock.ts';
import { drawWindow, withCursor, withoutWindow } from './windowNotation.ts';

interface Case {
  readonly name: string;
  readonly languageId: string;
  readonly budget: WindowBudget;
  readonly drawn: string;
  readonly boundaries?: 'scopes' | 'lines';
}

const usualBudget: WindowBudget = { beforeCharacters: 1800, afterCharacters: 600 };

const cases: readonly Case[] = [
  {
    name: 'begins at a member with its comment, and ends with a whole member',
    languageId: 'typescript',
    budget: { beforeCharacters: 95, afterCharacters: 42 },
    drawn: `class Box {
  private readonly first = 1;
  private readonly second = [
    2,
  ];
⟦  /** Adds one. */
  add(): void {
    this.first.use();
  }
  remove(): void {
    const old = this.█second;
    drop(old);
  }
  clear(): void {}⟧
  other(): void {
  }
}
`,
  },
  {
    name: 'begins at a statement inside the function when that is long',
    languageId: 'python',
    budget: { beforeCharacters: 58, afterCharacters: 22 },
    drawn: `def long():
    first = compute(
        1,
    )
⟦    # Then the second.
    second = compute(2)
    third = sec█ond
    return third⟧


def other():
    return 2
`,
  },
  {
    name: 'takes whole elements',
    languageId: 'typescriptreact',
    budget: { beforeCharacters: 70, afterCharacters: 20 },
    drawn: `export const page = (
  <main>
    <Header
      title="A"
    />
⟦    <Body text="some text" />
    <Body text="more text" />
    <Foo█ter />
    <Last />⟧
    <Other
      title="B"
    />
  </main>
);
`,
  },
  {
    name: 'falls back to lines where the syntax is broken all around',
    languageId: 'typescript',
    budget: { beforeCharacters: 40, afterCharacters: 20 },
    drawn: `function complete( {
  const first = call(before,
⟦  return x[[[;
  if (this.thing █{
    else {{ )⟧
  other) {
`,
  },
  {
    name: 'takes lines for a language without a grammar',
    languageId: 'plaintext',
    budget: { beforeCharacters: 30, afterCharacters: 20 },
    boundaries: 'lines',
    drawn:
      'One line of text.\nAnd one more line.\n⟦A third line here.\nThe fourth█ line.\nThe fifth.⟧\nThe sixth.\n',
  },
  {
    name: 'understands tabs',
    languageId: 'typescript',
    budget: { beforeCharacters: 36, afterCharacters: 18 },
    drawn:
      'function f() {\n\tfirst(\n\t\t1);\n⟦\tsecond(2);\n\tthird(3, 4, 5);\n\tfour█th(4);\n\tfifth(5);⟧\n\tsixth(\n\t\t6);\n}\n',
  },
];

/** What random texts are made of, half a surrogate pair among it. */
const units = ['a', ' ', '{', '}', '(', ';', '\n', '\r\n', '\t', '👋', '\ud83d', 'ש', 'if (x) {\n', 'f();\n'];

/** Budgets count the document's own characters: a text is longer with longer line ends. */
function lengthened(text: string, ending: string): number {
  return text.replaceAll('\n', ending).length - text.length;
}

describe('ScopeContext', () => {
  let context: ScopeContext;
  let clock: SteppingClock;
  beforeEach(async () => {
    clock = new SteppingClock();
    context = new ScopeContext(readGrammarFile, clock.now);
    for (const languageId of ['typescript', 'typescriptreact', 'python']) await context.prepare(languageId);
  });
  afterEach(() => {
    mock.restoreAll();
    context.dispose();
  });

  for (const { name, languageId, budget, drawn, boundaries = 'scopes' } of cases) {
    for (const [lineEnds, ending] of [
      ['\\n', '\n'],
      ['\\r\\n', '\r\n'],
    ] as const) {
      it(`${name}, with ${lineEnds}`, () => {
        const expected = drawn.replaceAll('\n', ending);
        const plain = drawn.slice(drawn.indexOf('⟦') + 1, drawn.indexOf('⟧'));
        const [before = '', after = ''] = plain.split('█');
        const place = withCursor(withoutWindow(expected));
        const document = new EditedDocument(context, languageId, place.text);
        const window = document.windowAt(place.offset, {
          beforeCharacters: budget.beforeCharacters + lengthened(before, ending),
          afterCharacters: budget.afterCharacters + lengthened(after, ending),
        });
        assert.equal(drawWindow(place, window), expected);
        assert.equal(window.boundaries, boundaries);
        assert.equal(`${window.before}█${window.after}`, plain);
      });
    }
  }

  const withoutGrammar = ['svelte', 'vue', 'html', 'markdown', 'powershell', 'scss', 'less', 'objective-c'];
  for (const languageId of withoutGrammar) {
    it(`gives windows by lines for ${languageId}`, async () => {
      await context.prepare(languageId);
      const place = withCursor('first\nsecond {\n  third\n  fou█rth\n}\nlast\n');
      const document = new EditedDocument(context, languageId, place.text);
      context.parseAhead(document.snapshot);
      const window = document.windowAt(place.offset, { beforeCharacters: 16, afterCharacters: 8 });
      assert.equal(window.boundaries, 'lines');
      assert.equal(`${window.before}█${window.after}`, '  third\n  fou█rth\n}');
    });
  }

  it('uses lines until the grammar is there', async () => {
    const early = new ScopeContext(readGrammarFile, () => 0);
    const text = typeScriptModule(40);
    const document = new EditedDocument(early, 'typescript', text);
    assert.equal(document.windowAt(5000, usualBudget).boundaries, 'lines');
    await early.prepare('typescript');
    assert.equal(document.windowAt(9000, usualBudget).boundaries, 'scopes');
    early.dispose();
  });

  it('uses lines when a parse misses its deadline, and scopes when it could finish in idle time', () => {
    const document = new EditedDocument(context, 'typescript', typeScriptModule(2000));
    clock.stepMs = 11;
    assert.equal(document.windowAt(90_000, usualBudget).boundaries, 'lines');
    clock.stepMs = 0;
    context.parseAhead(document.snapshot);
    clock.stepMs = 11;
    assert.equal(document.windowAt(120_000, usualBudget).boundaries, 'scopes');
  });

  const hostile: readonly (readonly [string, string])[] = [
    ['a 20,000-line file', typeScriptModule(2000)],
    ['a minified line', 'f(a,b);'.repeat(100_000)],
    ['a huge file', typeScriptModule(10_000)],
    ['binary data', '\0\u0001\u0002PNG\r\n'.repeat(10_000)],
    ['surrogate pairs only', '👋'.repeat(20_000)],
    ['right-to-left text', 'const שם = "مرحبا";\n'.repeat(2000)],
    ['lone carriage returns', 'a = 1;\r'.repeat(3000)],
    ['opening brackets only', '([{'.repeat(5000)],
    ['nested blocks', `${'{\n'.repeat(3000)}${'}\n'.repeat(3000)}`],
  ];
  for (const [name, text] of hostile) {
    it(`gives a bounded window of ${name}`, () => {
      const document = new EditedDocument(context, 'typescript', text);
      for (const share of [0, 0.25, 0.5, 0.75, 1]) {
        const offset = Math.floor(text.length * share);
        const window = document.windowAt(offset, usualBudget);
        assert.ok(window.before.length <= usualBudget.beforeCharacters * growthFactor);
        assert.ok(window.after.length <= usualBudget.afterCharacters * growthFactor);
        const wanted = Math.min(cutAtOrBefore(text, offset), usualBudget.beforeCharacters / 2);
        assert.ok(offset - window.startOffset >= wanted);
      }
    });
  }

  it('frees every tree, and every one that a document leaves behind', () => {
    const parse = mock.method(Parser.prototype, 'parse');
    const free = mock.method(Tree.prototype, 'delete');
    const liveTrees = () =>
      parse.mock.calls.filter(({ result }) => result instanceof Tree).length - free.mock.callCount();
    const documents = Array.from({ length: 40 }, (_, index) => {
      const languageId = index % 2 === 0 ? 'typescript' : 'python';
      return new EditedDocument(context, languageId, typeScriptModule(20), `file:///${index}`);
    });
    for (const document of documents) {
      document.windowAt(3000, usualBudget);
      document.replace(3000, 0, 'x'.repeat(2000));
      document.windowAt(5000, usualBudget);
    }
    assert.equal(liveTrees(), 32);
    for (const { uri } of documents.slice(20)) context.close(uri);
    assert.equal(liveTrees(), 12);
    documents[19]?.replace(0, 0, '\0');
    documents[19]?.windowAt(0, usualBudget);
    documents[18]?.replaceUntold(0, 0, 'y'.repeat(2_000_000));
    documents[18]?.windowAt(1_000_000, usualBudget);
    assert.equal(liveTrees(), 10);
    context.dispose();
    assert.equal(liveTrees(), 0);
  });

  it('starts over when a document changes its language', () => {
    const text = typeScriptModule(20);
    new EditedDocument(context, 'python', text, 'untitled:1').windowAt(3000, usualBudget);
    const window = new EditedDocument(context, 'typescript', text, 'untitled:1').windowAt(3000, usualBudget);
    const fresh = new EditedDocument(context, 'typescript', text, 'untitled:2').windowAt(3000, usualBudget);
    assert.deepEqual(window, fresh);
  });

  it('gives text around the cursor within the budget, whatever is done to a document', () => {
    const budget: WindowBudget = { beforeCharacters: 60, afterCharacters: 30 };
    const unit = fc.constantFrom(...units);
    const piece = fc.string({ unit, maxLength: 80 });
    const step = fc.record({
      place: fc.double({ min: 0, max: 1, noNaN: true }),
      removedLength: fc.nat({ max: 60 }),
      insertedText: piece,
      isTold: fc.boolean(),
      cursor: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const property = fc.property(piece, fc.array(step, { maxLength: 12 }), (initial, steps) => {
      const document = new EditedDocument(context, 'typescript', initial);
      for (const { place, removedLength, insertedText, isTold, cursor } of steps) {
        const startOffset = Math.floor(document.text.length * place);
        const removed = Math.min(removedLength, document.text.length - startOffset);
        if (isTold) document.replace(startOffset, removed, insertedText);
        else document.replaceUntold(startOffset, removed, insertedText);
        const { text } = document;
        const offset = Math.floor(text.length * cursor);
        const window = document.windowAt(offset, budget);
        const middle = cutAtOrBefore(text, offset);
        const { startOffset: start, endOffset: end } = window;
        assert.equal(window.before, withPlainLineEnds(text.slice(start, middle)));
        assert.equal(window.after, withPlainLineEnds(text.slice(middle, end)));
        assert.ok(middle - start <= budget.beforeCharacters * growthFactor && middle >= start);
        assert.ok(end - middle <= budget.afterCharacters * growthFactor && middle <= end);
        assert.deepEqual([cutAtOrBefore(text, start), cutAtOrBefore(text, end)], [start, end]);
        assert.ok(start === 0 || middle - start >= budget.beforeCharacters / 2);
      }
      context.close(document.uri);
    });
    fc.assert(property, { numRuns: 200 });
  });
});
