// Answers with how sure the model was of each token: adopted, divided, typed along.
import assert from 'node:assert/strict';
import {
  type AdoptedAnswer,
  answerOf,
  sliceAnswer,
  surenessTo,
} from '../../../../../src/completion/answers/adoptedAnswer.ts';
import { surroundings } from '../../../../../src/completion/place/surroundings.ts';

/** Tokens with falling probabilities, 0.9 for the first. */
function tokensOf(...texts: readonly string[]) {
  return texts.map((text, index) => ({ text, probability: 0.9 - index / 10 }));
}

function adopted(marked: string, texts: readonly string[], forcedText = ''): AdoptedAnswer {
  const around = surroundings(marked.replace('█', ''), marked.indexOf('█'));
  const tokens = tokensOf(...texts);
  const completion = { text: texts.join(''), tokens, finishReason: 'endOfLine' as const };
  const indentation = { insertSpaces: false, tabSize: 4 };
  return answerOf(completion, forcedText, around, { languageId: 'typescript', indentation });
}

const shape = ({ text, tokens }: AdoptedAnswer) => [text, tokens.map(({ endOffset }) => endOffset)];

describe('answerOf', () => {
  for (const [name, marked, texts, forcedText, expected] of [
    ['tokens end where their text does', 'a = █', ['foo', '(x', ');', ''], '', ['foo(x);', [3, 5, 7, 7]]],
    ['forced text has none', 'a = █', ['bar', '()'], 'foo', ['foobar()', [6, 8]]],
    ['a doubled space is dropped', 'a = █', [' foo', '()'], '', ['foo()', [3, 5]]],
    [
      'indentation is written anew',
      'if (a) {\n\t█',
      ['b();', '\n    ', 'c();'],
      '',
      ['b();\n\tc();', [4, 4, 10]],
    ],
    ['what is cut has none but the first', '█', ['a();', '\n```', '\nSure'], '', ['a();', [4, 4]]],
    ['a fence before it has none', '█', ['```ts', '\n', 'a();'], '', ['a();', [4]]],
  ] as const) {
    it(name, () => assert.deepEqual(shape(adopted(marked, texts, forcedText)), expected));
  }
});

describe('sliceAnswer', () => {
  const answer = adopted('█', ['foo', '(x', ');', '\n', 'bar', '();']);
  for (const [name, start, end, expected] of [
    ['typed along inside a token', 1, undefined, ['oo(x);\nbar();', [2, 4, 6, 6, 10, 13]]],
    ['typed along over a token', 3, undefined, ['(x);\nbar();', [2, 4, 4, 8, 11]]],
    ['the first line, with the token behind it', 0, 7, ['foo(x);', [3, 5, 7, 7]]],
    ['what follows it', 7, undefined, ['\nbar();', [4, 7]]],
  ] as const) {
    it(name, () => assert.deepEqual(shape(sliceAnswer(answer, start, end)), expected));
  }
});

describe('sureness of a slice', () => {
  const answer = adopted('█', ['foobar', '();']);
  for (const [typed, expected] of [
    [0, [0.9, 0.8]],
    [2, [0.9 ** (4 / 6), 0.8]],
    [5, [0.9 ** (1 / 6), 0.8]],
    [6, [0.8]],
    [7, [0.8 ** (2 / 3)]],
  ] as const) {
    it(`rises with what of a token is typed: ${typed} characters`, () => {
      const { tokens } = sliceAnswer(answer, typed);
      const rounded = (probability: number) => probability.toFixed(6);
      assert.deepEqual(
        tokens.map(({ probability }) => rounded(probability)),
        expected.map((probability) => rounded(probability)),
      );
    });
  }
});

describe('surenessTo', () => {
  const answer = adopted('█', ['foo', '(x', ');', '\n', 'bar', '();']);
  for (const [end, expected, behind] of [
    [2, [0.9], 0.8],
    [3, [0.9], 0.8],
    [7, [0.9, 0.8, 0.7], 0.6],
    [13, [0.9, 0.8, 0.7, 0.6, 0.5, 0.4], undefined],
  ] as const) {
    it(`to ${end}`, () => {
      const sureness = surenessTo(answer, end);
      const rounded = (probability: number) => Math.round(10 * probability) / 10;
      assert.deepEqual(sureness.probabilities.map(rounded), expected);
      assert.equal(sureness.behind === undefined ? undefined : rounded(sureness.behind), behind);
    });
  }
});
