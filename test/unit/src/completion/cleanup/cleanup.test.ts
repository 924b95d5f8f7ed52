// Suggestions made to fit their place. `█` is the cursor; the expected text is the document after accepting.
import assert from 'node:assert/strict';
import { cleanAnswer } from '../../../../../src/completion/answers/cleanAnswer.ts';
import { surroundings } from '../../../../../src/completion/place/surroundings.ts';

/** The document after accepting the suggestion, with the cursor behind it, or the silent reason. */
function accepted(marked: string, answer: string): string {
  const offset = marked.indexOf('█');
  const text = marked.replace('█', '');
  const result = cleanAnswer(answer, surroundings(text, offset));
  if (result.kind === 'silent') return result.reason;
  const { text: inserted, replacedLength } = result.suggestion;
  const replaced = text.slice(offset, offset + replacedLength);
  assert.ok(
    isSubsequence(replaced, inserted),
    `${inserted} does not contain ${replaced}, so VS Code hides it`,
  );
  return `${text.slice(0, offset)}${inserted}█${text.slice(offset + replacedLength)}`;
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (character === part[at]) at++;
  return at === part.length;
}

type Case = readonly [name: string, marked: string, answer: string, expected: string];

function check(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const [name, marked, answer, expected] of cases) {
      it(name, () => assert.equal(accepted(marked, answer), expected));
    }
  });
}

check('closers right of the cursor', [
  ['a bracket it brings along', 'foo(█)', 'a, b)', 'foo(a, b)█'],
  ['and more behind it', 'foo(█)', 'a, b) {', 'foo(a, b) {█'],
  ['one it does not bring', 'foo(█)', 'a, b', 'foo(a, b█)'],
  ['one that belongs to what it opens', 'foo(█)', 'bar(a)', 'foo(bar(a)█)'],
  ['its own and the line’s', 'foo(█)', 'bar(a))', 'foo(bar(a))█'],
  ['two of two', 'foo(bar(█))', 'a))', 'foo(bar(a))█'],
  ['one of two', 'foo(bar(█))', 'a)', 'foo(bar(a)█)'],
  ['a quote and a bracket', 'log("█")', 'hi");', 'log("hi");█'],
  ['a bracket inside the string', 'log("█")', ':)', 'log(":)█")'],
  ['the string ends and another one follows', 'f("█")', 'a", "b")', 'f("a", "b")█'],
  ['an escaped quote', 'f("█")', 'say \\"x\\""', 'f("say \\"x\\""█)'],
  ['a quoted bracket of its own', 'f(█)', '")")', 'f(")")█'],
  ['a template', 'f(`█`)', 'x {y}`)', 'f(`x {y}`)█'],
  ['an index', 'a[█]', 'i] = 1;', 'a[i] = 1;█'],
  ['an object', 'f({█})', ' a: 1 });', 'f({ a: 1 });█'],
  ['an apostrophe in words', 'f(█)', "it's", "f(it's█)"],
  ['the semicolon too', 'foo(█);', 'a);', 'foo(a);█'],
  ['the semicolon stays', 'foo(█);', 'a)', 'foo(a)█;'],
  ['a call chained before the semicolon', 'foo(█);', 'a).bar();', 'foo(a).bar();█'],
  ['the line goes on as it does', 'f(█) + y', 'x) + y', 'f(x) + y█'],
  ['the line goes on otherwise', 'f(█) + y', 'x) * z', 'f(x█) + y'],
  ['over several lines', 'run(() => {█})', '\n  go();\n})', 'run(() => {\n  go();\n})█'],
  ['nothing but what is there', 'foo(█)', ')', 'alreadyThere'],
  ['nothing but what is there, twice', 'foo(bar(█))', '))', 'alreadyThere'],
  ['with a line end of Windows', 'foo(█)\r\nbar', 'x)', 'foo(x)█\r\nbar'],
  ['with surrogate pairs around', 'f("█")', '👋")', 'f("👋")█'],
]);

check('other text right of the cursor', [
  ['all of it repeated', 'const █ = 1;', 'total = 1;', 'const total = 1;█'],
  ['a part repeated', 'call(█, last)', 'first, last', 'call(first█, last)'],
  ['nothing repeated', 'a █ b', '+', 'a +█ b'],
  ['the end of the word the cursor is in', 'to█tal', 'tal = 1', 'total = 1█'],
  ['letters equal by chance', '█s = 1', 'items', 'wordToTheRight'],
  ['a semicolon', 'return █;', 'x;', 'return x;█'],
  ['the same text', 'a█ + b', ' + b', 'alreadyThere'],
]);

check('nearby lines', [
  ['the next line', '  █\n  total += 1;', 'total += 1;', 'repeatsNearbyText'],
  ['the next line behind blank ones', '  █\n\n\n  total += 1;', 'total += 1;', 'repeatsNearbyText'],
  ['the next line, indented otherwise', '█\n  total += 1;', 'total += 1;', 'repeatsNearbyText'],
  ['the previous line', 'total += 1;\n█', 'total += 1;', 'repeatsNearbyText'],
  ['completing a line to the next one', 'tot█\ntotal += 1;', 'al += 1;', 'repeatsNearbyText'],
  ['a bracket under a bracket', '  }\n█', '}', '  }\n}█'],
  ['a bracket over the same bracket', 'if (x) {\n█\n}', '}', 'repeatsNearbyText'],
  ['a bracket over an outer bracket', '  if (x) {\n  █\n}', '}', '  if (x) {\n  }█\n}'],
  [
    'later lines that are there',
    'if (x) {\n  █\n}\n',
    'a();\n  b();\n}\nc();',
    'if (x) {\n  a();\n  b();█\n}\n',
  ],
]);

check('repetition of itself', [
  ['a phrase', 'x = [█', 'foo, foo, foo, foo, foo, fo', 'x = [foo,█'],
  ['lines', 'a\n█', 'b();\nb();\nb();\nb();', 'a\nb();█'],
  ['two equal lines', 'a {\n  █', 'b();\n  b();\n  c();', 'a {\n  b();\n  b();\n  c();█'],
  ['a divider', '// █', '----------------', '// ----------------█'],
  ['a pattern that ends', 'x = █', 'a + a + a + a + b;', 'x = a + a + a + a + b;█'],
  ['a way out of it', 'x = █', 'ab.ab.ab.ab.cd();', 'x = ab.ab.ab.ab.cd();█'],
]);

check('other clean-up', [
  ['plain', 'let x = █', 'y;', 'let x = y;█'],
  ['trailing space', 'return █', 'x;  ', 'return x;█'],
  ['control text', 'a █', 'b<|fim_middle|>c', 'a b█'],
  ['only control text', 'a █', '<|im_end|>', 'emptyAnswer'],
  ['nothing', 'x█', '', 'emptyAnswer'],
  ['only space', 'x █', '   ', 'emptyAnswer'],
  ['right-to-left text', 'let x = "█"', 'שלום"', 'let x = "שלום"█'],
]);
