// The command line as a user calls it: answers alone on standard output, one a line, in order.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

async function complete(...requests: readonly string[]): Promise<Record<string, unknown>[]> {
  const args = ['scripts/withTsx.mjs', 'cli/hearth.ts', 'complete', '--jsonl'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(requests.map((request) => `${request}\n`).join(''));
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  assert.equal(code, 0);
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('hearth complete --jsonl', () => {
  it('answers each line with one object and goes on after a bad one', async () => {
    const good = { path: 'a.ts', languageId: 'typescript', before: 'const one = 1;\nconst tw', after: '\n' };
    const answers = await complete(JSON.stringify(good), 'not JSON', '{"path":"a.ts"}', JSON.stringify(good));
    assert.deepEqual(
      answers.map((answer) => answer['kind'] ?? 'error'),
      ['shown', 'error', 'error', 'shown'],
    );
    assert.deepEqual(Object.keys(answers[0] ?? {}).toSorted(), [
      'confidence',
      'kind',
      'ms',
      'raw',
      'reason',
      'text',
      'tokens',
    ]);
    assert.match(String(answers[0]?.['text']), /^o\b/);
    assert.match(String(answers[2]?.['error']), /languageId/);
  });
});
