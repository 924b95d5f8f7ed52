// The vocabulary of the scripted server: every byte is a token, the control tokens of the fake backend above them.

import type { ModelProfile } from '../../../engine/gguf/modelProfile.ts';
import type { LoadedVocabulary } from '../../../engine/llama/loadVocabulary.ts';
import { FakeBackend } from '../fakeBackend.ts';

const controlIds: Readonly<Record<string, number>> = {
  '<|fim_prefix|>': 256,
  '<|fim_suffix|>': 257,
  '<|fim_middle|>': 258,
};

export function scriptedControl(text: string): number | undefined {
  return controlIds[text];
}

export function scriptedVocabulary(): LoadedVocabulary {
  const { vocabulary, shape, family, canChat } = new FakeBackend();
  const { tokenBytes, control } = vocabulary;
  const profile: ModelProfile = { shape, family, canChat, control, tokenBytes };
  return { vocabulary, profile, dispose: () => Promise.resolve() };
}
