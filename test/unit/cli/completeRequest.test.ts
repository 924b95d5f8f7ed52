// What the command line refuses before it asks an engine.
import assert from 'node:assert/strict';
import type { CliSession } from '../../../cli/cliSession.ts';
import { completeOnce } from '../../../cli/completeRequest.ts';

/** Has nothing to ask. */
const noSession: CliSession = {
  get client() {
    return assert.fail('the engine was asked');
  },
  get context() {
    return assert.fail('a window was chosen');
  },
  get surrounding() {
    return assert.fail('neighbours were read');
  },
  get loaded() {
    return assert.fail('the model was asked');
  },
  close: () => Promise.resolve(),
};

describe('completeOnce', () => {
  for (const [path, before] of [
    ['config/.env', 'TOKEN='],
    ['/home/me/.ssh/id_ed25519', ''],
    ['notes.txt', '-----BEGIN PRIVATE KEY-----\n'],
  ] as const) {
    it(`refuses ${path} that begins with ${JSON.stringify(before)}`, async () => {
      const answer = await completeOnce(noSession, { path, languageId: 'plaintext', before, after: '' });
      assert.deepEqual([answer.kind, answer.reason, answer.text], ['silent', 'secretFile', '']);
    });
  }
});
