// What is said of servers: where text goes, and what will be missed.
import assert from 'node:assert/strict';
import type { ServerFacts } from '../../../../engine/protocol/serverProtocol.ts';
import { factLines, hostOf, isUsable, servingWords } from '../../../../src/server/serverWords.ts';
import { plainTranslate as t } from '../../../support/plainTranslate.ts';

const fine: ServerFacts = {
  product: 'llama.cpp',
  version: 'b1',
  model: 'coder',
  contextTokens: 4096,
  hasFimTokens: true,
  isSameVocabulary: true,
  takesTokens: true,
  tellsProbabilities: true,
  healing: 'grammar',
  canChat: true,
};

describe('words about servers', () => {
  it('name what answered, and nothing that would be missed where nothing is', () => {
    assert.deepEqual(factLines(fine, t), ['llama.cpp b1 with the model coder, context of 4096 tokens.']);
  });

  for (const [lack, words, usable] of [
    [{ isSameVocabulary: false }, /other tokens/, false],
    [{ takesTokens: false }, /token ids/, false],
    [{ tellsProbabilities: false }, /probabilities/, false],
    [{ hasFimTokens: false }, /before the cursor/, true],
    [{ healing: 'none' }, /inside of words/, true],
    [{ canChat: false }, /asking and rewriting/, true],
  ] as const) {
    it(`say what is missed with ${JSON.stringify(lack)}`, () => {
      const facts = { ...fine, ...lack };
      assert.match(factLines(facts, t)[1] ?? '', words);
      assert.equal(isUsable(facts), usable);
    });
  }

  it('say where text goes', () => {
    assert.equal(hostOf('https://llm.example.com:8443/team'), 'llm.example.com:8443');
    assert.match(servingWords('a.host', 'server', undefined, t), /sent to a\.host/);
    assert.match(servingWords('a.host', 'thisMachine', 'serverGone', t), /nothing is sent\. Nobody answers/);
    assert.match(servingWords('a.host', 'nobody', 'serverSlow', t), /nothing is suggested\. .*too long/);
  });
});
