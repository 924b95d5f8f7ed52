// A model file converted to Q4_0: which tensor becomes what, and that nothing unfinished is left behind.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sinon from 'sinon';
import { EngineError } from '../../../../../engine/base/engineError.ts';
import { planConversion } from '../../../../../engine/copies/converting/conversionPlan.ts';
import { convertModel } from '../../../../../engine/copies/converting/convertModel.ts';
import { parseGgufHeader } from '../../../../../engine/gguf/ggufHeader.ts';
import { wholeNumberOf } from '../../../../../engine/gguf/metadataValues.ts';
import { readHeader } from '../../../../../engine/gguf/readHeader.ts';
import { useTemporaryFolder } from '../../../../support/temporaryFolder.ts';
import { matrix, type RowType, type TinyModelOptions, tinyModel } from '../../../../support/tinyModel.ts';

const noEvents = { signal: new AbortController().signal, onProgress: () => {} };

function headerOf(options: TinyModelOptions) {
  const header = parseGgufHeader(tinyModel(options));
  assert.ok(header !== 'incomplete');
  return header;
}

describe('planConversion', () => {
  const typesOf = (options: TinyModelOptions) =>
    Object.fromEntries(
      planConversion(headerOf(options)).tensors.map(({ target }) => [target.name, target.type.name]),
    );

  it('makes matrices Q4_0 and the head Q8_0, and leaves vectors', () => {
    assert.deepEqual(typesOf({ rowType: 'F16' }), {
      'output.weight': 'Q8_0',
      'output_norm.weight': 'F32',
      'token_embd.weight': 'Q4_0',
      'blk.0.attn_q.weight': 'Q4_0',
    });
  });

  it('makes keys and values Q8_0, unless they are in Q4_0 already', () => {
    const layer = (type: RowType) => [
      matrix('token_embd.weight', 'F16', 0, 2),
      matrix('output.weight', 'F16', 0, 2),
      ...['q', 'k', 'v', 'output'].map((part) => matrix(`blk.3.attn_${part}.weight`, type, 0, 2)),
      { name: 'blk.3.attn_k.bias', dimensions: [32], type: 0, data: Buffer.alloc(128) },
    ];
    const planOf = (type: RowType) =>
      planConversion(headerOf({ tensors: layer(type) })).tensors.map(
        ({ target }) => `${target.name} ${target.type.name}`,
      );
    assert.deepEqual(planOf('Q5_0'), [
      'token_embd.weight Q4_0',
      'output.weight Q8_0',
      'blk.3.attn_q.weight Q4_0',
      'blk.3.attn_k.weight Q8_0',
      'blk.3.attn_v.weight Q8_0',
      'blk.3.attn_output.weight Q4_0',
      'blk.3.attn_k.bias F32',
    ]);
    assert.ok(planOf('Q4_0').includes('blk.3.attn_k.weight Q4_0'));
  });

  it('makes an embedding that serves as head Q8_0', () => {
    assert.equal(typesOf({ rowType: 'F32', hasOutput: false })['token_embd.weight'], 'Q8_0');
  });

  for (const [what, options, reason] of [
    ['an unknown type', { rowType: 'IQ4_NL' }, /"output\.weight" is in IQ4_NL/],
    [
      'another architecture',
      { metadata: { 'general.architecture': { type: 'string', value: 'llama' } } },
      /architecture is "llama"/,
    ],
    ['nothing to convert', { tensors: [] }, /it is in Q4_0 already/],
  ] as const satisfies readonly [string, TinyModelOptions, RegExp][]) {
    it(`refuses ${what}`, () =>
      assert.throws(
        () => planConversion(headerOf(options)),
        (error) =>
          error instanceof EngineError && error.kind === 'modelUnsupported' && reason.test(error.message),
      ));
  }
});

describe('convertModel', () => {
  const folder = useTemporaryFolder();
  const original = () => path.join(folder(), 'original.gguf');
  const target = () => path.join(folder(), 'copy.gguf');

  it('leaves alone what stands at the place of the copy, from the start or since then', async () => {
    await writeFile(original(), tinyModel({ rowType: 'F16' }));
    const request = { modelPath: original(), targetPath: target() };
    const onProgress = () => writeFileSync(target(), 'in use');
    for (const events of [{ ...noEvents, onProgress }, noEvents]) {
      await assert.rejects(
        convertModel(request, events),
        (error) => error instanceof EngineError && /left alone/.test(error.message),
      );
      assert.equal(await readFile(target(), 'utf8'), 'in use');
      assert.deepEqual((await readdir(folder())).toSorted(), ['copy.gguf', 'original.gguf']);
    }
  });

  it('writes a file whose tensors stand where its header says, and says what it is', async () => {
    await writeFile(original(), tinyModel({ rowType: 'F16' }));
    const onProgress = sinon.fake();
    const result = await convertModel(
      { modelPath: original(), targetPath: target() },
      { ...noEvents, onProgress },
    );
    const bytes = await readFile(target());
    assert.deepEqual(result, {
      kind: 'converted',
      bytesBefore: (await readFile(original())).length,
      bytesAfter: bytes.length,
    });
    sinon.assert.alwaysCalledWithMatch(
      onProgress,
      sinon.match((fraction: number) => fraction > 0 && fraction <= 1),
    );
    const file = await open(target());
    const header = await readHeader(file);
    await file.close();
    const norm = header.tensors.find(({ name }) => name === 'output_norm.weight');
    assert.ok(norm);
    const start = header.dataStart + norm.offset;
    assert.deepEqual(bytes.subarray(start, start + norm.byteLength), Buffer.alloc(128, 7));
    const fileType = header.metadata.find(({ key }) => key === 'general.file_type');
    assert.ok(fileType && wholeNumberOf(fileType) === 2);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    await writeFile(original(), tinyModel({ rowType: 'F16' }));
    const stop = new AbortController();
    const events = { signal: stop.signal, onProgress: () => stop.abort() };
    const result = await convertModel({ modelPath: original(), targetPath: target() }, events);
    assert.deepEqual(result, { kind: 'cancelled' });
    assert.deepEqual(await readdir(folder()), ['original.gguf']);
  });

  it('does not write over its original', async () => {
    await writeFile(original(), tinyModel({ rowType: 'F16' }));
    const request = { modelPath: original(), targetPath: original() };
    await assert.rejects(convertModel(request, noEvents), /place of its original/);
    assert.deepEqual(await readFile(original()), tinyModel({ rowType: 'F16' }));
  });

  it('says that there is no file', async () => {
    await assert.rejects(
      convertModel({ modelPath: original(), targetPath: target() }, noEvents),
      (error) => error instanceof EngineError && error.kind === 'modelMissing',
    );
  });
});
