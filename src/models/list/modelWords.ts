// What is said of each published model in a line. Pure; strings come translated. Knows the catalogue's ids; must not know
// this machine.
import type { Translate } from '../../base/translation.ts';
import type { CatalogueModel } from '../files/publishedModels.ts';

export function detailOf({ id }: CatalogueModel, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    'qwen2.5-coder-0.5b-instruct-q4_k_m': t(
      'For code, and for what you ask: converted here to Q4_0 with 8-bit keys and values, as fast as Q4_0 and right more often.',
    ),
    'qwen2.5-coder-0.5b-instruct-q8_0': t(
      'The same model, converted here from a finer source: a larger download for the same size and speed.',
    ),
    'qwen2.5-coder-0.5b-instruct-q4_0': t(
      'The same model, run as it is published: nothing to convert, right less often.',
    ),
    'qwen2.5-coder-0.5b-base-q8_0': t(
      'Completes only, it follows no instructions; converted here to Q4_0 with 8-bit keys and values.',
    ),
    'qwen2.5-coder-1.5b-instruct-q4_0': t(
      'Three times as large, for code and for what you ask: right more often, and slower.',
    ),
    'qwen2.5-coder-1.5b-base-q8_0': t(
      'Three times as large, completes only; converted here to Q4_0 with 8-bit keys and values.',
    ),
    'qwen2-0.5b-instruct-q4_0': t('A general model: it sees only what stands before the cursor.'),
  };
  return words[id] ?? '';
}
