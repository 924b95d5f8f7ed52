// Whether a document is as sound with a change as without.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { parsesWhereItStands } from '../../../../../src/rewrite/frame/standing.ts';

const inMethod = ['class A { void F() {\n', '\n} }\n'] as const;
const inFunction = ['void f() {\n', '\n}\n'] as const;
const alone = ['', '\n'] as const;

describe('what parses where it stands', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = new Grammars(
      async (file) => await readFile(`dist/grammars/${file}`),
      () => 0,
    );
    for (const id of ['typescript', 'javascript', 'csharp', 'java', 'cpp']) await grammars.prepare(id);
  });
  after(() => grammars.dispose());

  for (const [languageId, [before, after], text, expected] of [
    ['csharp', inMethod, 'if (a) int b = 1;', false],
    ['csharp', inMethod, 'if (a) c(); else var b = 1;', false],
    ['csharp', inMethod, 'foreach (var x in y) void G() {}', false],
    ['csharp', inMethod, 'lock (a) using var b = c();', false],
    ['csharp', inMethod, 'for (int i = 0; i < 1; i++) { int b = 1; }', true],
    ['csharp', inMethod, 'using (var a = b()) if (a) c(); else { var d = 1; }', true],
    ['java', inMethod, 'if (a) int b = 1;', false],
    ['java', inMethod, 'for (int x : y) int b = 1;', false],
    ['java', inMethod, 'for (int i = 0; ; ) if (a) { int b = 1; }', true],
    ['c', inFunction, 'if (a) int b = 1;', false],
    ['c', inFunction, 'for (int i = 0; ; ) { int b = 1; }', true],
    ['typescript', alone, 'if (a) const b = 1;', false],
    ['javascript', alone, 'if (a) b(); else let c = 1;', false],
    ['typescript', alone, 'do class A {} while (a);', false],
    ['typescript', alone, 'for (const a of b) for (let i = 0; ; ) { const b = 1; }', true],
    ['javascript', alone, 'if (a) var b = 1; else c();', true],
  ] as const)
    it(`${expected ? 'takes' : 'does not take'} in ${languageId}: ${text}`, () => {
      const place = { languageId, path: 'a', before, selection: 'a();', after };
      assert.equal(parsesWhereItStands(place, text, grammars.get(languageId)), expected);
      // What was wrong before is no fault of the change.
      assert.ok(parsesWhereItStands({ ...place, selection: text }, `${text}\n`, grammars.get(languageId)));
    });

  it('sees what becomes of the line below', () => {
    const place = {
      languageId: 'java',
      path: 'a',
      before: 'class A { void F() {\n',
      selection: 'a();',
      after: '\nint b = 1;\n} }\n',
    };
    assert.equal(parsesWhereItStands(place, 'if (a)', grammars.get('java')), false);
  });
});
