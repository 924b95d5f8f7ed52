// Which code a command means, by selection, syntax or blank lines.
import assert from 'node:assert/strict';
import {
  fixTarget,
  lineCount,
  partsOf,
  rewriteTarget,
  withCommentAbove,
} from '../../../../../src/rewrite/run/targets.ts';

const text = 'import a;\n\nexport const f = (x) => {\n  return x;\n};\n\n  one();\n  two();\n\n';
const at = (part: string, start = text) => ({
  startOffset: start.indexOf(part),
  endOffset: start.indexOf(part) + part.length,
});
const nothing = () => undefined;
const functionLike = at('(x) => {\n  return x;\n}');
const statement = at('return x;');
const inFunction = () => ({ statement, functionLike });
const cut = (range: { startOffset: number; endOffset: number } | undefined) =>
  range && text.slice(range.startOffset, range.endOffset);

describe('rewriteTarget', () => {
  const cases: readonly (readonly [
    string,
    { startOffset: number; endOffset: number },
    typeof nothing | typeof inFunction,
    string | undefined,
  ])[] = [
    [
      'a selection, without blank lines around',
      at('\n\nexport const f = (x) => {\n'),
      nothing,
      'export const f = (x) => {',
    ],
    ['a part of a line', at('x;'), inFunction, 'x;'],
    [
      'the whole lines of the function around the cursor',
      { ...at('x;'), endOffset: at('x;').startOffset },
      inFunction,
      'export const f = (x) => {\n  return x;\n};',
    ],
    [
      'the paragraph without syntax',
      { startOffset: text.indexOf('two'), endOffset: text.indexOf('two') },
      nothing,
      '  one();\n  two();',
    ],
    ['nothing on a blank line', { startOffset: 10, endOffset: 10 }, nothing, undefined],
    [
      'nothing at the end of the file',
      { startOffset: text.length, endOffset: text.length },
      nothing,
      undefined,
    ],
  ];
  for (const [what, selection, find, expected] of cases) {
    it(`is ${what}`, () => assert.equal(cut(rewriteTarget(text, selection, find)), expected));
  }
});

describe('a comment above a function', () => {
  const commented = '/** One. */\nfunction f() {\n}\n\n// Two.\n\ncall();\n';
  const blocks = ['/** One. */', 'function f() {\n}', '// Two.', 'call();'].map((part) =>
    at(part, commented),
  );
  const findBlocks = (offset: number) => {
    const block = blocks.find((part) => part.startOffset <= offset && offset <= part.endOffset);
    return { statement: block, functionLike: block === blocks[1] ? block : undefined };
  };
  for (const [cursor, expected] of [
    ['One', '/** One. */\nfunction f() {\n}'],
    ['f()', 'function f() {\n}'],
    ['Two', '// Two.'],
  ] as const) {
    it(`at ${cursor} means ${JSON.stringify(expected)}`, () => {
      const offset = commented.indexOf(cursor);
      const target = rewriteTarget(commented, { startOffset: offset, endOffset: offset }, findBlocks);
      assert.equal(commented.slice(target?.startOffset, target?.endOffset), expected);
    });
  }
});

describe('withCommentAbove', () => {
  for (const [code, expected] of [
    ['class A {\n  // One.\n  // Two.\n  f() {}\n}', '// One.\n  // Two.\n  f() {}'],
    ['a();\n/**\n * One.\n */\nf() {}', '/**\n * One.\n */\nf() {}'],
    ['# One.\r\nf() {}', '# One.\r\nf() {}'],
    ['// One.\n\nf() {}', 'f() {}'],
    ['a(); // One.\nf() {}', 'f() {}'],
    ['f() {}', 'f() {}'],
    ['#[test]\nf() {}', 'f() {}'],
  ] as const) {
    it(JSON.stringify(code), () => {
      const { startOffset, endOffset } = withCommentAbove(code, at('f() {}', code));
      assert.equal(code.slice(startOffset, endOffset), expected);
    });
  }
});

describe('fixTarget', () => {
  it('is the statement that holds the problem', () =>
    assert.equal(cut(fixTarget(text, at('x;'), inFunction)), 'return x;'));
  it('is the function when the problem is larger than the statement', () =>
    assert.equal(
      cut(fixTarget(text, at('return x;\n}'), inFunction)),
      cut(at('export const f = (x) => {\n  return x;\n};')),
    ));
  for (const [name, code] of [
    ['at the file’s end', 'a();\nb(\n'],
    ['in an empty line', 'a();\r\nb(\r\n\r\n  \r\nc();'],
  ] as const)
    it(`is the code before it where it is reported ${name}`, () => {
      const endOffset = code.includes('c') ? code.indexOf('  ') + 1 : code.length;
      const target = fixTarget(code, { startOffset: endOffset, endOffset }, nothing);
      assert.equal(target && code.slice(target.startOffset, target.endOffset), 'b(');
    });
  it('is nothing where there is no code', () =>
    assert.deepEqual(fixTarget('\n', { startOffset: 1, endOffset: 1 }, nothing), {
      startOffset: 1,
      endOffset: 1,
    }));
  it('is the problem’s lines without syntax', () =>
    assert.equal(cut(fixTarget(text, at('one'), nothing)), 'one();'));
});

describe('partsOf', () => {
  it('covers all code, with functions whole where they fit', () => {
    const whole = { startOffset: 0, endOffset: text.length };
    const find = (offset: number) =>
      offset >= at('export').startOffset && offset < at('};').endOffset
        ? { statement: at('export const f = (x) => {\n  return x;\n};'), functionLike: undefined }
        : undefined;
    const parts = partsOf(text, whole, 3, find);
    assert.deepEqual(parts.map(cut), [
      'import a;\n\nexport const f = (x) => {',
      '  return x;\n};\n\n  one();'.slice(0, '  return x;\n};'.length),
      '  one();\n  two();',
    ]);
  });

  it('never gives a part that is too long, and ends', () => {
    for (const maxLines of [1, 2, 5]) {
      const parts = partsOf(text, { startOffset: 0, endOffset: text.length }, maxLines, nothing);
      for (const part of parts) assert.ok(lineCount(text, part) <= maxLines);
      assert.equal(parts.map(cut).join('').replaceAll(/\s/g, ''), text.replaceAll(/\s/g, ''));
    }
  });
});
