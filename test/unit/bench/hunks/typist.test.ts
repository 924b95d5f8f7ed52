// How a hunk is typed in an editor that closes brackets. `⟦…⟧` is what is typed.
import assert from 'node:assert/strict';
import type { TypedHunk } from '../../../../bench/hunks/typedHunk.ts';
import {
  accept,
  begin,
  cursorOf,
  keysFor,
  pressKey,
  restOf,
  type Typing,
  textOf,
} from '../../../../bench/hunks/typist.ts';
import { applyChange } from '../../../../src/base/textChanges.ts';

function hunkOf(marked: string, languageId = 'typescript'): TypedHunk {
  const [before = '', typed = '', after = ''] = marked.split(/[⟦⟧]/);
  return { packageName: 'p', path: 'a.ts', languageId, text: before + after, offset: before.length, typed };
}

function seen(typing: Typing): string {
  const text = textOf(typing);
  return `${text.slice(0, cursorOf(typing))}█${text.slice(cursorOf(typing))}`;
}

/** What the document looks like after each key. */
function typedOut(hunk: TypedHunk): readonly string[] {
  const states: string[] = [];
  let typing = begin(hunk);
  while (restOf(typing) !== '') {
    const { typing: next, change } = pressKey(typing);
    assert.equal(textOf(next), applyChange(textOf(typing), change));
    typing = next;
    states.push(seen(typing));
  }
  return states;
}

describe('a hunk that is typed', () => {
  it('closes brackets and quotes, and types over them', () =>
    assert.deepEqual(typedOut(hunkOf('f⟦("a")⟧;')), [
      'f(█);',
      'f("█");',
      'f("a█");',
      'f("a"█);',
      'f("a")█;',
    ]));

  it('puts a block’s end on a line of its own, and goes there at once', () =>
    assert.deepEqual(typedOut(hunkOf('if (a) ⟦{\n  b\n}⟧\n')), [
      'if (a) {█}\n',
      'if (a) {\n  █\n}\n',
      'if (a) {\n  b█\n}\n',
      'if (a) {\n  b\n}█\n',
    ]));

  it('closes nothing that the hunk leaves open, nor before a word', () => {
    assert.deepEqual(typedOut(hunkOf('⟦f(⟧a)')), ['f█a)', 'f(█a)']);
    assert.deepEqual(typedOut(hunkOf('⟦("⟧ ')), ['(█ ', '("█ ']);
  });

  it('brings indentation along with Enter, blank lines included', () => {
    assert.deepEqual(typedOut(hunkOf('  a⟦\n\n  b⟧')), ['  a\n\n  █', '  a\n\n  b█']);
    assert.equal(keysFor('\n\n  b'), 2);
  });

  it('goes on behind what was accepted', () => {
    const typing = pressKey(begin(hunkOf('f⟦(a, b)⟧;'))).typing;
    const { typing: next, change } = accept(typing, 'a, b)', 1);
    assert.equal(textOf(next), applyChange(textOf(typing), change));
    assert.equal(seen(next), 'f(a, b)█;');
  });

  it('ends as the hunk says, whatever it is', () => {
    for (const marked of [
      '⟦a("b(", `c`)⟧',
      "⟦// don't (\nf()⟧",
      '⟦"\'"⟧',
      '⟦f({\n  a: [\n    1,\n  ],\n})⟧;',
    ])
      assert.equal(typedOut(hunkOf(marked)).at(-1)?.replace('█', ''), marked.replaceAll(/[⟦⟧]/g, ''));
  });
});
