// What stands around a cursor, in every language: text or code, the statement, the function.
import assert from 'node:assert/strict';
import type { Tree } from 'web-tree-sitter';
import { enclosingBlocks, kindAt } from '../../../../../src/context/syntax/enclosingBlocks.ts';
import { type Grammar, Grammars } from '../../../../../src/context/syntax/grammars.ts';
import { scopeLanguages } from '../../../../../src/context/syntax/languages.ts';
import type { TextKind } from '../../../../../src/context/window/contextWindow.ts';
import { drawBlocks } from '../drawBlocks.ts';
import { readGrammarFile } from '../grammarFiles.ts';
import { withCursor } from '../windowNotation.ts';

type Kinds = Readonly<Partial<Record<TextKind, readonly string[]>>>;

const ecmaScript: Kinds = {
  code: [
    '█',
    'f(█"a");',
    'f("a"█);',
    'f(`a ${█b}`);',
    'f(`a ${b.█c} d`);',
    'a /* b */█;',
    '/* b */█',
    '█// a',
    '// a\n█',
    'f("a", █',
    "const x = f('a') + █",
    'a = b /█ c;',
  ],
  comment: [
    'a; // █',
    'a; // b█\nc;',
    '// b█',
    '// b█\r\nc;',
    '// "b█',
    '/* b █*/',
    '/** b\n * █\n */',
    '#!/usr/bin/n█ode\n',
  ],
  string: [
    'f("█");',
    'f("a█");',
    'f("a█");',
    'f("a\\█n");',
    'f("// a█");',
    "f('a█');",
    'f(`a█ ${b} c`);',
    'f(`a ${b}█ c`);',
    'f("a█',
    'f("█\nb();',
    'f("a", "b█\nc();',
    'const a = /b█c/;',
    'f("שלום 👋█");',
  ],
};

const kinds: Readonly<Record<string, Kinds>> = {
  typescript: {
    ...ecmaScript,
    string: [...(ecmaScript.string ?? []), 'type A = `b█${C}`;'],
    code: [...(ecmaScript.code ?? []), 'type A = `b${C█}`;'],
  },
  typescriptreact: {
    code: ['a = <b c={█d}>e</b>;', 'a = <b>e█</b>;', 'a = <b c={`d ${█e}`} />;'],
    comment: ['a = <b>{/* █ */}</b>;'],
    string: ['a = <b c="█" />;', 'a = <b c={"█"} />;'],
  },
  javascript: ecmaScript,
  javascriptreact: ecmaScript,
  python: {
    code: ['f(█"a")', 'f("a"█)', 'f(f"a {█b}")', 'f(f"a {b█}")', '# a\n█', 'x = "a" + █', 'f(a█'],
    comment: ['x = 1 # █', '# a█\nx', 'def f():\n    # a█\n    return 1\n'],
    string: [
      'f("█")',
      "f('a█')",
      'def f():\n    """a█\n    b"""\n',
      'f(f"a█ {b}")',
      'f("a█',
      'f("█\ny = 1\n',
      'x = r"\\d█"',
    ],
  },
  go: {
    code: [
      'package a\nvar b = █"c"\n',
      'package a\nvar b = "c"█\n',
      'package a\n// b\n█',
      'package a\n/* b */█',
    ],
    comment: ['package a // █', 'package a\n// b█\nvar c int\n', 'package a\n/* █ */\n'],
    string: [
      'package a\nvar b = "█"\n',
      'package a\nvar b = `c\n█`\n',
      "package a\nvar b = '█c'\n",
      'package a\nfunc b() {\n\tc("d█\n\te()\n}\n',
    ],
  },
  java: {
    code: ['class A { String b = █"c"; }', 'class A { String b = "c"█; }', 'class A { } // b\n█'],
    comment: ['class A { // b█\n}', '/** b █ */ class A { }', 'class A { } // b█'],
    string: [
      'class A { String b = "█"; }',
      'class A { String b = """\n  c█\n  """; }',
      "class A { char b = 'c█'; }",
      'class A { void b() {\n  c("d█\n  e();\n} }\n',
    ],
  },
  rust: {
    code: [
      'fn a() { b(█"c"); }',
      'fn a() { b("c"█); }',
      '/// a\n█fn b() {}',
      "fn a<'a█>() {}",
      'fn a() {} /* b */█',
    ],
    comment: [
      '/// a█\nfn b() {}',
      '//! a█',
      'fn a() { /* b█ */ }',
      'fn a() {} /* b█\nfn c() {}\n',
      'fn a() {} // b█\n',
    ],
    string: [
      'fn a() { b("█"); }',
      'fn a() { b(r#"c█"#); }',
      'fn a() { println!("c█"); }',
      "fn a() { b('c█'); }",
      'fn a() {\n  b("c█\n  d();\n}\n',
    ],
  },
  c: {
    code: ['int a = b(█"c");', '#define A █1\n', 'int a; // b\n█'],
    comment: ['int a; // b█', '/* a█ */ int b;'],
    string: ['char *a = "█";', "char a = 'b█';", '#include <a█.h>\n', 'void a() {\n  b("c█\n  d();\n}\n'],
  },
  cpp: {
    code: ['auto a = R"(b)"█;', 'int a; /* b */█'],
    comment: ['class A { // b█\n};'],
    string: ['auto a = R"(b█)";', 'auto a = u8"b█";', 'auto a = f("b" "c█");'],
  },
  csharp: {
    code: ['var a = $"b {█c}";', 'var a = "b"█;', 'var a = $"b {c█} d";', '// a\n█'],
    comment: ['/// <summary>a█</summary>\nclass B { }', 'var a = 1; // b█', '/* a█ */'],
    string: [
      'var a = "█";',
      'var a = $"b█ {c}";',
      'var a = @"b\\█";',
      'var a = """\n  b█\n  """;',
      "var a = 'b█';",
      'class A { void F() {\n  g("hel█\n  foo();\n} }\n',
    ],
  },
  php: {
    code: [
      '<?php\n$a = "b {$c->█d}";',
      '<?php\n$a = "b $c█d e";',
      "<?php\n$a = 'b'█;",
      '<?php\n// a\n█',
      '<?php\nf(█',
    ],
    comment: ['<?php\n// a█', '<?php\n# a█\n$b = 1;', '<?php\n/** a█ */'],
    string: [
      "<?php\n$a = '█';",
      '<?php\n$a = "b█ $c";',
      '<?php\n$a = <<<EOT\nb█ $c\nEOT;\n',
      "<?php\n$a = <<<'EOT'\nb█\nEOT;\n",
      '<?php\ng("hel█\nfoo();\n',
    ],
  },
  ruby: {
    code: ['a "b #{█c}"', 'a "b"█', 'a = :b█', 'a /█ b', '# a\n█', 'puts(<<~EOT, █b)\n  c\nEOT\n'],
    comment: ['a # b█', '# a█\nb', '=begin\na█\n=end\n'],
    string: [
      'a "█"',
      "a 'b█'",
      'a "b█ #{c}"',
      'a = %w[b█ c]',
      'a = <<~EOT\n  b█ #{c}\nEOT\n',
      'a = /b█/',
      'a = `ls█`',
      'g("hel█\nfoo()\n',
    ],
  },
  shellscript: {
    code: ['a "$(b █c)"', 'a "${b█}"', "a 'b'█", 'a █b', '# a\n█', 'a >█ b'],
    comment: ['a # b█', '# a█\nb', '#!/bin/b█ash\n'],
    string: ['a "█"', "a 'b█'", 'a "b█ $c"', 'cat <<EOF\na b█\nEOF\n', 'g "hel█\nfoo\n'],
  },
  css: {
    code: ['a { color: █red; }', 'a { content: "b"█; }', 'a { } /* b */█'],
    comment: ['a { /* b█ */ }', '/* █ */'],
    string: ['a { content: "█"; }', '@import "a█.css";', 'a[href^="b█"] { }', 'a { content: "hel█\n}\n'],
  },
};

/** The statement in `⟦…⟧`, the function in `⟪…⟫`; either may be missing. */
const blocks: Readonly<Record<string, readonly string[]>> = {
  typescript: [
    'a();\n⟦⟪function b() {\n  c();\n}⟫⟧█\n',
    'a();\n\n█\n\nb();\n',
    '⟪function a() {\n  b();\n  // Why.\n  ⟦c(█d);⟧\n}⟫\ne();\n',
    '⟦⟪function a() {\n  b();\n█\n  c();\n}⟫⟧\n',
    '⟦a(1█);⟧\nb();\n',
    '█⟦a(1);⟧\nb();\n',
    '⟦a(⟪(b) => c(b█)⟫);⟧\n',
    'class A {\n  ⟦⟪b() {█}⟫⟧\n  c() {}\n}\n',
    'a = {\n  ⟦b: 1⟧█,\n  c: 2,\n};\n',
  ],
  typescriptreact: ['const A = ⟪() => (\n  <b>\n    ⟦<C d={█e} />⟧\n  </b>\n)⟫;\n'],
  python: [
    '⟪def a():\n    ⟦b = 1⟧⟫█\n',
    '⟪def a():\n    ⟦if b:\n        █\n        c()⟧\n    d()⟫\n',
    'class A:\n    ⟦b = ⟪lambda c: c⟫⟧█\n',
  ],
  go: ['package a\n\n⟪func b() {\n\t// Why.\n\t⟦c(█)⟧\n\td()\n}⟫\n', 'package a\n\n⟦var b = ⟪func() {█}⟫⟧\n'],
  java: [
    'class A {\n  ⟪void b() {\n    ⟦c(█);⟧\n    d();\n  }⟫\n}\n',
    'class A {\n  /** Why. */\n  ⟦int b = █1;⟧\n  int c;\n}\n',
    'class A {\n  ⟦B c = ⟪d -> d.e(█)⟫;⟧\n}\n',
  ],
  rust: [
    'impl A {\n    ⟪fn b(&self) {\n        ⟦c(█);⟧\n        d()\n    }⟫\n}\n',
    '/// Why.\n#[b]\n⟦struct A█;⟧\nstruct C;\n',
  ],
  c: ['⟪int a(void)\n{\n    ⟦return █1;⟧\n}⟫\n'],
  cpp: ['class A {\npublic:\n  ⟪void b() {\n    ⟦c(█);⟧\n  }⟫\n};\n', '⟦auto a = ⟪[](int b) { █ }⟫;⟧\n'],
  csharp: ['class A\n{\n    ⟪int B()\n    {\n        ⟦return 1█;⟧\n    }⟫\n}\n'],
  php: ['<?php\n⟪function a()\n{\n    ⟦return █1;⟧\n}⟫\n', '<?php\n⟦$a = ⟪fn ($b) => $b⟫█;⟧\n'],
  ruby: ['class A\n  ⟪def b\n    ⟦c(█1)⟧\n    d\n  end⟫\nend\n', 'a.each ⟪do |b|\n  ⟦c █b⟧\nend⟫\n'],
  shellscript: ['⟪a() {\n  ⟦b █c⟧\n  d\n}⟫\n', 'if a; then\n  ⟦b █c⟧\nfi\n'],
  css: ['a {\n  ⟦color: r█ed;⟧\n  margin: 0;\n}\n'],
};

describe('what encloses a cursor', () => {
  const grammars = new Grammars(readGrammarFile, () => 0);
  before(async () => {
    for (const languageId of scopeLanguages) await grammars.prepare(languageId);
  });
  after(() => grammars.dispose());

  function lookAt<T>(languageId: string, text: string, look: (tree: Tree, grammar: Grammar) => T): T {
    const grammar = grammars.get(languageId);
    const tree = grammar?.parse(text, undefined, 1);
    assert.ok(grammar && tree);
    const seen = look(tree, grammar);
    tree.delete();
    return seen;
  }

  for (const languageId of scopeLanguages) {
    for (const [kind, drawings] of Object.entries(kinds[languageId] ?? {})) {
      for (const drawn of drawings) {
        it(`is ${kind} at ${JSON.stringify(drawn)} in ${languageId}`, () => {
          const { text, offset } = withCursor(drawn);
          const seen = lookAt(languageId, text, (tree, { nodeTypes }) => kindAt(tree, nodeTypes, offset));
          assert.equal(seen, kind);
        });
      }
    }

    it(`is covered for every kind in ${languageId}`, () => {
      assert.deepEqual(Object.keys(kinds[languageId] ?? {}).toSorted(), ['code', 'comment', 'string']);
    });
  }

  for (const [languageId, drawings] of Object.entries(blocks)) {
    for (const drawn of drawings) {
      it(`is as marked in ${JSON.stringify(drawn)} in ${languageId}`, () => {
        const { text, offset } = withCursor(drawn.replace(/[⟦⟧⟪⟫]/g, ''));
        const seen = lookAt(languageId, text, (tree, grammar) => enclosingBlocks(tree, grammar, offset));
        assert.equal(drawBlocks(text, offset, seen), drawn);
      });
    }
  }
});
