// Where an answer may be cut. `|` stands between tokens.
import assert from 'node:assert/strict';
import { lexisOf } from '../../../../../src/completion/cleanup/lexis.ts';
import { beginningsOf, lineEndsOf } from '../../../../../src/completion/showing/beginnings.ts';

function beginnings(marked: string, languageId = 'typescript', line = '█'): readonly string[] {
  const text = marked.replaceAll('|', '');
  const [lineBefore = '', lineAfter = ''] = line.split('█');
  let endOffset = 0;
  const tokens = marked
    .split('|')
    .map((token) => ({ endOffset: (endOffset += token.length), probability: 0.9 }));
  return beginningsOf({ text, tokens }, { lineBefore, lineAfter }, lexisOf(languageId)).map((end) =>
    text.slice(0, end),
  );
}

describe('beginningsOf', () => {
  for (const [name, marked, expected] of [
    [
      'words, the longest first',
      'total| +|= value| + price|;',
      ['total += value + price', 'total += value', 'total'],
    ],
    ['not inside a word', 'get|Name|;', ['getName']],
    ['not behind an operator', 'total| =| 1;', ['total']],
    ['not while a bracket is open', 'add|(first|, second|)|;', ['add(first, second)']],
    ['not behind a bracket that the line had open', 'first|)| + second|;', ['first']],
    ['not inside a string', 'log|("a b| c d"|)|;', ['log("a b c d")']],
    ['nothing that is typed sooner than read', 'ab| = c', []],
    ['of the first line only', 'total|;\nnext|(|);', ['total']],
    ['not the whole line', 'total', []],
    ['indentation is no text', '\n  ab| = 1;', []],
    ['not behind an arrow', 'items| =>| 1;', ['items']],
  ] as const) {
    it(name, () => assert.deepEqual(beginnings(marked), expected));
  }

  for (const [name, languageId, line, marked, expected] of [
    [
      'a member',
      'go',
      'n, err := strconv.Atoi(█)',
      'r|.URL|.Query()|.Get("n")|)',
      ['r.URL.Query().Get("n")'],
    ],
    ['a call', 'typescript', 'const a = █', 'this|.total|Value|(|);', []],
    ['an index', 'typescript', 'const a = █', 'values|[|0|];', []],
    ['a call in the manner of GNU', 'c', '  █', 'free| (|data|);', []],
    ['a path', 'rust', 'let a = █', 'Kind|::|Open|;', ['Kind::Open']],
    ['a macro', 'rust', '    █', 'vec|!|[]', []],
    ['a number’s fraction', 'json', '  "price": █', '100|.|99|,', ['100.99']],
    ['a number’s thousands', 'typescript', '// █', 'about |100|,|000| of| them', ['about 100,000']],
    ['a unit', 'css', '  width: █', '100|%|;', []],
    [
      'a property’s second word',
      'css',
      '  █',
      'align|-items|: center|;',
      ['align-items: center', 'align-items'],
    ],
    ['the end of a tag', 'html', '█', '<section|>|text', []],
    ['a string that the line opened', 'typescript', 'say("█")', 'the| quick| fox', []],
    [
      'what a keyword needs',
      'typescript',
      '  █',
      'return| value| + 1|;',
      ['return value + 1', 'return value'],
    ],
    ['what a keyword that was begun needs', 'rust', 'pu█', 'b| fn| name|()| {', ['b fn name()']],
    ['the block of an else', 'go', '█', '} else| {', []],
    ['the rest where a bracket closes', 'python', 'sum(█)', '1| for entry| in entries| if entry|.open', []],
    ['the rest where a comma follows', 'python', 'f(█, 2)', 'entry| + other| * 2', []],
  ] as const) {
    it(`not without ${name}`, () => assert.deepEqual(beginnings(marked, languageId, line), expected));
  }

  it('up to the bracket that stands behind the cursor', () =>
    assert.deepEqual(beginnings('total| + value|) + rest|;', 'typescript', 'add(█)'), ['total + value']));

  it('between words of prose, keywords and dollars included', () =>
    assert.deepEqual(beginnings('energy for| all of| $|T_m|$|.', 'latex', 'The █'), [
      'energy for all of',
      'energy for',
    ]));
});

describe('lineEndsOf', () => {
  for (const [name, text, languageId, expected] of [
    ['whole lines, the most first', 'a();\nb();\nc();', 'typescript', ['a();\nb();', 'a();']],
    ['nothing that is open', 'a({\n  b,\n});\nc();', 'typescript', ['a({\n  b,\n});']],
    [
      'no line that opens a block',
      'a = 1\nif a:\n    b()\nc()',
      'python',
      ['a = 1\nif a:\n    b()', 'a = 1'],
    ],
    ['no blank ones', 'a();\n\n\nb();', 'typescript', ['a();']],
    ['none of a single line', 'a();\n', 'typescript', []],
  ] as const) {
    it(name, () =>
      assert.deepEqual(
        lineEndsOf({ text, tokens: [] }, lexisOf(languageId)).map((end) => text.slice(0, end)),
        expected,
      ),
    );
  }
});
