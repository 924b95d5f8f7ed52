// Hearth's requests to llama.cpp's own server, with the same weights on both sides.
import assert from 'node:assert/strict';
import { CompletionService } from '../../../engine/completion/completionService.ts';
import { Scheduler } from '../../../engine/computing/scheduler.ts';
import type { InferenceBackend } from '../../../engine/llama/backend.ts';
import { loadModel } from '../../../engine/llama/loadModel.ts';
import { type LoadedVocabulary, loadVocabulary } from '../../../engine/llama/loadVocabulary.ts';
import { connectServer } from '../../../engine/remote/connectServer.ts';
import { ServerError } from '../../../engine/remote/serverError.ts';
import { startLlamaServer } from '../../../scripts/server/llamaServer.mjs';
import { serverContract } from '../../support/server/serverContract.ts';

const modelPath = process.env['HEARTH_TEST_MODEL'] ?? '';
const load = { modelPath, contextTokens: 1024 };
const key = 'a-key-for-the-test';
const textBefore =
  'export function sum(values: number[]): number {\n  let total = 0;\n  for (const value of values) {\n    ';
const textAfter = '\n  }\n  return total;\n}\n';

const ask = (typed: string) => ({
  documentUri: 'file:///sum.ts',
  languageId: 'typescript',
  before: textBefore + typed,
  after: textAfter,
  purpose: 'keystroke' as const,
  forcedText: '',
  maxLines: 1,
  maxTokens: 32,
});

const parts = {
  loadVocabulary: (path: string) => loadVocabulary(path, () => {}),
  now: () => performance.now(),
  onTrouble: () => {},
  onWell: () => {},
};

function serviceOn(backend: InferenceBackend): CompletionService {
  return new CompletionService(backend, new Scheduler(() => backend.interrupt()), () => performance.now());
}

describe('llama.cpp’s server', () => {
  let server: Awaited<ReturnType<typeof startLlamaServer>>;
  let loaded: LoadedVocabulary;

  before(async () => {
    server = await startLlamaServer({ modelPath, tokensPerSlot: 1024, threads: 1, key });
    loaded = await loadVocabulary(modelPath, () => {});
  });
  after(async () => {
    await loaded?.dispose();
    await server?.stop();
  });

  describe('the contract', () => {
    serverContract({ product: 'llama.cpp', url: () => server.url, key, loaded: () => loaded });
  });

  it('completes as this machine does, with about the same odds, inside a word and a character too', async () => {
    const remote = await connectServer({ url: server.url, key }, load, parts);
    const local = await loadModel({ ...load, sequences: 2, threads: 0 }, () => {});
    try {
      const there = serviceOn(remote);
      const here = serviceOn(local);
      for (const typed of ['', 'tot', 'total +', 'const 日', 'const emoji = "🪿']) {
        const theirs = await there.complete('a', ask(typed)).result;
        const ours = await here.complete('a', ask(typed)).result;
        assert.ok(theirs.kind === 'shown' && ours.kind === 'shown', `${typed}: ${theirs.kind}, ${ours.kind}`);
        assert.equal(theirs.value.text, ours.value.text, typed);
        for (const [index, { probability }] of ours.value.tokens.entries()) {
          const other = theirs.value.tokens[index]?.probability ?? 0;
          assert.ok(
            Math.abs(other - probability) < 0.15,
            `${typed}, token ${index}: ${other} for ${probability}`,
          );
        }
      }
    } finally {
      await local.dispose();
      await remote.dispose();
    }
  });

  it('refuses another key with the reason, and says no key', async () => {
    await assert.rejects(
      connectServer({ url: server.url, key: 'another' }, load, parts),
      (error) =>
        error instanceof ServerError && error.reason === 'serverKey' && !error.message.includes('another'),
    );
  });
});
