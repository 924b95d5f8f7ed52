// What is said of an answer that is no success: the server's own words, without what they came wrapped in.
import assert from 'node:assert/strict';
import { statusError } from '../../../../engine/remote/serverError.ts';

const answers: readonly (readonly [string, number, string, string])[] = [
  ['llama.cpp’s', 401, '{"error":{"message":"Invalid API Key","code":401}}', 'Invalid API Key'],
  ['vLLM’s of a key', 401, '{"error":"Unauthorized"}', 'Unauthorized'],
  ['vLLM’s of a path', 404, '{"detail":"Not Found"}', 'Not Found'],
  ['a router’s', 503, 'No available workers', 'No available workers'],
  ['one of an unknown form', 400, '{"reason":7}', '{"reason":7}'],
  ['one that is cut off', 400, '{"error":', '{"error":'],
];

describe('statusError', () => {
  for (const [whose, status, body, words] of answers) {
    it(`has ${whose} words`, () => {
      assert.equal(statusError(status, body, undefined).message, `The server answered ${status}: ${words}`);
    });
  }

  it('has no more of a page than its beginning', () => {
    assert.ok(statusError(400, 'x'.repeat(1000), undefined).message.length < 300);
  });
});
