// What a rewrite that simplifies must not lose without a word: what the code does to others, and its comments.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { framedRewrite } from '../../../../../src/rewrite/frame/framedRewrite.ts';

describe('a rewrite that simplifies', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = new Grammars(
      async (file) => await readFile(`dist/grammars/${file}`),
      () => 0,
    );
    for (const id of ['typescript', 'python']) await grammars.prepare(id);
  });
  after(() => grammars.dispose());

  const framed = (instruction: string, selection: string, languageId = 'typescript') =>
    framedRewrite(
      { languageId, path: 'x', selection, before: '', after: '\n' },
      instruction,
      grammars.get(languageId),
    );
  const answered = (...holes: readonly string[]) => ({
    text: '',
    holes: holes.map((text) => ({ text, finishReason: 'stopText' as const })),
    finishReason: 'stopText' as const,
  });

  for (const [what, name, code] of [
    ['a condition', 'consume', 'function f(a) {\n  if (consume(a)) return true;\n  return false;\n}'],
    ['a loop’s condition', 'advance', 'function f(a) {\n  while (a.advance()) a.n;\n  return a;\n}'],
    ['a member that is counted up', 'asked', 'function f(a) {\n  a.asked++;\n  return a;\n}'],
    ['an assignment in a condition', 'last', 'function f(a, b) {\n  return (a.last = b) ? a : b;\n}'],
    ['an error', 'RangeError', 'function f(a) {\n  if (a < 0) throw new RangeError("a");\n  return a;\n}'],
    ['a value', 'save', 'function f(a) {\n  const all = a.map((b) => save(b));\n  return all.length;\n}'],
  ] as const)
    it(`does not lose what is done in ${what}`, () => {
      const result = framed('simplify', code).clean(answered('  return a;'));
      assert.ok(result.kind === 'notAsked', JSON.stringify(result));
      assert.deepEqual(result.complaint, { kind: 'effectLost', names: [name] });
    });

  it('may lose a call that only asks', () => {
    const code =
      'function f(a) {\n  if (a.hasOwnProperty("b") && a.indexOf(1) > 0) return a;\n  return a;\n}';
    assert.equal(framed('simplify', code).clean(answered('  return a;')).kind, 'rewrite');
  });

  for (const [what, body, answer, expected] of [
    [
      'above the line that it stood above',
      '  // Why.\n  const b = a;\n  return b == true;',
      '  const b = a;\n  return b;',
      '  // Why.\n  const b = a;\n  return b;',
    ],
    [
      'above what replaces that',
      '  // Why.\n  const b = a;\n  return b;',
      '  return a;',
      '  // Why.\n  return a;',
    ],
    [
      'behind its line',
      '  let b = a; // Why.\n  b = b;\n  return b;',
      '  let b = a;\n  return b;',
      '  let b = a; // Why.\n  return b;',
    ],
    [
      'above what replaces its line',
      '  if (a) return true; // Why.\n  return false;',
      '  return a;',
      '  // Why.\n  return a;',
    ],
    [
      'with all of its lines',
      '  if (a) {\n    /* Why\n       not. */\n    return 1;\n  } else {\n    return 2;\n  }',
      '  return a ? 1 : 2;',
      '  /* Why\n     not. */\n  return a ? 1 : 2;',
    ],
    [
      'in its order',
      '  // One.\n  // Two.\n  const b = a; // Three.\n  return b;',
      '  return a;',
      '  // One.\n  // Two.\n  // Three.\n  return a;',
    ],
    [
      'at the end of a block',
      '  if (a) {\n    b();\n    // Why.\n  }\n  return a == true;',
      '  if (a) {\n    b();\n  }\n  return a;',
      '  if (a) {\n    b();\n    // Why.\n  }\n  return a;',
    ],
  ] as const)
    it(`keeps a comment that the answer leaves out: ${what}`, () => {
      const inFunction = (text: string) => `function f(a) {\n${text}\n}`;
      assert.deepEqual(framed('simplify', inFunction(body)).clean(answered(answer)), {
        kind: 'rewrite',
        text: inFunction(expected),
      });
    });

  for (const [what, body, answer, names] of [
    ['whose code goes', '  // Why.\n  b = a;\n  return a;', '  return a;', ['// Why.']],
    ['that is another one', '  // Why.\n  return a == true;', '  // Because.\n  return a;', ['// Why.']],
    ['in a line', '  return f(/* b */ true) == true;', '  return f(true);', ['/* b */']],
    ['that would be none', '  // Why.\n  return a + "\\nb";', '  return `${a}\nb`;', undefined],
    [
      'that would be text',
      '  const b = a;\n  // Why.\n  return b + "c";',
      '  const b = `\n${a}c`;\n  return b;',
      undefined,
    ],
  ] as const)
    it(`says which comment an answer leaves out: ${what}`, () => {
      const { clean, again } = framed('simplify', `function f(a, b) {\n${body}\n}`);
      const result = clean(answered(answer));
      if (names === undefined)
        return assert.ok(result.kind === 'rewrite' && result.text.includes('\n  // Why.\n'));
      assert.ok(result.kind === 'notAsked', JSON.stringify(result));
      assert.deepEqual(result.complaint, { kind: 'commentLost', names });
      const told = again('x', result.complaint)?.prompt?.messages.at(-1)?.text ?? '';
      assert.match(told, /comments must stay as they were: /);
    });

  it('keeps comments of code that is no definition', () => {
    const clean = framed('simplify', '  // Why.\n  a = b == true;\n  // How.\n  c();').clean({
      ...answered(),
      text: '```\na = b;\nc();\n```',
    });
    assert.deepEqual(clean, { kind: 'rewrite', text: '  // Why.\n  a = b;\n  // How.\n  c();' });
  });

  it('leaves comments to an answer that is about them', () => {
    const code = 'function f(a) {\n  // Why.\n  return a == true;\n}';
    assert.deepEqual(framed('simplify the comments', code).clean(answered('  return a;')), {
      kind: 'rewrite',
      text: 'function f(a) {\n  return a;\n}',
    });
  });

  it('keeps comments where it fixes too, and may lose those that have no place any more', () => {
    const code = 'function f(a) {\n  // Why.\n  a.b();\n  // How.\n  return a == true;\n}';
    assert.deepEqual(framed('fix the bug', code).clean(answered('  return a;')), {
      kind: 'rewrite',
      text: 'function f(a) {\n  // Why.\n  // How.\n  return a;\n}',
    });
    const gone = framed('fix the bug', code).clean(answered('  return a == true;'));
    assert.ok(gone.kind === 'rewrite' && !gone.text.includes('Why'));
  });

  it('keeps a Python comment', () => {
    const code = 'def f(a):\n    # Why.\n    if a == True:\n        return True  # Yes.\n    return False';
    assert.deepEqual(framed('simplify', code, 'python').clean(answered('    return bool(a)')), {
      kind: 'rewrite',
      text: 'def f(a):\n    # Why.\n    # Yes.\n    return bool(a)',
    });
  });
});
