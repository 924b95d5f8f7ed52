// Asks for better names of variables, one a line. Pure. Must not know what becomes of them.
import { fenced, type Prompt } from './prompt.ts';

const system =
  'You name variables in code. A good name says what the variable holds, in one to three words, in the style of the code.';
const example = {
  code: `function totalArea(xs) {
  let s = 0;
  for (const x of xs) {
    const a = x.width * x.height;
    s += a;
  }
  return s;
}`,
  names: ['xs', 's', 'x', 'a'],
  answer: 'xs -> shapes\ns -> total\nx -> shape\na -> area',
};

export function namesPrompt(languageId: string, code: string, names: readonly string[]): Prompt {
  const ask = (language: string, text: string, asked: readonly string[]) =>
    `${fenced(language, text)}\n\nGive a clear, descriptive name for each of: ${asked.join(', ')}`;
  return {
    messages: [
      { role: 'system', text: system },
      { role: 'user', text: ask('javascript', example.code, example.names) },
      { role: 'assistant', text: example.answer },
      { role: 'user', text: ask(languageId, code, names) },
    ],
    stopTexts: [],
    maxTokens: names.length * 24,
  };
}
