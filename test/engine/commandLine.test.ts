// The command line as a user calls it: answers alone on standard output, one a line, in order.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

async function run(command: string, ...requests: readonly string[]): Promise<Record<string, unknown>[]> {
  const args = ['scripts/withTsx.mjs', 'cli/hearth.ts', command, '--jsonl'];
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
    const answers = await run(
      'complete',
      JSON.stringify(good),
      'not JSON',
      '{"path":"a.ts"}',
      JSON.stringify(good),
    );
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

describe('hearth rewrite --jsonl and hearth ask --jsonl', () => {
  const document = 'const first = 1;\r\n  let n = readNumber();\r\n  use(n);\r\n';
  const selection = [document.indexOf('  let'), document.length];
  const request = { path: 'a.ts', languageId: 'typescript', document, selection };

  it('rewrites a selection in place of an editor, with its indentation and line ends', async () => {
    const instruction = 'Rename the variable "n" to "count".';
    const [answer, error] = await run(
      'rewrite',
      JSON.stringify({ ...request, instruction }),
      '{"path":"a.ts"}',
    );
    assert.deepEqual(Object.keys(answer ?? {}).toSorted(), ['ms', 'reason', 'text', 'tokens']);
    assert.equal(answer?.['text'], '  let count = readNumber();\r\n  use(count);\r\n');
    assert.match(String(error?.['error']), /document/);
  });

  it('answers a question', async () => {
    const instruction = 'Which function gives the number? Answer with its name.';
    const [answer] = await run('ask', JSON.stringify({ ...request, instruction }));
    assert.match(String(answer?.['text']), /readNumber/);
  });
});
