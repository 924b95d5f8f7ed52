// Whether a server cuts text into the same tokens as the vocabulary of a file here, by texts on which they part.
// Must not know products.
import type { Vocabulary } from '../llama/backend.ts';
import type { ServerDialect } from './serverDialect.ts';

/**
 * Indentation, line ends, marks, digits, scripts, joined characters: none holds a control token's text. All are composed
 * as far as characters can be (NFC): the tokenizers published with models compose first, llama.cpp's do not.
 */
export const awkwardTexts: readonly string[] = [
  'export const total = items.map(({ id }) => id)',
  '\t\t  if (a<=b&&!c) {\r\n\r\n\n   }\n',
  "don't  we'LL  it's ///*** ;;;;)))) 0x1F 1234567 3.14e-10",
  'naïve Ångström x\u0301\u0301 \u00a0\u2003x\u200b\ufeff',
  '日本語のコード 한국어 中文，标点。',
  'שלום עולם مرحبا \u202eabc\u202c',
  '👋🏽 👨‍👩‍👧 🪿 𓀀',
];

const controlNames = ['fimPrefix', 'fimSuffix', 'fimMiddle'] as const;
const controlTexts = {
  fimPrefix: '<|fim_prefix|>',
  fimSuffix: '<|fim_suffix|>',
  fimMiddle: '<|fim_middle|>',
};

export async function isSameVocabulary(dialect: ServerDialect, vocabulary: Vocabulary): Promise<boolean> {
  for (const text of awkwardTexts) {
    const theirs = await dialect.tokenize(text, false);
    const ours = vocabulary.tokenize(text);
    if (theirs.length !== ours.length || ours.some((token, index) => token !== theirs[index])) return false;
  }
  return true;
}

/** Whether the server's vocabulary has the control tokens of fill-in-the-middle, with the same ids. */
export async function hasSameFimTokens(dialect: ServerDialect, { control }: Vocabulary): Promise<boolean> {
  for (const name of controlNames) {
    const [token, ...others] = await dialect.tokenize(controlTexts[name], true);
    if (token === undefined || token !== control[name] || others.length > 0) return false;
  }
  return true;
}
