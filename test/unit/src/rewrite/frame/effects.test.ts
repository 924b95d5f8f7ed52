// What code does to others, in the trees of every language that it is read in.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { codeFacts } from '../../../../../src/rewrite/frame/readCode.ts';

describe('what code does to others', () => {
  let grammars: Grammars;
  before(() => {
    grammars = new Grammars(
      async (file) => await readFile(`dist/grammars/${file}`),
      () => 0,
    );
  });
  after(() => grammars.dispose());

  for (const [languageId, code, effects, valued] of [
    [
      'typescript',
      'function f(a: A) {\n  a.count++;\n  if (next(a)) throw new RangeError("a");\n  log(a);\n  return isB(a);\n}',
      ['count', 'RangeError', 'log'],
      ['next'],
    ],
    [
      'javascript',
      'async function f(a) {\n  await save(a);\n  const all = [];\n  all.push(1);\n  throw a;\n}',
      ['save', 'throw'],
      [],
    ],
    [
      'python',
      'def f(a):\n    a.count += 1\n    if advance(a):\n        raise errors.KeyError("a")\n    print(a)\n    return len(a)',
      ['count', 'KeyError', 'print'],
      ['advance'],
    ],
    [
      'go',
      'func (s *S) F(a int) bool {\n\ts.count++\n\ts.last = a\n\ts.log(a)\n\tif s.advance() {\n\t\treturn true\n\t}\n\treturn s.Has(a)\n}',
      ['count', 'last', 'log'],
      ['advance'],
    ],
    [
      'java',
      'int f(int a) {\n  this.count++;\n  this.last = a;\n  log.info(a);\n  if (queue.poll() == null) throw new java.io.IOException("a");\n  return list.size();\n}',
      ['count', 'last', 'info', 'IOException'],
      ['poll'],
    ],
    [
      'csharp',
      'int F(int a) {\n  this.Count++;\n  Last = a!;\n  Log.Info(a);\n  if (queue.Dequeue() == a) throw new ArgumentException("a");\n  return list.IndexOf(a);\n}',
      ['Count', 'Info', 'ArgumentException'],
      ['Dequeue'],
    ],
    [
      'rust',
      'fn f(&mut self, a: i32) -> bool {\n  self.count += 1;\n  self.log(a);\n  if self.advance() { panic!("a"); }\n  self.is_b(a)\n}',
      ['count', 'log', 'panic'],
      ['advance'],
    ],
    [
      'cpp',
      'bool f(A *a) {\n  a->count++;\n  log(a);\n  if (a->advance()) throw std::out_of_range("a");\n  return a->empty();\n}',
      ['count', 'log', 'out_of_range'],
      ['advance'],
    ],
    [
      'php',
      '<?php\nfunction f($a) {\n  $a->count++;\n  save($a);\n  if ($a->advance()) throw new \\RangeException("a");\n  return count($a);\n}',
      ['count', 'save', 'RangeException'],
      ['advance'],
    ],
    [
      'ruby',
      'def f(a)\n  @log.info(a)\n  return true if a.advance()\n  a.empty?\nend',
      [],
      ['info', 'advance'],
    ],
  ] as const)
    it(`is read in ${languageId}`, async () => {
      await grammars.prepare(languageId);
      const facts = codeFacts(code, grammars.get(languageId));
      assert.equal(facts?.errorCount, 0);
      assert.deepEqual(facts.effects, effects);
      assert.deepEqual(facts.valuedEffects, valued);
    });
});
