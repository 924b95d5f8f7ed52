// Which models can follow instructions, by what their files say.
import assert from 'node:assert/strict';
import { type ModelMetadata, profileModel } from '../../../../engine/gguf/modelProfile.ts';

const tokens = ['a', '<|endoftext|>', '<|im_start|>', '<|im_end|>'];
const chatML = "{{- '<|im_start|>' + message.role }}";
const metadata = (overrides: Partial<ModelMetadata>): ModelMetadata => ({
  general: { architecture: 'qwen2', name: 'some model' },
  architecture: {
    blockCount: 1,
    contextLength: 64,
    embeddingLength: 64,
    feedForwardLength: 64,
    headCount: 1,
  },
  tokens,
  tokenTypes: [1, 3, 3, 3],
  endOfSequence: 3,
  chatTemplate: chatML,
  parameters: 1,
  ...overrides,
});

describe('profileModel', () => {
  const cases: readonly (readonly [name: string, overrides: Partial<ModelMetadata>, canChat: boolean])[] = [
    ['an instruct model', {}, true],
    ['an instruct model without a template', { chatTemplate: undefined }, true],
    ['a base model that carries the template', { endOfSequence: 1 }, false],
    [
      'an instruct model by name that ends at the end of text',
      { endOfSequence: 1, general: { architecture: 'qwen2', name: 'Qwen2 Instruct' } },
      true,
    ],
    ['another template', { chatTemplate: '[INST] {{ text }} [/INST]' }, false],
    ['no tokens for turns', { tokens: ['a', '<|endoftext|>', 'b', 'c'], endOfSequence: 1 }, false],
  ];
  for (const [name, overrides, canChat] of cases) {
    it(`${canChat ? 'chats with' : 'does not chat with'} ${name}`, () => {
      assert.equal(profileModel(metadata(overrides)).canChat, canChat);
    });
  }

  for (const [name, shown] of [
    ['Qwen2.5 Coder 0.5B Instruct AWQ', 'Qwen2.5 Coder 0.5B Instruct'],
    ['qwen2-0.5b-gptq', 'qwen2-0.5b'],
    ['Awqua', 'Awqua'],
  ] as const) {
    it(`calls ${name} ${shown}`, () => {
      assert.equal(profileModel(metadata({ general: { architecture: 'qwen2', name } })).shape.name, shown);
    });
  }
});
