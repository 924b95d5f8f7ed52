// The engine on real weights: what the file says, plain text, exact reuse, bad files.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EngineError } from '../../engine/base/engineError.ts';
import { CompletionService } from '../../engine/completion/completionService.ts';
import { Scheduler } from '../../engine/computing/scheduler.ts';
import { candidateRequest } from '../../engine/decoding/decoder.ts';
import type { InferenceBackend } from '../../engine/llama/backend.ts';
import { loadModel } from '../../engine/llama/loadModel.ts';

const modelPath = process.env['HEARTH_TEST_MODEL'] ?? '';
const loadParams = { modelPath, contextTokens: 2048, sequences: 2, threads: 0 };
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

describe('real weights', () => {
  let backend: InferenceBackend;
  before(async () => {
    backend = await loadModel(loadParams, () => {});
  });
  after(() => backend.dispose());

  it('reports the shape that the file has', () => {
    const { layers, hiddenSize, queryHeads, keyValueHeads, headDimension, kvBytesPerToken } = backend.shape;
    assert.deepEqual(
      [layers, hiddenSize, queryHeads, keyValueHeads, headDimension, kvBytesPerToken],
      [24, 896, 14, 2, 64, 12_288],
    );
    assert.equal(backend.family, 'fillInTheMiddle');
  });

  it('makes plain text of every special token’s text, and its bytes are exact', () => {
    const { vocabulary } = backend;
    for (const text of [
      '<|fim_middle|>',
      '<tool_call>x</tool_call>',
      '<|im_end|>',
      'naïve 日本 👋\r\n\tשלום',
    ]) {
      const tokens = vocabulary.tokenize(text);
      const bytes = tokens.flatMap((token) => Array.from(vocabulary.tokenBytes[token] ?? []));
      assert.equal(new TextDecoder().decode(Uint8Array.from(bytes)), text);
    }
  });

  it('completes the obvious, inside a word too', async () => {
    const service = new CompletionService(backend, new Scheduler(), () => performance.now());
    for (const typed of ['', 'tot', 'total +']) {
      const outcome = await service.complete('a', ask(typed)).result;
      assert.ok(outcome.kind === 'shown');
      assert.equal(typed + outcome.value.text, 'total += value;');
    }
  });

  it('answers as a cold run with identical chunks does', async () => {
    const tokens = backend.vocabulary.tokenize((textBefore + textAfter).repeat(3)).slice(0, 150);
    const chunks = [tokens.slice(0, 64), tokens.slice(64, 128), tokens.slice(128, 149), tokens.slice(149)];
    const request = candidateRequest(new Uint8Array(0));
    const evaluateFrom = async (kept: number) => {
      await backend.keepFirst(0, kept === 0 ? 0 : 149);
      let candidates: Awaited<ReturnType<typeof backend.evaluate>> = [];
      for (const chunk of chunks.slice(kept)) candidates = await backend.evaluate(0, chunk, request);
      return candidates;
    };
    const cold = await evaluateFrom(0);
    const warm = await evaluateFrom(3);
    assert.deepEqual(warm, cold);
  });
});

describe('unfit model files', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'hearth-models-'));
  });
  after(() => rm(folder, { recursive: true }));

  const failure = async (file: string): Promise<EngineError> => {
    const load = loadModel({ ...loadParams, modelPath: file }, () => {});
    const error: unknown = await load.then(
      () => undefined,
      (cause: unknown) => cause,
    );
    assert.ok(error instanceof EngineError, `expected an EngineError, got ${String(error)}`);
    return error;
  };

  it('a missing file', async () => {
    assert.equal((await failure(path.join(folder, 'none.gguf'))).kind, 'modelMissing');
  });

  it('a file that is no model', async () => {
    const file = path.join(folder, 'text.gguf');
    await writeFile(file, 'not a model');
    assert.equal((await failure(file)).kind, 'modelInvalid');
  });

  it('a model that was cut off', async () => {
    const file = path.join(folder, 'cut.gguf');
    await copyFile(modelPath, file);
    await truncate(file, 200_000_000);
    const error = await failure(file);
    assert.equal(error.kind, 'modelInvalid');
    assert.match(error.message, /damaged: it ends before its tensor/);
  });
});
