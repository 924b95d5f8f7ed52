// Files before and after tuning, and everything that keeps a file from being tuned.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EngineError } from '../../../../../engine/base/engineError.ts';
import { type TuneParts, tuneModel } from '../../../../../engine/copies/tuning/tuneModel.ts';
import { chooseVocabulary } from '../../../../../engine/copies/tuning/vocabulary.ts';
import { type GgufHeader, parseGgufHeader } from '../../../../../engine/gguf/ggufHeader.ts';
import { elementsOf, elementText, textOf, wholeNumberOf } from '../../../../../engine/gguf/metadataValues.ts';
import type { EngineErrorName } from '../../../../../engine/protocol/errorProtocol.ts';
import type { VocabularyRule } from '../../../../../engine/protocol/tuneProtocol.ts';
import { useTemporaryFolder } from '../../../../support/temporaryFolder.ts';
import {
  matrix,
  type RowType,
  rowBytesByType,
  tinyModel,
  tinyVocabulary,
} from '../../../../support/tinyModel.ts';

const rule: VocabularyRule = { asciiOnly: true, maxId: 1000 };
const { tokens, types, firstPadding } = tinyVocabulary;
const kept = chooseVocabulary(tokens, types, rule, new Set([firstPadding]));

describe('tuneModel', () => {
  const folder = useTemporaryFolder();
  const source = () => path.join(folder(), 'model.gguf');
  const target = () => path.join(folder(), 'tuned', 'model.gguf');
  const fine: TuneParts = { freeBytes: () => Promise.resolve(1e9), verify: () => Promise.resolve() };

  function tune(file: Buffer, parts: Partial<TuneParts> = {}, work = new AbortController()) {
    writeFileSync(source(), file);
    const fractions: number[] = [];
    const result = tuneModel(
      { modelPath: source(), targetPath: target(), rule },
      { ...fine, ...parts },
      { signal: work.signal, onProgress: (fraction) => fractions.push(fraction) },
    );
    return { result, fractions };
  }

  function headerOf(file: Buffer): GgufHeader {
    const header = parseGgufHeader(file);
    assert.ok(header !== 'incomplete');
    return header;
  }

  function entryOf(header: GgufHeader, key: string) {
    const entry = header.metadata.find((candidate) => candidate.key === key);
    assert.ok(entry, key);
    return entry;
  }

  function dataOf(file: Buffer, name: string): Buffer {
    const header = headerOf(file);
    const tensor = header.tensors.find((candidate) => candidate.name === name);
    assert.ok(tensor, name);
    const start = header.dataStart + tensor.offset;
    return file.subarray(start, start + tensor.byteLength);
  }

  for (const rowType of Object.keys(rowBytesByType) as RowType[]) {
    it(`takes rows of ${rowType} out of both matrices and leaves the rest`, async () => {
      const before = tinyModel({ rowType });
      const result = await tune(before).result;
      const after = readFileSync(target());
      assert.deepEqual(result, {
        kind: 'tuned',
        bytesBefore: before.length,
        bytesAfter: after.length,
        tokensBefore: tokens.length,
        tokensAfter: kept.length,
      });
      const { bytes } = rowBytesByType[rowType];
      for (const name of ['token_embd.weight', 'output.weight']) {
        const [rows, keptRows] = [dataOf(before, name), dataOf(after, name)];
        const expected = kept.map((row) => rows.subarray(row * bytes, (row + 1) * bytes));
        assert.ok(keptRows.equals(Buffer.concat(expected)), name);
      }
      for (const name of ['output_norm.weight', 'blk.0.attn_q.weight'])
        assert.ok(dataOf(after, name).equals(dataOf(before, name)), name);
    });
  }

  it('renumbers what names tokens and keeps every other entry byte for byte', async () => {
    const before = tinyModel({ hasOutput: false });
    await tune(before).result;
    const [original, tuned] = [headerOf(before), headerOf(readFileSync(target()))];
    const number = (key: string) => wholeNumberOf(entryOf(tuned, key));
    assert.equal(number('qwen2.vocab_size'), kept.length);
    assert.equal(number('tokenizer.ggml.eos_token_id'), kept.indexOf(tinyVocabulary.endOfText));
    assert.equal(number('tokenizer.ggml.padding_token_id'), kept.indexOf(firstPadding));
    assert.equal(number('tokenizer.ggml.unknown_token_id'), 0xffff_ffff);
    const texts = (key: string) => elementsOf(entryOf(tuned, key))?.map((element) => elementText(element));
    assert.deepEqual(
      texts('tokenizer.ggml.tokens'),
      kept.map((id) => tokens[id]),
    );
    // All but what the filling brought back is ASCII, and the lowest ids come back first.
    assert.deepEqual(texts('tokenizer.ggml.merges'), tinyVocabulary.merges);
    assert.equal(elementsOf(entryOf(tuned, 'tokenizer.ggml.scores'))?.length, kept.length);
    assert.deepEqual(JSON.parse(textOf(entryOf(tuned, 'hearth.tuned')) ?? ''), { version: 1, ...rule });
    const rewritten = /tokens|token_type|scores|merges|_token_id|vocab_size/;
    for (const entry of original.metadata.filter(({ key }) => !rewritten.test(key)))
      assert.deepEqual(entryOf(tuned, entry.key), entry);
    assert.deepEqual(
      tuned.metadata.map(({ key }) => key),
      [...original.metadata.map(({ key }) => key), 'hearth.tuned'],
    );
  });

  it('tells how far it is and puts the file there only when it is verified', async () => {
    const { result, fractions } = tune(tinyModel(), {
      verify: (original, copy, { onProgress }) => {
        assert.equal(original, source());
        assert.ok(existsSync(copy) && !existsSync(target()));
        onProgress(1);
        return Promise.resolve();
      },
    });
    await result;
    assert.deepEqual(
      fractions,
      fractions.toSorted((left, right) => left - right),
    );
    assert.equal(fractions.at(-1), 1);
    assert.deepEqual(readdirSync(path.dirname(target())), ['model.gguf']);
  });

  it('does not tune a tuned file again', async () => {
    await tune(tinyModel()).result;
    const again = tune(readFileSync(target()));
    assert.deepEqual(await again.result, { kind: 'alreadyTuned' });
  });

  it('leaves nothing when cancelled before the first chunk or while it is verified', async () => {
    for (const abortsEarly of [true, false]) {
      const work = new AbortController();
      if (abortsEarly) work.abort();
      let verifications = 0;
      const verify: TuneParts['verify'] = async (_, copy, { signal }) => {
        verifications++;
        assert.ok(existsSync(copy));
        work.abort();
        signal.throwIfAborted();
      };
      assert.deepEqual(await tune(tinyModel(), { verify }, work).result, { kind: 'cancelled' });
      assert.equal(verifications, abortsEarly ? 0 : 1);
      assert.deepEqual(readdirSync(path.dirname(target())), []);
    }
  });

  it('leaves nothing when the copy answers differently', async () => {
    const differs = new EngineError('tunedModelDiffers', 'It differs.');
    await assert.rejects(tune(tinyModel(), { verify: () => Promise.reject(differs) }).result, differs);
    assert.deepEqual(readdirSync(path.dirname(target())), []);
  });

  it('never writes over its original', async () => {
    writeFileSync(source(), tinyModel());
    const before = readFileSync(source());
    const request = { modelPath: source(), targetPath: source(), rule };
    const events = { signal: new AbortController().signal, onProgress: () => {} };
    await assert.rejects(tuneModel(request, fine, events), /place of its original/);
    assert.ok(readFileSync(source()).equals(before));
  });

  const text = (value: string) => ({ type: 'string', value }) as const;
  const whole = tinyModel();
  const failures: readonly [string, Buffer, Partial<TuneParts>, EngineErrorName, RegExp][] = [
    ['a full disk', whole, { freeBytes: () => Promise.resolve(100) }, 'diskFull', /needs 1 MB.*Make room/],
    ['an empty file', Buffer.alloc(0), {}, 'modelInvalid', /ends inside its header/],
    ['a file cut in its header', whole.subarray(0, 300), {}, 'modelInvalid', /ends inside its header/],
    ['a file cut in its data', whole.subarray(0, -40), {}, 'modelInvalid', /ends before its tensor/],
    [
      'another architecture',
      tinyModel({ metadata: { 'general.architecture': text('llama') } }),
      {},
      'modelUnsupported',
      /architecture is "llama"/,
    ],
    [
      'another tokenizer',
      tinyModel({ metadata: { 'tokenizer.ggml.model': text('llama') } }),
      {},
      'modelUnsupported',
      /tokenizer is "llama"/,
    ],
    [
      'types missing',
      tinyModel({ metadata: { 'tokenizer.ggml.token_type': text('none') } }),
      {},
      'modelInvalid',
      /no list "tokenizer.ggml.token_type"/,
    ],
    [
      'fewer types than tokens',
      tinyModel({ metadata: { 'tokenizer.ggml.token_type': { type: 'int32s', value: [1, 1] } } }),
      {},
      'modelInvalid',
      /differ in number/,
    ],
    [
      'no byte tokens',
      tinyModel({
        metadata: {
          'tokenizer.ggml.tokens': { type: 'strings', value: tokens.map((_, id) => `t${id}`) },
        },
      }),
      {},
      'modelUnsupported',
      /single bytes/,
    ],
    [
      'fewer rows than tokens',
      tinyModel({ tensors: [matrix('token_embd.weight', 'Q8_0', 0, 10)] }),
      {},
      'modelInvalid',
      /not one row for each of 467 tokens/,
    ],
    [
      'one part of several files',
      tinyModel({ tensors: [matrix('blk.0.attn_q.weight', 'Q8_0', 0, 10)] }),
      {},
      'modelUnsupported',
      /one part of several/,
    ],
  ];
  for (const [name, file, parts, kind, message] of failures) {
    it(`refuses ${name}, and leaves nothing`, async () => {
      const error = await tune(file, parts).result.then(
        () => assert.fail('it was tuned'),
        (cause: unknown) => cause,
      );
      assert.ok(error instanceof EngineError, String(error));
      assert.equal(error.kind, kind);
      assert.match(error.message, message);
      const left = existsSync(path.dirname(target())) ? readdirSync(path.dirname(target())) : [];
      assert.deepEqual(left, []);
    });
  }

  it('refuses a file that is not there', async () => {
    const request = { modelPath: source(), targetPath: target(), rule };
    const events = { signal: new AbortController().signal, onProgress: () => {} };
    await assert.rejects(
      tuneModel(request, fine, events),
      (error) => error instanceof EngineError && error.kind === 'modelMissing',
    );
  });
});
