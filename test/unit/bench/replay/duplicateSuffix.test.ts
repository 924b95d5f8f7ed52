// What counts as said twice. `⟦…⟧` is the suggestion.
import assert from 'node:assert/strict';
import { duplicatesSuffix } from '../../../../bench/replay/duplicateSuffix.ts';

describe('duplicatesSuffix', () => {
  for (const [marked, expected] of [
    ['foo(⟦a)⟧)', true],
    ['foo(⟦bar(a)⟧)', false],
    ['foo("⟦a");⟧")', true],
    ['foo(⟦a⟧)', false],
    ['x = ⟦1;⟧;', true],
    ['x = ⟦a + b⟧ + b', true],
    ['x = ⟦a⟧ + b', false],
    ['f(⟦first, last⟧, last)', true],
    ['for i⟦ndex⟧x', false],
    ['a();\n⟦b();⟧\nb();', true],
    ['a();\n⟦b();⟧\n\n  b();', true],
    ['a();\n⟦b();⟧\r\nb();\r\n', true],
    ['a();\n⟦b();⟧\nc();', false],
    ['a();\n⟦x();\nb();\ny();⟧\nb();', true],
    ['if (a) {\n  ⟦b();\n}⟧\n}', true],
    ['if (a) {\n  if (b) {\n  ⟦}⟧\n}', false],
    ['to⟦tal();⟧\ntotal();', true],
    ['a();⟦⟧\na();', false],
    ['a();\n⟦b();⟧', false],
  ] as const) {
    it(JSON.stringify(marked), () => {
      const [before = '', suggestion = '', after = ''] = marked.split(/[⟦⟧]/);
      assert.equal(duplicatesSuffix(before, suggestion, after), expected);
    });
  }
});
