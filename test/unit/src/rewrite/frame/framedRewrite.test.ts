// Rewrites within their frame, with answers as models give them: what stays, what is cut, what is tried again.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { FilledHole } from '../../../../../engine/protocol/chatProtocol.ts';
import { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { framedRewrite } from '../../../../../src/rewrite/frame/framedRewrite.ts';

describe('a framed rewrite', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = new Grammars(
      async (file) => await readFile(`dist/grammars/${file}`),
      () => 0,
    );
    for (const id of ['typescript', 'python', 'css']) await grammars.prepare(id);
  });
  after(() => grammars.dispose());

  const method =
    '  async remove(id: string): Promise<void> {\n    const row = this.rows.get(id);\n    this.rows.delete(id);\n    log(row);\n  }';
  const framed = (instruction: string, selection = method, languageId = 'typescript') => {
    const around =
      selection === method ? { before: 'class A {\n', after: '\n}\n' } : { before: '', after: '\n' };
    return framedRewrite(
      { languageId, path: 'x', selection, ...around },
      instruction,
      grammars.get(languageId),
    );
  };
  const answered = (
    ...holes: readonly (readonly [text: string, finishReason?: FilledHole['finishReason']])[]
  ) => ({
    text: '',
    holes: holes.map(([text, finishReason = 'stopText']) => ({ text, finishReason })),
    finishReason: 'stopText' as const,
  });

  it('keeps a method a method', () => {
    const { clean } = framed('simplify');
    const body = '  log(this.rows.get(id));\n  this.rows.delete(id);';
    assert.deepEqual(clean(answered([body])), {
      kind: 'rewrite',
      text: '  async remove(id: string): Promise<void> {\n    log(this.rows.get(id));\n    this.rows.delete(id);\n  }',
    });
  });

  it('may lose a call that only fills a variable of its own', () => {
    const code =
      'function f(rows) {\n  const all = [];\n  for (const row of rows) all.push(row.name);\n  return all;\n}';
    const { clean } = framed('simplify', code);
    assert.equal(clean(answered(['  return rows.map((row) => row.name);'])).kind, 'rewrite');
  });

  it('does not lose a call, and says which', () => {
    const { clean, again } = framed('simplify');
    const result = clean(answered(['  log(id);']));
    assert.ok(result.kind === 'notAsked');
    assert.deepEqual(result.complaint, { kind: 'effectLost', names: ['delete'] });
    const told = again('x', result.complaint)?.prompt?.messages.at(-1)?.text ?? '';
    assert.match(told, /must not be left out: delete/);
  });

  it('leaves what is whole of a body that came to no end, and says so', () => {
    const { clean } = framed('log what is going on');
    const result = clean(
      answered(["  log('remove');\n  const row = this.rows.get(id);\n  this.ro", 'maxTokens']),
    );
    assert.deepEqual(result, {
      kind: 'rewrite',
      isCut: true,
      text: method.replace('    const row', "    log('remove');\n    const row"),
    });
    assert.deepEqual(clean(answered(['  something els', 'repetition'])), { kind: 'tooLong' });
  });

  it('adds only, at the second try with everything else given', () => {
    const { clean, again } = framed('throw an Error when the id is empty');
    const first = clean(answered(['  if (id === "") throw new Error("id");\n  this.rows.delete(id);']));
    assert.ok(first.kind === 'notAsked');
    assert.equal(first.complaint.kind, 'statementLost');
    const second = again('', first.complaint);
    assert.deepEqual(second?.clean(answered(['  if (id === "") throw new Error("id");'])), {
      kind: 'rewrite',
      text: method.replace('    const row', '    if (id === "") throw new Error("id");\n    const row'),
    });
  });

  it('takes of an addition the guards alone, not what is said again behind them', () => {
    const { again } = framed('throw an Error when the id is empty');
    const second = again('', { kind: 'statementLost', names: [] });
    const said = '  if (id === "") {\n    throw new Error("id");\n  }\n  audit(id);\n  this.ro';
    assert.deepEqual(second?.clean(answered([said, 'maxTokens'])), {
      kind: 'rewrite',
      text: method.replace(
        '    const row',
        '    if (id === "") {\n      throw new Error("id");\n    }\n    const row',
      ),
    });
  });

  it('gives a variable the name that a member has, but not that of another variable', () => {
    const code = 'function f(r, w) {\n  return w * r.width;\n}';
    const { clean } = framed('rename the variables for clarity', code);
    const result = clean(answered([' room'], [' width']));
    assert.deepEqual(result, {
      kind: 'rewrite',
      text: 'function f(room, width) {\n  return width * room.width;\n}',
    });
    assert.deepEqual(clean(answered([' w'], [' r'])), { kind: 'noChange' });
  });

  it('makes one name of several words, as the language writes names', () => {
    const script = framed('rename the variables for clarity', 'function f(old) {\n  return old;\n}');
    assert.deepEqual(script.clean(answered([' Old item'])), {
      kind: 'rewrite',
      text: 'function f(oldItem) {\n  return oldItem;\n}',
    });
    const python = framed('rename the variables for clarity', 'def f(old):\n    return old', 'python');
    assert.deepEqual(python.clean(answered([' old item'])), {
      kind: 'rewrite',
      text: 'def f(old_item):\n    return old_item',
    });
  });

  it('renames by the instruction alone', () => {
    const { prompt, clean } = framed('Rename row to entry.');
    assert.equal(prompt, undefined);
    const result = clean(answered());
    assert.deepEqual(result, { kind: 'rewrite', text: method.replaceAll(/\brow\b/g, 'entry') });
  });

  for (const [what, instruction, code, languageId, expected] of [
    [
      'a function with its calls, but no words in comments and strings',
      'rename total to sumOf',
      '// The total.\nfunction total(a) {\n  return a ? total(a - 1) : "total";\n}',
      'typescript',
      '// The total.\nfunction sumOf(a) {\n  return a ? sumOf(a - 1) : "total";\n}',
    ],
    [
      'the function that is meant',
      'rename this function to sumOf',
      'function total(a) {\n  return a;\n}',
      'typescript',
      'function sumOf(a) {\n  return a;\n}',
    ],
    [
      'a method',
      'rename the method get_all to all_items',
      'class A:\n    def get_all(self):\n        return self.get_all()',
      'python',
      'class A:\n    def all_items(self):\n        return self.all_items()',
    ],
  ] as const) {
    it(`renames by the instruction alone ${what}`, () => {
      const { prompt, clean } = framed(instruction, code, languageId);
      assert.equal(prompt, undefined);
      assert.deepEqual(clean(answered()), { kind: 'rewrite', text: expected });
    });
  }

  it('makes the object that a test of methods needs, and no check twice', () => {
    const code = 'class Cart {\n  add(a) {\n    return a;\n  }\n}';
    const { prompt, clean } = framed('write a test', code);
    const [given] = prompt?.form ?? [];
    assert.ok(given !== undefined && 'text' in given);
    assert.match(given.text, /\}\n\nconst cart = new Cart\(\);\n$/);
    const checks = [1, 1, 2, 3, 4, 5, 6].map((value) => `assert(cart.add(${value}) === ${value});`);
    const result = clean(answered([checks.join('\n')]));
    assert.ok(result.kind === 'rewrite');
    assert.deepEqual(result.text.split('\n').slice(-5), [
      'const cart = new Cart();',
      ...checks.filter((_, at) => at > 0 && at < 5),
    ]);
  });

  it('leaves out what is no type', () => {
    const code = 'function f(a, b) {\n  return a + b;\n}';
    const { clean } = framed('add types', code);
    const result = clean(answered([' number'], [' the second one ='], [' number']));
    assert.deepEqual(result, {
      kind: 'rewrite',
      text: 'function f(a: number, b): number {\n  return a + b;\n}',
    });
  });

  for (const [instruction, code, languageId] of [
    ['add types', 'def f(a: int) -> int:\n    return a', 'python'],
    ['add a docstring', 'def f(a):\n    """Doc."""\n    return a', 'python'],
    ['translate the comments', 'def f(a):\n    return a', 'python'],
  ] as const) {
    it(`has nothing to do: ${instruction}`, () => {
      const { prompt, clean } = framed(instruction, code, languageId);
      assert.equal(prompt, undefined);
      assert.deepEqual(clean(answered()), { kind: 'noChange' });
    });
  }

  it('keeps of a test what is whole, and no check a second time', () => {
    const code = 'def f(a):\n    return a';
    const { clean } = framed('write a test', code, 'python');
    const line = '    assert f(1) == 1\n';
    assert.deepEqual(
      clean(answered([`def test_f():\n${line}    assert f(2) == 2\n    assert f(`, 'maxTokens'])),
      {
        kind: 'rewrite',
        isCut: true,
        text: `${code}\n\n\ndef test_f():\n${line}    assert f(2) == 2`,
      },
    );
    assert.deepEqual(clean(answered([`def test_f():\n${line.repeat(9)}`, 'repetition'])), {
      kind: 'rewrite',
      isCut: true,
      text: `${code}\n\n\ndef test_f():\n${line.trimEnd()}`,
    });
    assert.deepEqual(clean(answered(['def test_f(', 'maxTokens'])), { kind: 'tooLong' });
  });

  it('keeps the selectors of a rule', () => {
    const { clean } = framed('use rem', '.a > b {\n  gap: 16px;\n}', 'css');
    assert.deepEqual(clean(answered(['  gap: 1rem;'])), {
      kind: 'rewrite',
      text: '.a > b {\n  gap: 1rem;\n}',
    });
  });

  it('writes only into the function that is named', () => {
    const code = 'def f(a):\n    return a\n\n\ndef g(a):\n    return a';
    const { clean } = framed('raise ValueError when a is None (in g only)', code, 'python');
    assert.deepEqual(clean(answered(['    if a is None:\n        raise ValueError\n    return a'])), {
      kind: 'rewrite',
      text: 'def f(a):\n    return a\n\n\ndef g(a):\n    if a is None:\n        raise ValueError\n    return a',
    });
  });
});
