// Healing, the trie, stop rules, the KV plan and plain tokenization.
import assert from 'node:assert/strict';
import { type LiveSequence, planKv } from '../../../engine/computing/kvPlan.ts';
import { ByteTrie } from '../../../engine/decoding/byteTrie.ts';
import { decideStop, isRepeating } from '../../../engine/decoding/stopRules.ts';
import { tokenizePlain } from '../../../engine/llama/plainTokenizer.ts';
import { healPrompt, stepForced } from '../../../engine/prompt/healing.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (value: Uint8Array | undefined) =>
  value === undefined ? undefined : new TextDecoder().decode(value);

describe('ByteTrie', () => {
  const words = ['a', 'ab', 'abc', 'b', 'é', 'ac', 'abd'];
  const trie = new ByteTrie([...words.map(bytes), undefined]);
  const agreeing = (forced: string) =>
    trie
      .agreeing(bytes(forced))
      .map((token) => words[token])
      .toSorted((a = '', b = '') => a.localeCompare(b));

  it('finds tokens that extend the forced bytes and tokens that begin them', () => {
    assert.deepEqual(agreeing('ab'), ['a', 'ab', 'abc', 'abd']);
    assert.deepEqual(agreeing('abc'), ['a', 'ab', 'abc']);
    assert.deepEqual(agreeing('x'), []);
  });

  it('works inside a multi-byte character', () => {
    const first = bytes('é').subarray(0, 1);
    assert.deepEqual(
      trie.agreeing(first).map((token) => words[token]),
      ['é'],
    );
  });
});

describe('healing', () => {
  it('takes the last token back and appends forced text', () => {
    const healed = healPrompt([1, 2], (token) => bytes(token === 2 ? 'us' : 'x'), 'ers', 'token');
    assert.deepEqual(healed.tokens, [1]);
    assert.equal(text(healed.forced), 'users');
  });

  it('has nothing to take back from an empty text', () => {
    assert.deepEqual(
      healPrompt([], () => undefined, '', 'word'),
      { tokens: [], forced: new Uint8Array(0) },
    );
  });

  for (const [name, pieces, kept, forced] of [
    ['a word cut in two', ['parse', 'JS', 'O'], 0, 'parseJSO'],
    ['only what belongs to the word', ['this', '.', 'JS', 'O'], 2, 'JSO'],
    ['a dot with its name', ['this', '.wi', 'dth'], 1, '.width'],
    ['what is no word, alone', ['a', ' =', ' '], 2, ' '],
    ['at most four tokens', ['a', 'b', 'c', 'd', 'e'], 1, 'bcde'],
  ] as const) {
    it(`takes back ${name}`, () => {
      const tokens = pieces.map((_, index) => index);
      const healed = healPrompt(tokens, (token) => bytes(pieces[token] ?? ''), '', 'word');
      assert.deepEqual([healed.tokens.length, text(healed.forced)], [kept, forced]);
    });
  }

  for (const [forced, token, remaining, added] of [
    ['us', 'users', '', 'ers'],
    ['us', 'us', '', ''],
    ['users', 'us', 'ers', ''],
    ['us', 'ux', undefined, undefined],
    ['us', '', undefined, undefined],
  ] as const) {
    it(`forced ${forced}, token ${JSON.stringify(token)}`, () => {
      const step = stepForced(bytes(forced), bytes(token));
      assert.equal(text(step?.remaining), remaining);
      assert.equal(text(step?.added), added);
    });
  }
});

describe('stop rules', () => {
  const limits = { maxLines: 1, maxTokens: 50 };
  for (const [name, generated, lines, reason, kept] of [
    ['end of line', 'a);\n  b', 1, 'endOfLine', 'a);'],
    ['second line end', 'a\nb\nc', 2, 'maxLines', 'a\nb'],
    ['goes on', 'a', 1, undefined, 'a'],
  ] as const) {
    it(name, () => {
      const decision = decideStop(generated, [1], { ...limits, maxLines: lines });
      assert.deepEqual(decision, { reason, text: kept });
    });
  }

  for (const [name, generated, reason, kept] of [
    ['goes on inside', 'a();\n  b();\n  c', undefined, 'a();\n  b();\n  c'],
    ['blank lines and deeper ones are inside', 'if (b) {\n    c();\n  }\n\n  d', undefined, undefined],
    ['ends behind its closing line', 'a();\n}\nb', 'endOfBlock', 'a();\n}'],
    ['waits for the closing line’s end', 'a();\n});', undefined, 'a();\n});'],
    ['ends before anything else', 'a\n\nx = ', 'endOfBlock', 'a\n'],
    ['waits for a word that may close', 'a\nen', undefined, 'a\nen'],
    ['ends behind a closing word', 'a\nend\n', 'endOfBlock', 'a\nend'],
    ['ends before another word', 'a\nendpoint = 1', 'endOfBlock', 'a'],
    ['ends behind a closing tag', 'a\n</ul>\n', 'endOfBlock', 'a\n</ul>'],
  ] as const) {
    it(`of a block: ${name}`, () => {
      const decision = decideStop(generated, [1], { maxLines: 20, maxTokens: 50, blockColumns: 2 });
      assert.deepEqual(decision, { reason, text: kept ?? generated });
    });
  }

  for (const [name, generated, end] of [
    ['ends before the next one', 'total % 7;\n  return ', 'total % 7;'],
    ['waits for a word that may go on', 'a;\n  re', undefined],
    ['goes on inside', 'a(\n    1,\n    2', undefined],
    ['goes on behind its closing line', 'a(\n    1,\n  )', undefined],
    ['ends with its closing line', 'a(\n    1,\n  );\n  b();', 'a(\n    1,\n  );'],
    [
      'has branches',
      'if (a) {\n    b();\n  } else {\n    c();\n  }\n\n  d();',
      'if (a) {\n    b();\n  } else {\n    c();\n  }',
    ],
    ['has branches by word', 'if a:\n    b()\n  else:\n    c()\n  d()', 'if a:\n    b()\n  else:\n    c()'],
    [
      'goes on behind an operator and before one',
      'a &&\n  b\n  .c()\n  && d\n  e()',
      'a &&\n  b\n  .c()\n  && d',
    ],
    ['is not a comment or an attribute alone', '// why\n  a();\n  b();', '// why\n  a();'],
    ['begins on the line below', '\n    a();\n  }\n  b();', '\n    a();\n  }'],
    ['ends where its block does', 'a;\nb();', 'a;'],
  ] as const) {
    it(`of a statement: ${name}`, () => {
      const statement = { columns: 2, typedCharacters: 0 };
      const decision = decideStop(generated, [1], { maxLines: 20, maxTokens: 50, statement });
      assert.deepEqual(decision, {
        reason: end === undefined ? undefined : 'endOfStatement',
        text: end ?? generated,
      });
    });
  }

  it('looks for the end of the statement that is wanted by now', () => {
    const statement = { columns: 0, typedCharacters: 'a;\n'.length };
    const decision = decideStop('a;\nb;\nc = 1', [1], { maxLines: 20, maxTokens: 50, statement });
    assert.equal(decision.text, 'a;\nb;');
  });

  it('stops at the token limit', () => {
    assert.equal(
      decideStop(
        'a',
        Array.from({ length: 50 }, (_, i) => i),
        limits,
      ).reason,
      'maxTokens',
    );
  });

  it('sees short patterns that repeat, and no repetition in code', () => {
    assert.equal(isRepeating(Array.from({ length: 10 }, () => 5)), true);
    assert.equal(isRepeating(Array.from({ length: 30 }, (_, i) => i % 3)), true);
    assert.equal(isRepeating(Array.from({ length: 9 }, () => 5)), false);
    assert.equal(isRepeating(Array.from({ length: 60 }, (_, i) => i)), false);
  });
});

describe('planKv', () => {
  const live = (tokens: number[], owner: string | undefined, lastUse: number): LiveSequence => ({
    tokens,
    owner,
    lastUse,
  });

  it('keeps the common prefix of the owner’s own sequence', () => {
    const plan = planKv([live([1, 2, 3, 4], 'a', 1), live([1, 2, 9], 'b', 2)], [1, 2, 9, 9], 'a');
    assert.deepEqual(plan, { sequence: 0, keep: 2, evicted: undefined });
  });

  it('evaluates the last token again when all of the prompt is there', () => {
    assert.equal(planKv([live([1, 2, 3], 'a', 1)], [1, 2, 3], 'a').keep, 2);
    assert.equal(planKv([live([1, 2, 3], 'a', 1)], [1, 2], 'a').keep, 1);
  });

  it('takes an empty sequence for a new document, else the one used longest ago', () => {
    const two = [live([1, 5], 'a', 5), live([], undefined, 0)];
    assert.equal(planKv(two, [1, 7, 7, 7], 'b').sequence, 1);
    const full = [live([1, 5], 'a', 5), live([1, 6], 'c', 3)];
    assert.deepEqual(planKv(full, [1, 7, 7, 7], 'b'), { sequence: 1, keep: 1, evicted: 'c' });
  });

  it('borrows another document’s prefix when it is most of the prompt', () => {
    const plan = planKv([live([1, 2, 3, 4], 'a', 5), live([], undefined, 0)], [1, 2, 3, 9], 'b');
    assert.deepEqual(plan, { sequence: 0, keep: 3, evicted: 'a' });
  });
});

describe('tokenizePlain', () => {
  const special = '<tool_call>';
  const tokenize = (part: string) =>
    part.split(/(<tool_call>)/).flatMap((piece) => (piece === special ? [999] : Array.from(bytes(piece))));
  const joined = (input: string) =>
    new TextDecoder().decode(
      Uint8Array.from(tokenizePlain(input, tokenize, (token) => token < 256, [special])),
    );

  for (const input of ['plain', special, `a${special}b${special}`, `${special}${special}`, '']) {
    it(JSON.stringify(input), () => assert.equal(joined(input), input));
  }
});
