// An answer's text as it grows: whole characters, stop texts, nothing told that is taken back.
import assert from 'node:assert/strict';
import { StreamedText } from '../../../../engine/chat/streamedText.ts';

function stream(text: string, stopTexts: readonly string[], bytesAtOnce = 1) {
  const streamed = new StreamedText(stopTexts);
  const bytes = new TextEncoder().encode(text);
  const seen: string[] = [];
  for (let index = 0; index < bytes.length; index += bytesAtOnce) {
    const isStopped = streamed.add(bytes.slice(index, index + bytesAtOnce));
    seen.push(streamed.text);
    if (isStopped) return { text: streamed.text, isStopped, seen };
  }
  streamed.end();
  return { text: streamed.text, isStopped: false, seen };
}

describe('StreamedText', () => {
  const cases = [
    ['plain', 'abc', [], 'abc', false],
    ['a stop text', 'abc\n```\nmore', ['\n```'], 'abc', true],
    ['the beginning of a stop text', 'a\n`b\n``', ['\n```'], 'a\n`b\n``', false],
    ['a beginning inside another', 'a\n\n```', ['\n```'], 'a\n', true],
    ['the first of several', 'abXcdY', ['Y', 'X'], 'ab', true],
    ['no stop text at all', 'abc', [''], 'abc', false],
    ['characters of several bytes', 'naïve 日本 👋', ['!'], 'naïve 日本 👋', false],
  ] as const;
  for (const [name, text, stopTexts, expected, isStopped] of cases) {
    for (const bytesAtOnce of [1, 2, 5]) {
      it(`${name}, ${bytesAtOnce} bytes at once`, () => {
        const result = stream(text, stopTexts, bytesAtOnce);
        assert.deepEqual([result.text, result.isStopped], [expected, isStopped]);
        for (const seen of result.seen) assert.ok(expected.startsWith(seen), seen);
      });
    }
  }
});
