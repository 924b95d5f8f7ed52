// Which removed text is said at which line.
import assert from 'node:assert/strict';
import { removedTexts } from '../../../../../src/rewrite/shown/removedTexts.ts';
import { plainTranslate } from '../../../../support/plainTranslate.ts';

/** A document whose hunk `[original|proposed]` is marked, and what is said behind its lines after `#`. */
function shown(marked: string, tabSize = 4): string {
  const [, before = '', original = '', proposed = '', after = ''] =
    /^([^[]*)\[([^|]*)\|([^\]]*)\]([^]*)$/.exec(marked) ?? [];
  const text = before + proposed + after;
  const endOffset = before.length + proposed.length;
  const hunk = { id: 1, startOffset: before.length, endOffset, original };
  return removedTexts(text, hunk, tabSize, plainTranslate)
    .toReversed()
    .reduce((result, said) => {
      assert.doesNotMatch(said.text, /[ \t\r\n]/);
      return `${result.slice(0, said.offset)}#${said.text.replaceAll('\u00A0', ' ')}${result.slice(said.offset)}`;
    }, text);
}

const smile = '\u{1F600}';

describe('removedTexts', () => {
  for (const [what, marked, expected] of [
    ['a replaced line', 'a\n[  let b = 1;\n|  const b = 1;\n]c\n', 'a\n  const b = 1;#− let b = 1;\nc\n'],
    ['new lines alone', 'a\n[|b\n]c\n', 'a\nb\nc\n'],
    [
      'lines each behind the one that is most like them',
      '[f(a);\ng(b);\n|// new\nf(a, 1);\ng(b, 2);\n]',
      '// new\nf(a, 1);#− f(a);\ng(b, 2);#− g(b);\n',
    ],
    [
      'several lines that fewer replace',
      '[for (const x of all) {\n  sum += x;\n}\n|const sum = add(all);\n]',
      'const sum = add(all);#− for (const x of all) { ⏎ sum += x; ⏎ }\n',
    ],
    [
      'one line that more replace',
      '[const sum = add(all);\n|for (const x of all) {\n  sum = add(sum, x);\n}\n]',
      'for (const x of all) {\n  sum = add(sum, x);#− const sum = add(all);\n}\n',
    ],
    ['nothing behind a line that stays', '[one\ntwo\n|one\n2\n]', 'one\n2#− two\n'],
    ['a removal behind a line that stays', '[one\ntwo\nthree\n|one\n3!\n]', 'one#− two\n3!#− three\n'],
    ['removal at the first line', '[gone\n|]a\n', 'a#− gone\n'],
    ['removal at the end', 'a\n[gone\n|]', 'a\n#− gone'],
    ['removal behind the last line', 'a[\ngone|]', 'a#− gone'],
    ['removal in an empty document', '[gone|]', '#− gone'],
    ['removal of blank lines', 'a\n[\n\n\n|]b\n', 'a\nb#− ⏎ … and 2 more\n'],
    ['no blank lines among others', 'a\n[\none\n\ntwo\n|]b\n', 'a\nb#− one ⏎ two\n'],
    ['CRLF', 'a\r\n[old\r\n|new\r\n]b\r\n', 'a\r\nnew#− old\r\nb\r\n'],
    ['removal with CRLF', 'a\r\n[old\r\n|]\r\nb', 'a\r\n#− old\r\nb'],
    ['other line ends alone as no change', '[a\nold\n|a\r\nnew\r\n]', 'a\r\nnew#− old\r\n'],
    ['tabs, expanded', '[\t\ta\tb\n|new\n]', 'new#− a   b\n'],
    ['the space around it where that is all that differs', '[\t  a;\n|    a;\n]', '    a;#− →··a;\n'],
    ['a last line without an end', 'a\n[old|new]', 'a\nnew#− old'],
    ['no characters that cannot be seen', '[a\u202Eb\u0007\uD800\u2028c\n|new\n]', 'new#− a�b���c\n'],
    ['pairs of surrogates whole', `[${smile.repeat(200)}\n|new\n]`, `new#− ${smile.repeat(39)}…\n`],
    ['the beginning of a long line', `[${'x'.repeat(320)}\n|new\n]`, `new#− ${'x'.repeat(79)}…\n`],
  ] as const) {
    it(`says ${what}`, () => assert.equal(shown(marked), expected));
  }

  it('is bounded in length and number, and counts the others', () => {
    const lines = (count: number, word: string) =>
      Array.from({ length: count }, (_, line) => `${word} number ${line}\n`).join('');
    assert.equal(
      shown(`[${lines(500, 'gone')}|]a`),
      `a#− ${Array.from({ length: 5 }, (_, line) => `gone number ${line}`).join(' ⏎ ')} … and 495 more`,
    );
    const replaced = shown(`[${lines(500, 'old')}|${lines(500, 'new')}]`).match(/#.*/g) ?? [];
    assert.equal(replaced.length, 100);
    assert.match(replaced.at(-1) ?? '', /^#− old number 99 ⏎ .* … and 39\d more$/);
  });

  it('reads only the beginning of what has no lines', () => {
    assert.equal(shown(`[${'\u{1F600}x\t'.repeat(1_000_000)}|new]`).length < 300, true);
  });
});
