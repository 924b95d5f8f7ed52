// The choice of a window's ends over plain scopes: where it begins, where it ends, and when it stays.
import assert from 'node:assert/strict';
import type { WindowBudget } from '../../../../../src/context/window/contextWindow.ts';
import { chooseWindow, keptEnds, nothingKept, type Scope } from '../../../../../src/context/window/window.ts';
import { drawWindow, withCursor, withoutWindow } from '../windowNotation.ts';

const smallBudget: WindowBudget = { beforeCharacters: 40, afterCharacters: 24 };

/** A scope and its statements, each the first place where that text stands. */
function scopeOf(text: string, scope: string, ...statements: readonly string[]): Scope {
  return {
    ...rangeOf(text, scope),
    statements: statements.map((statement) => rangeOf(text, statement)),
  };
}

function rangeOf(text: string, part: string) {
  const startOffset = text.indexOf(part);
  assert.notEqual(startOffset, -1, part);
  return { startOffset, endOffset: startOffset + part.length };
}

interface Case {
  readonly name: string;
  readonly drawn: string;
  readonly scopes?: (text: string) => readonly Scope[];
}

const cases: readonly Case[] = [
  { name: 'takes all of a short text', drawn: '⟦one();\ntwo(█);\n⟧' },
  { name: 'takes nothing of an empty text', drawn: '⟦█⟧' },
  {
    name: 'begins and ends at lines without scopes',
    drawn:
      'aaaaaaaa\nbbbbbbbb\n⟦cccccccc\ndddddddd\neeeeeeee\nfffff█fff\ngggggggg\nhhhhhhh⟧\niiiiiiii\njjjj\n',
  },
  {
    name: 'begins at the statement of an enclosing scope rather than at the next line',
    drawn:
      'aaaaaaaa\nbbbbbbbb;\n⟦cc(\n  x);\ndddddddd;\neeeeeeee;\nffffffffffff█ff;\ngggggggg;\nhhhhhhhh;⟧\niiii(\n  y);\n',
    scopes: (text) => [scopeOf(text, text, 'cc(\n  x);', 'dddddddd;', 'eeeeeeee;', 'gggggggg;', 'hhhhhhhh;')],
  },
  {
    name: 'ends behind the last line of a statement of an enclosing scope',
    drawn: '⟦aaaaaaaa;\nffff█ff;\nggggggggggg(\n  xxxxx);⟧\nhhhhhhhh;\n',
    scopes: (text) => [scopeOf(text, text, 'aaaaaaaa;', 'ggggggggggg(\n  xxxxx);', 'hhhhhhhh;')],
  },
  {
    name: 'takes a statement of another scope where no enclosing one begins nearby',
    drawn: 'function f() {\n  aa(\n  );\n⟦  bb(\n  );\n  cc();\n}\nlet x = yyyyyyyyyyyyy█;\n⟧',
    scopes: (text) => [
      scopeOf(text, text, text.slice(0, text.indexOf('let') - 1), 'let x = yyyyyyyyyyyyy;'),
      scopeOf(text, '{\n  aa(\n  );\n  bb(\n  );\n  cc();\n}', 'aa(\n  );', 'bb(\n  );', 'cc();'),
    ],
  },
  {
    name: 'gives no text up for a statement further away',
    drawn: 'xxxxxxxxx\n⟦yyyyyyyyyyyyyyy\nzzzzzzzzzzzzz\nstatement█⟧',
    scopes: (text) => [scopeOf(text, text, 'statement')],
  },
  {
    name: 'begins a statement at its line, with the indentation',
    drawn: 'if (x) {\n⟦    aaaaaaaa();\n    bbbbbbbb();\n    ccc█c();⟧',
    scopes: (text) => [scopeOf(text, text.slice(text.indexOf('{')), 'aaaaaaaa();', 'bbbbbbbb();', 'cccc();')],
  },
  {
    name: 'takes no statement that shares its line with another',
    drawn: '1(); 2();\n⟦aaaaaaaaaaaa();\nbbbbbbbbbbbbb();\nccccccc█⟧',
    scopes: (text) => [scopeOf(text, text, '1();', '2();')],
  },
  {
    name: 'ends after the closing marks on a statement’s last line',
    drawn: '⟦a(█\n  b,\n  c => {\n  });⟧\nddddddddd(\n   eeeeee);',
    scopes: (text) => [scopeOf(text, text, 'a(\n  b,\n  c => {\n  })')],
  },
  {
    name: 'cuts a line that is longer than the budget',
    drawn: `${'a'.repeat(60)}⟦${'b'.repeat(40)}█${'c'.repeat(24)}⟧${'d'.repeat(60)}`,
  },
  {
    name: 'never cuts a surrogate pair',
    drawn: `${'👋'.repeat(30)}⟦${'👋'.repeat(19)}y█z${'👋'.repeat(11)}⟧${'👋'.repeat(30)}`,
  },
  {
    name: 'never cuts a CRLF',
    drawn: `aaaaaa\r\n⟦${'b'.repeat(38)}█\r\n${'c'.repeat(20)}⟧\r\n${'d'.repeat(30)}`,
  },
  {
    name: 'keeps right-to-left text in the order of the file',
    drawn: `${'שלום '.repeat(10)}\n⟦${'مرحبا '.repeat(5)}\n█${'שלום '.repeat(4)}⟧\n${'مرحبا '.repeat(9)}`,
  },
];

describe('chooseWindow', () => {
  for (const { name, drawn, scopes } of cases) {
    it(name, () => {
      const place = withCursor(withoutWindow(drawn));
      const chosen = chooseWindow({
        ...place,
        budget: smallBudget,
        scopes: scopes?.(place.text) ?? [],
        kept: nothingKept,
      });
      assert.equal(drawWindow(place, chosen), drawn);
    });
  }

  it('leaves kept ends where they are', () => {
    const place = withCursor('aaaa\nbbbb\ncc█cc\ndddd\neeee\n');
    const kept = { startOffset: 3, endOffset: 17 };
    assert.deepEqual(chooseWindow({ ...place, budget: smallBudget, scopes: [], kept }), kept);
  });
});

describe('keptEnds', () => {
  const budget: WindowBudget = { beforeCharacters: 100, afterCharacters: 60 };
  const text = 'x'.repeat(1000);
  const table: readonly (readonly [string, number, number, number, boolean, boolean])[] = [
    // name, start, cursor, end, keeps start, keeps end
    ['a window of its budget', 400, 500, 560, true, true],
    ['one that grew by half', 400, 550, 640, true, true],
    ['one that grew beyond', 400, 551, 642, false, false],
    ['one that shrank to half before and a sixth after', 400, 450, 460, true, true],
    ['one that shrank further', 400, 449, 458, false, false],
    ['one that the cursor left to the front', 400, 399, 420, false, true],
    ['one that the cursor left to the back', 400, 500, 499, true, false],
    ['a small one at both ends of the document', 0, 5, text.length, true, false],
    ['the last characters of the document', 900, 998, text.length, true, true],
    ['the first characters of the document', 0, 2, 50, true, true],
  ];
  for (const [name, startOffset, offset, endOffset, keepsStart, keepsEnd] of table) {
    it(`${keepsStart ? 'keeps' : 'drops'} the start and ${keepsEnd ? 'keeps' : 'drops'} the end of ${name}`, () => {
      assert.deepEqual(keptEnds({ startOffset, endOffset }, text, offset, budget), {
        startOffset: keepsStart ? startOffset : undefined,
        endOffset: keepsEnd ? endOffset : undefined,
      });
    });
  }

  it('drops ends that an edit put inside a line end or a character', () => {
    const edited = `${'x'.repeat(49)}\r\n${'x'.repeat(98)}👋${'x'.repeat(99)}`;
    assert.deepEqual(keptEnds({ startOffset: 50, endOffset: 150 }, edited, 120, budget), nothingKept);
    assert.deepEqual(keptEnds({ startOffset: 49, endOffset: 151 }, edited, 120, budget), {
      startOffset: 49,
      endOffset: 151,
    });
  });

  it('keeps nothing where nothing was', () => {
    assert.deepEqual(keptEnds(nothingKept, text, 5, budget), nothingKept);
  });
});
