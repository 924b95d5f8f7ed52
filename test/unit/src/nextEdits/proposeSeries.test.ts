// What is proposed after edits: the same edit twice, a renamed declaration, and the traps in which nothing may be.
import assert from 'node:assert/strict';
import { EditedFile } from './editedFile.ts';

interface Example {
  readonly name: string;
  readonly languageId: string;
  readonly text: string;
  readonly edits: readonly string[];
  /** Lines of the text with places drawn into them; what is left out has none. */
  readonly expected: readonly string[];
}

const examples: readonly Example[] = [
  {
    name: 'a function renamed where it is declared',
    languageId: 'typescript',
    text: 'function getUser(id: number) {\n  return id;\n}\nconst a = getUser(1);\n// getUser of old\nlog("getUser", getUser(2), other.getUser(3));\n',
    edits: ['function «getUser→fetchUser»('],
    expected: [
      'const a = «getUser→fetchUser»(1);',
      'log("getUser", «getUser→fetchUser»(2), other.getUser(3));',
    ],
  },
  {
    name: 'a name that was exchanged with the space before it',
    languageId: 'typescript',
    text: 'function getUser() {}\ngetUser();\n',
    edits: ['function« getUser→ fetchUser»('],
    expected: ['«getUser→fetchUser»();'],
  },
  {
    name: 'a parameter, in its function only and not where it is shadowed',
    languageId: 'typescript',
    text: 'function f(value: number) {\n  const g = (value: string) => value.length;\n  return g("a") + value + o.value;\n}\nconst value = 1;\n',
    edits: ['f(«value→amount»:'],
    expected: ['  return g("a") + «value→amount» + o.value;'],
  },
  {
    name: 'a local variable in Python',
    languageId: 'python',
    text: 'def f(items):\n    total = 0\n    for item in items:\n        total += item.total\n    return total\n\ntotal = 3\n',
    edits: ['    «total→amount» = 0'],
    expected: ['        «total→amount» += item.total', '    return «total→amount»'],
  },
  {
    name: 'a parameter in Go',
    languageId: 'go',
    text: 'package a\n\nfunc f(name string) string {\n\treturn g(name, x.name)\n}\n',
    edits: ['f(«name→title» string'],
    expected: ['\treturn g(«name→title», x.name)'],
  },
  {
    name: 'a local in Rust',
    languageId: 'rust',
    text: 'fn f() -> u32 {\n    let count = 1;\n    g(count, self.count)\n}\n',
    edits: ['let «count→total» ='],
    expected: ['    g(«count→total», self.count)'],
  },
  {
    name: 'an argument added to a call twice',
    languageId: 'typescript',
    text: 'load(first, 1);\nload(other.second, 1);\nload(make(a, b), 1);\nreload(third, 1);\nload(fourth);\nload(\n  fifth,\n  1,\n);\n',
    edits: ['load(first, 1«→, signal»);', 'load(other.second, 1«→, signal»);'],
    expected: ['load(make(a, b), 1«→, signal»);'],
  },
  {
    name: 'an argument put first',
    languageId: 'python',
    text: 'run(a, 1)\nrun(b, 2)\nrun(c, 3)\nrun()\n',
    edits: ['run(«→context, »a', 'run(«→context, »b'],
    expected: ['run(«→context, »c, 3)'],
  },
  {
    name: 'await, but not where it stands already',
    languageId: 'typescript',
    text: 'const a = readAll(1);\nconst b = readAll(2);\nconst c = await readAll(3);\nconst d = readAll(4);\n',
    edits: ['= «→await »readAll(1)', '= «→await »readAll(2)'],
    expected: ['const d =« → await »readAll(4);'],
  },
  {
    name: 'another method, not in comments and strings',
    languageId: 'javascript',
    text: 'console.log(1);\nconsole.log(2);\n// console.log(3);\nconst s = "console.log(4)";\nlogger.log(5);\nconsole.log(6);\n',
    edits: ['console.«log→debug»(1)', 'console.«log→debug»(2)'],
    expected: ['console.«log→debug»(6);'],
  },
  {
    name: 'within strings where the edits were in strings',
    languageId: 'typescript',
    text: 'open("http://one.example");\nopen("http://two.example");\nhttp.get(x);\nopen("http://three.example");\n',
    edits: ['"«http→https»://one', '"«http→https»://two'],
    expected: ['open("«http→https»://three.example");'],
  },
  {
    name: 'the fourth place after the third edit',
    languageId: 'typescript',
    text: 'use(oldName, 1);\nuse(oldName, 2);\nuse(oldName, 3);\nuse(oldName, 4);\n',
    edits: ['use(«oldName→newName», 1)', 'use(«oldName→newName», 2)', 'use(«oldName→newName», 3)'],
    expected: ['use(«oldName→newName», 4);'],
  },
  {
    name: 'something taken away twice',
    languageId: 'java',
    text: 'class A {\n  void f() {\n    list.add(final, 1);\n    this.close(true);\n    other.close(true);\n    third.close(true);\n    third.open(true);\n  }\n}\n',
    edits: ['this.close(«true→»)', 'other.close(«true→»)'],
    expected: ['    third.close(«true→»);'],
  },
  {
    name: 'a language without a grammar, by lines',
    languageId: 'lua',
    text: 'print_old(1)\nprint_old(2)\n-- print_old(3)\nprint_old(4)\n',
    edits: ['«print_old→print_new»(1)', '«print_old→print_new»(2)'],
    expected: ['«print_old→print_new»(4)'],
  },
  {
    name: 'surrogate pairs around the places',
    languageId: 'typescript',
    text: 'say("😀", oldName(1));\nsay("😀😀", oldName(2));\nsay("😀😀😀", oldName(3));\n',
    edits: ['«oldName→newName»(1)', '«oldName→newName»(2)'],
    expected: ['say("😀😀😀", «oldName→newName»(3));'],
  },
];

const silent: readonly Omit<Example, 'expected'>[] = [
  {
    name: 'one edit that declares nothing',
    languageId: 'typescript',
    text: 'call(one);\ncall(one);\n',
    edits: ['call(«one→two»);'],
  },
  {
    name: 'two different edits',
    languageId: 'typescript',
    text: 'call(one);\ncall(two);\ncall(one);\n',
    edits: ['call(«one→three»);', 'call(«two→four»);'],
  },
  {
    name: 'white space',
    languageId: 'typescript',
    text: 'call(one,two);\ncall(one,two);\ncall(one,two);\n',
    edits: ['call(one,«→ »two);', 'call(one,«→ »two);'],
  },
  {
    name: 'a rule that would say too little',
    languageId: 'typescript',
    text: 'a = 1;\nb = 1;\nc = 1;\n',
    edits: ['a = «1→2»;', 'b = «1→2»;'],
  },
  {
    name: 'what came back by undoing',
    languageId: 'typescript',
    text: 'function getUser() {}\ngetUser();\n',
    edits: ['function «getUser→fetchUser»(', 'function «fetchUser→getUser»('],
  },
  {
    name: 'a later assignment that was given another target',
    languageId: 'python',
    text: 'value = 1\nuse(value)\nvalue = 2\nuse(value)\n',
    edits: ['«value→other» = 2'],
  },
  {
    name: 'a text that had the new form elsewhere: whoever wrote it chose between the two',
    languageId: 'typescript',
    text: 'use(oldName, 1);\nuse(oldName, 2);\nuse(newName, 3);\nuse(oldName, 4);\n',
    edits: ['use(«oldName→newName», 1)', 'use(«oldName→newName», 2)'],
  },
  {
    name: 'a name that exists already',
    languageId: 'typescript',
    text: 'function f(one: number, two: number) {\n  return one + two;\n}\n',
    edits: ['f(«one→two»:'],
  },
];

describe('what wants the same edit', () => {
  for (const { name, languageId, text, edits, expected } of examples) {
    for (const lineEnd of ['\n', '\r\n']) {
      it(`finds ${name}${lineEnd === '\n' ? '' : ', with CRLF'}`, async () => {
        const file = await EditedFile.open(languageId, text.replaceAll('\n', lineEnd));
        const proposals = edits.map((edit) => file.edit(edit));
        const drawn = file.draw(proposals.at(-1)).split(lineEnd);
        assert.deepEqual(
          drawn.filter((line) => line.includes('«')),
          expected,
        );
        file.dispose();
      });
    }
  }

  for (const { name, languageId, text, edits } of silent) {
    it(`stays silent about ${name}`, async () => {
      const file = await EditedFile.open(languageId, text);
      const proposals = edits.map((edit) => file.edit(edit));
      assert.equal(file.draw(proposals.at(-1)), file.text);
      file.dispose();
    });
  }

  it('takes the uses that a language server told, and writes out what stood for name and value', async () => {
    const text =
      'class Cart {\n  total = 0;\n}\nf(cart.total, other.total, { total });\nconst total = 1;\ng({ total });\n';
    const member = await EditedFile.open('typescript', text);
    member.told = ['cart.[total]'];
    const ofMember = member.draw(member.edit('  «total→amount» = 0'));
    assert.match(ofMember, /^f\(cart.«total→amount», other.total, \{ total \}\);$/m);
    const local = await EditedFile.open('typescript', text);
    local.told = ['f(cart.total, other.total, { [total]', 'g({ [total]'];
    const ofLocal = local.draw(local.edit('const «total→amount» = 1'));
    assert.match(
      ofLocal,
      /\{ «total→total: amount» \}\);\nconst amount = 1;\ng\(\{ «total→total: amount» \}\)/,
    );
    member.dispose();
    local.dispose();
  });

  it('does not take equal words for uses, which the editor finds where there is no server', async () => {
    const file = await EditedFile.open('typescript', 'const total = 1;\n// The total\nf(total, o.total);\n');
    file.told = ['The [total]', 'f([total]', 'o.[total]'];
    const drawn = file.draw(file.edit('const «total→amount» = 1'));
    assert.match(drawn, /The total\nf\(«total→amount», o\.total\)/);
    file.dispose();
  });

  it('begins with the place after the edit and goes around', async () => {
    const file = await EditedFile.open('typescript', 'log(old1);\nlog(old1);\nlog(old1);\nlog(old1);\n');
    const places = [...file.text.matchAll(/old1/g)].map(({ index }) => index);
    const edited = [places[1] ?? 0, places[2] ?? 0];
    for (const startOffset of edited) {
      file.change([{ startOffset, removedLength: 4, insertedText: 'new1' }]);
      file.rest();
    }
    const sites = file.rest()?.sites ?? [];
    assert.deepEqual(
      sites.map(({ startOffset }) => startOffset),
      [places[3], places[0]],
    );
    file.dispose();
  });

  it('looks at no more places than one would go through, whatever the file repeats', async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `oldName(${index});`);
    const file = await EditedFile.open('lua', `${lines.join('\n')}\n${'oldName '.repeat(60_000)}\n`);
    file.edit('«oldName→newName»(1)');
    const proposal = file.edit('«oldName→newName»(2)');
    // Too many to be meant.
    assert.equal(proposal, undefined);
    assert.ok(file.looks <= 500, `${file.looks} places were looked at`);
    file.dispose();
  });

  it('does not take several cursors, or a formatter, for edits', async () => {
    const file = await EditedFile.open('typescript', 'oldName(1);\noldName(2);\noldName(3);\n');
    file.change([0, 12].map((startOffset) => ({ startOffset, removedLength: 7, insertedText: 'newName' })));
    assert.equal(file.rest(), undefined);
    assert.equal(file.edit('«oldName→newName»(3)'), undefined);
    file.dispose();
  });

  it('proposes nothing in a text that is not what was told of it, and goes on from there', async () => {
    const file = await EditedFile.open('typescript', 'oldName(1);\noldName(2);\noldName(3);\noldName(4);\n');
    file.edit('«oldName→newName»(1)');
    // Changed on disk and read anew, say, without a word of it.
    file.history.change(file.uri, [{ startOffset: 0, removedLength: 7, insertedText: 'anything' }]);
    assert.equal(file.rest(), undefined);
    assert.equal(file.rest(), undefined);
    file.edit('«oldName→newName»(2)');
    const proposal = file.edit('«oldName→newName»(3)');
    assert.match(file.draw(proposal), /«oldName→newName»\(4\)/);
    file.dispose();
  });

  it('goes on with what was edited before a formatter came', async () => {
    const file = await EditedFile.open('typescript', 'oldName(1);\noldName(2);\nf(a,b,c);\noldName(3);\n');
    file.edit('«oldName→newName»(1)');
    file.edit('f(a,«→ »b');
    file.change([{ startOffset: 28, removedLength: 0, insertedText: ' ' }]);
    file.change([0, 5].map((startOffset) => ({ startOffset, removedLength: 0, insertedText: '' })));
    file.rest();
    const proposal = file.edit('«oldName→newName»(2)');
    assert.match(file.draw(proposal), /«oldName→newName»\(3\)/);
    file.dispose();
  });

  it('is silent about a rule that was silenced', async () => {
    const file = await EditedFile.open('typescript', 'function getUser() {}\ngetUser();\n');
    file.edit('function «getUser→fetchUser»(', false);
    assert.equal(
      file.rest(() => true),
      undefined,
    );
    file.dispose();
  });
});
