// Fixes of reported problems: what the message says outright, the reported line, all of the code.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { selectedCode } from '../../../../../src/rewrite/asking/rewritePrompt.ts';
import { fixForm } from '../../../../../src/rewrite/fix/fixForm.ts';
import { framedFix } from '../../../../../src/rewrite/fix/framedFix.ts';
import { rangeInCode } from '../../../../../src/rewrite/fix/rangeInCode.ts';
import { saidFix } from '../../../../../src/rewrite/fix/saidFix.ts';
import { nothingAnswered } from '../../../../../src/rewrite/frame/framedRewrite.ts';

/** A document with the selection between `«»` and what is reported between `‹›` in it. */
function marked(text: string) {
  const plain = text.replaceAll(/[«»‹›]/g, '');
  const at = (mark: string) => text.slice(0, text.indexOf(mark)).replaceAll(/[«»‹›]/g, '').length;
  const [start, end] = [at('«'), at('»')];
  return {
    before: plain.slice(0, start),
    selection: plain.slice(start, end),
    after: plain.slice(end),
    range: { startOffset: at('‹'), endOffset: at('›') },
  };
}

describe('saidFix', () => {
  for (const [code, message, expected] of [
    ['return ‹totalAera›;', "Cannot find name 'totalAera'. Did you mean 'totalArea'?", 'return totalArea;'],
    ['‹emit›(1);', "Cannot find name 'emit'. Did you mean the instance member 'this.emit'?", 'this.emit(1);'],
    [
      'x = ‹Map›();',
      "Value of type 'MapConstructor' is not callable. Did you mean to include 'new'?",
      'x = new Map();',
    ],
    ['a.‹lenght›', "Property 'lenght' does not exist on type 'string'. Did you mean 'length'?", 'a.length'],
    [
      'let y = ‹totl›;',
      'cannot find value `totl`: a local variable with a similar name exists: `total`',
      'let y = total;',
    ],
    ['print(‹valeu›)', "name 'valeu' is not defined. Did you mean: 'value'?", 'print(value)'],
    // Another name altogether is for whoever reads the code to choose.
    ['await ‹getAddress›()', "Cannot find name 'getAddress'. Did you mean 'address'?", undefined],
    ['‹f(a)›', "Did you mean 'g'?", undefined],
    ['x = ‹wdith›;', '‘wdith’ was not declared in this scope; did you mean ‘width’?', 'x = width;'],
    ['f(...‹rest›)', "Cannot find name. Did you mean the instance member 'this.rest'?", 'f(...this.rest)'],
    ['a.‹x›', "'x' does not exist on type 'A'. Did you mean '#x'?", 'a.#x'],
    // It belongs to something already.
    ['a.‹x›', "Did you mean 'A.x'?", undefined],
    ['this.‹x›', "Did you mean to access the static member 'A.x' instead?", undefined],
    ['a::‹strng›', "no member named 'strng'; did you mean 'std::strng'?", undefined],
    ['y = ‹set›;', "Did you mean the instance member 'this.offset'?", undefined],
    // What is there mends nothing, and what is no name stands for none.
    ['‹tags› {', 'An argument "tags" is not expected. Did you mean to define a block of "tags"?', undefined],
    ['A::‹bar›', "did you mean simply 'bar'?", undefined],
    ['if (‹a› = b)', "Did you mean '=='?", undefined],
    ['‹row›()', "Did you mean to use 'new' with this expression?", undefined],
    ['f(‹›)', "Did you mean to include 'new'?", undefined],
    ['return ‹x›;', "Cannot find name 'x'.", undefined],
  ] as const)
    it(message, () => {
      const { before, after, range } = marked(`«${code}»`);
      assert.equal(before + after, '');
      assert.equal(saidFix(code.replaceAll(/[‹›]/g, ''), range, message), expected);
    });
});

describe('rangeInCode', () => {
  for (const [name, document, code] of [
    ['in the first line', 'f() {\n  «return ‹a›;»\n}', 'return a;'],
    ['in a line behind it', 'f() {\n    «if (a)\n      return ‹b›;»\n}', 'if (a)\n  return b;'],
    ['with Windows line ends', 'f() {\r\n    «if (a)\r\n      return ‹b›;»\r\n}', 'if (a)\n  return b;'],
    ['behind blank lines', '«\n\n  a = ‹b›;»', 'a = b;'],
    ['behind lines that only look blank', '«\f\n  a = ‹b›;»', '\f\n  a = b;'],
    ['behind other blanks than those of indentation', '\u3000«a = ‹b›;»', '\u3000a = b;'],
    ['with tabs', 'f() {\n\t\t«if (a)\n\t\t\treturn ‹b›;»\n}', 'if (a)\n\treturn b;'],
    ['behind characters of two units', '«"😀" + ‹b›;»', '"😀" + b;'],
  ] as const)
    it(name, () => {
      const { range, ...around } = marked(document);
      const place = { languageId: 'typescript', path: 'a.ts', ...around };
      const { startOffset, endOffset } = rangeInCode(place, code, range);
      assert.equal(code.slice(startOffset, endOffset), /‹(.*)›/.exec(document)?.[1]);
    });
});

describe('a framed fix', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = new Grammars(
      async (file) => await readFile(`dist/grammars/${file}`),
      () => 0,
    );
    await grammars.prepare('typescript');
  });
  after(() => grammars.dispose());

  function fix(document: string, message: string) {
    const { range, ...around } = marked(document);
    const place = { languageId: 'typescript', path: 'a.ts', ...around };
    const problem = { message, source: 'ts', lineText: around.selection, range };
    return framedFix(place, problem, grammars.get('typescript'));
  }
  const hole = (text: string) => ({
    text: '',
    holes: [{ text, finishReason: 'stopText' as const }],
    finishReason: 'stopText' as const,
  });

  it('asks no model where the message says it', () => {
    const { prompt, clean } = fix('  «return ‹smu›;»\n', "Cannot find name 'smu'. Did you mean 'sum'?");
    assert.equal(prompt, undefined);
    assert.deepEqual(clean(nothingAnswered), { kind: 'rewrite', text: 'return sum;' });
  });

  for (const [document, message, expected] of [
    ['«const a = {\n  b: 1‹›\n  c: 2,\n};»\n', "',' expected.", 'const a = {\n  b: 1,\n  c: 2,\n};'],
    ['«const a = f(b ‹c›);»\n', "',' expected.", 'const a = f(b, c);'],
    ['«const a = b‹›»\nc();\n', 'Missing semicolon.', 'const a = b;'],
  ] as const)
    it(`asks no model for a sign that is missing: ${message}, ${document}`, () => {
      const { prompt, clean } = fix(document, message);
      assert.equal(prompt, undefined);
      assert.deepEqual(clean(nothingAnswered), { kind: 'rewrite', text: expected });
    });

  it('asks the model where the sign that is expected mends nothing', () =>
    assert.ok(fix('«const a = { b: 1‹;› c: 2 };»\n', "',' expected.").prompt !== undefined));

  it('has the line before written, where the message leaves open what is missing', () => {
    const { prompt } = fix('«[\n  1‹›\n  b c\n]»\n', 'expected one of `,` or `]`, found `b`');
    assert.deepEqual(
      prompt?.form?.map((part) => ('hole' in part ? part.hole.draftFrom : part.text)),
      ['[\n', '  1', '\n  b c\n]'],
    );
  });

  it('has the line written from the word before the reported place, and nothing else', () => {
    const { prompt, clean } = fix(
      'f() {\n  «const a = g(\n    b.‹c›.d,\n    e,\n  );»\n}',
      "'b.c' is possibly 'undefined'.",
    );
    assert.deepEqual(
      prompt?.form?.map((part) => ('hole' in part ? part.hole.mayNotBe : part.text)),
      ['const a = g(\n  b', '.c.d,', '\n  e,\n);'],
    );
    assert.deepEqual(clean(hole('.c?.d;')), {
      kind: 'rewrite',
      text: 'const a = g(\n    b.c?.d,\n    e,\n  );',
    });
  });

  it('has all of the code written where nothing came of the line', () => {
    const { clean, again } = fix('«const a = ‹b›;»\n', "Cannot find name 'b'.");
    const result = clean(hole(' = b;'));
    assert.ok(result.kind === 'notAsked', JSON.stringify(result));
    const open = again('', result.complaint);
    assert.deepEqual(
      open?.prompt?.form?.map((part) => 'hole' in part && part.hole.mayNotBe),
      ['const a = b;'],
    );
    assert.equal(open?.clean({ ...hole('const a = 1;'), text: 'const a = 1;' }).kind, 'rewrite');
  });

  for (const [line, filled, expected] of [
    ['a(‹b›)', '(c);', 'a(c)'],
    ['a(‹b›);', '(c)', 'a(c);'],
    ['a(‹b›); // Why.', '(c); // Why.', 'a(c); // Why.'],
    // A comment that is left out is put back, unless it is what is reported.
    ['a(‹b›); // Why.', '(c);', 'a(c); // Why.'],
    ['a(b); // ‹Why.›', ');', 'a(b);'],
    ["a(‹b›, '//')", "(c, '//');", "a(c, '//')"],
  ] as const)
    it(`ends the line as it was: ${line}, ${filled}`, () =>
      assert.deepEqual(fix(`«${line}»\n`, "Cannot find name 'b'.").clean(hole(filled)), {
        kind: 'rewrite',
        text: expected,
      }));

  it('may add what ends the line where that is the problem', () => {
    const { prompt, clean } = fix('«const a = b‹›»\n', "';' or ',' expected.");
    assert.ok(prompt?.form?.every((part) => !('hole' in part) || part.hole.mayNotBe === undefined));
    assert.deepEqual(clean(hole(' = b;')), { kind: 'rewrite', text: 'const a = b;' });
  });

  for (const message of [
    'Semicolon or line end, please.',
    'a semi-colon or comma is expected',
    'expected ‘;’ or ‘,’ before ‘return’',
    'Expected comma',
    'Expected indentation of 2 spaces but found 4.',
    'Unindent not expected',
    'missing whitespace around operator',
  ])
    it(`takes what is the same but for how it is set for a change: ${message}`, () => {
      const { prompt, clean, again } = fix('«const a =b‹›»\n', message);
      assert.ok(prompt?.form?.every((part) => !('hole' in part) || part.hole.mayNotBe === undefined));
      assert.deepEqual(clean(hole(' = b;')), { kind: 'rewrite', text: 'const a = b;' });
      const open = again('', { kind: 'unchanged', names: [] });
      assert.ok(open?.prompt !== undefined && open.prompt.form === undefined);
    });

  for (const message of [
    "Cannot find name 'spaces'.",
    "Cannot find namespace 'Tab'.",
    'Left side of comma operator is unused',
  ])
    it(`takes names for no words about setting: ${message}`, () => {
      const { prompt } = fix('«const a = ‹b›;»\n', message);
      assert.ok(prompt?.form?.some((part) => 'hole' in part && part.hole.mayNotBe !== undefined));
    });

  for (const [name, message, filled, expected] of [
    ['keeps the semicolons of other lines', "Cannot find name 'smu'.", ' = smu', 'let b = smu\n    c();'],
    ['adds one that is missing', 'Missing semicolon.', ' = sum;', 'let b = sum;\n    c();'],
  ] as const)
    it(`${name} where the document has hardly any`, () => {
      const { clean } = fix(`${'let a = f()\n'.repeat(12)}{\n    «let b = ‹sum›\n    c();»\n}\n`, message);
      assert.deepEqual(clean(hole(filled)), { kind: 'rewrite', text: expected });
    });

  it('asks the model where the message says what is there', () =>
    assert.ok(fix('«return ‹sum›;»\n', "Did you mean 'sum'?").prompt !== undefined));

  it('finds the place in a long line at once', () => {
    const line = `x = "${'A'.repeat(100_000)}.b"`;
    const started = performance.now();
    const range = { startOffset: line.length - 1, endOffset: line.length };
    const form = fixForm(line, range, { stopText: '\n```', isAboutSetting: false });
    assert.ok(performance.now() - started < 1000);
    assert.ok(form?.pieces[0] === line.slice(0, -3));
  });

  for (const [code, name] of [
    ['function f(a: ‹Strng›) {\n  return a;\n}', 'a parameter'],
    ['f(): ‹Strng› {\n    return a;\n  }', 'a result'],
    ['class A extends ‹Strng› {\n  f() {}\n}', 'what a class extends'],
    ['const f = (a: ‹Strng›) => {\n  return a;\n};', 'a parameter of what has a name'],
  ] as const)
    it(`changes the head of a definition where that is reported: ${name}`, () => {
      const expected = code.replaceAll(/‹.*›/g, 'String');
      const document = code.startsWith('f()') ? `class A {\n  «${code}»\n}\n` : `«${code}»\n`;
      const said = fix(document, "Cannot find name 'Strng'. Did you mean 'String'?");
      assert.deepEqual(said.clean(nothingAnswered), { kind: 'rewrite', text: expected });
      const open = fix(document, "Cannot find name 'Strng'.").again('', { kind: 'unchanged', names: [] });
      assert.deepEqual(open?.prompt?.form?.length, 1);
      const answer = { ...nothingAnswered, text: selectedCode(code.startsWith('f()') ? '  ' : '', expected) };
      assert.deepEqual(open.clean(answer), { kind: 'rewrite', text: expected });
    });

  it('keeps the head of a definition where its body is reported', () => {
    const { again } = fix('«function f(a) {\n  return ‹b›;\n}»\n', "Cannot find name 'b'.");
    const open = again('', { kind: 'unchanged', names: [] });
    assert.deepEqual(open?.prompt?.form?.[0], { text: 'function f(a) {' });
  });

  it('has all of the code written where several lines are reported', () => {
    const { prompt } = fix('«f(‹a,\n  b›);»\n', 'Expected 1 arguments, but got 2.');
    assert.deepEqual(
      prompt?.form?.map((part) => 'hole' in part && part.hole.mayNotBe),
      ['f(a,\n  b);'],
    );
  });
});
