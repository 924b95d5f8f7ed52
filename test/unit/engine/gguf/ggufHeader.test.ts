// Headers that are read and written again, and those that are refused.
import assert from 'node:assert/strict';
import { EngineError } from '../../../../engine/base/engineError.ts';
import { encodeHeader } from '../../../../engine/gguf/encodeHeader.ts';
import { parseGgufHeader } from '../../../../engine/gguf/ggufHeader.ts';
import { tinyGguf } from '../../../support/tinyGguf.ts';
import { matrix, tinyModel } from '../../../support/tinyModel.ts';

function parsed(bytes: Uint8Array) {
  const header = parseGgufHeader(bytes);
  assert.ok(header !== 'incomplete');
  return header;
}

/** A file whose header has these bytes from the metadata count's place on. */
function patched(offset: number, patch: readonly number[]): Buffer {
  const file = tinyModel();
  file.set(patch, offset);
  return file;
}

describe('parseGgufHeader', () => {
  it('reads what encodeHeader writes back, byte for byte', () => {
    for (const version of [2, 3]) {
      const file = tinyModel({ version });
      const header = parsed(file);
      const written = Buffer.from(encodeHeader(header));
      assert.equal(written.length, header.dataStart);
      assert.ok(written.equals(file.subarray(0, header.dataStart)));
    }
  });

  it('says where the data begins and how much each tensor has', () => {
    const file = tinyGguf({ metadata: {}, tensors: [matrix('a', 'Q4_0', 0, 5), matrix('b', 'F16', 0, 2)] });
    const { tensors, dataStart } = parsed(file);
    assert.deepEqual(
      tensors.map(({ name, offset, byteLength }) => ({ name, offset, byteLength })),
      [
        { name: 'a', offset: 0, byteLength: 90 },
        { name: 'b', offset: 96, byteLength: 128 },
      ],
    );
    assert.equal(file.length, dataStart + 96 + 128);
  });

  it('is incomplete at every length below the header’s', () => {
    const file = tinyGguf({
      metadata: { key: { type: 'strings', value: ['one', 'two'] } },
      tensors: [matrix('a', 'Q4_0', 0, 1)],
    });
    const end = file.indexOf('a', file.indexOf('two')) + 1 + 4 + 16 + 4 + 8;
    for (let length = 0; length < end; length++)
      assert.equal(parseGgufHeader(file.subarray(0, length)), 'incomplete', `${length} bytes`);
    assert.notEqual(parseGgufHeader(file.subarray(0, end)), 'incomplete');
  });

  const nested = tinyGguf({ metadata: { key: { type: 'strings', value: [] } }, tensors: [] });
  nested.writeUInt32LE(9, nested.indexOf('key') + 3 + 4);
  const tensor = matrix('a', 'Q4_0', 0, 2);
  const misaligned = tinyGguf({ metadata: {}, tensors: [tensor] });
  misaligned.writeUInt32LE(16, misaligned.indexOf('a', 24) + 1 + 4 + 16 + 4);
  const noText = tinyGguf({ metadata: { kex: { type: 'bool', value: true } }, tensors: [] });
  noText[noText.indexOf('kex')] = 0xff;

  for (const [name, file, kind, message] of [
    ['another format', Buffer.from('PK\u0003\u0004 and more'), 'modelInvalid', /not a GGUF/],
    ['version 1', patched(4, [1, 0, 0, 0]), 'modelUnsupported', /version 1;/],
    ['big-endian', patched(4, [0, 0, 0, 3]), 'modelUnsupported', /version 50331648/],
    ['more tensors than there are', patched(8, [0, 0, 1]), 'modelInvalid', /claims \d+ tensors/],
    ['an impossible number', patched(16, [1, 0, 0, 0, 0, 0, 0, 0xff]), 'modelInvalid', /impossible number/],
    ['an array of arrays', nested, 'modelInvalid', /unknown type 9/],
    ['text that is not UTF-8', noText, 'modelInvalid', /UTF-8/],
    ['a tensor off the alignment', misaligned, 'modelInvalid', /not aligned/],
    [
      'an alignment of zero',
      tinyGguf({ metadata: { 'general.alignment': { type: 'uint32', value: 0 } }, tensors: [] }),
      'modelInvalid',
      /impossible alignment/,
    ],
    [
      'rows that are no whole blocks',
      tinyGguf({ metadata: {}, tensors: [{ ...tensor, dimensions: [896, 1], type: 12 }] }),
      'modelInvalid',
      /896 values, which are no whole blocks of Q4_K/,
    ],
    [
      'an unknown tensor type',
      tinyGguf({ metadata: {}, tensors: [{ ...tensor, type: 99 }] }),
      'modelUnsupported',
      /type 99/,
    ],
    [
      'five dimensions',
      tinyGguf({ metadata: {}, tensors: [{ ...tensor, dimensions: [32, 1, 1, 1, 1] }] }),
      'modelInvalid',
      /5 dimensions/,
    ],
  ] as const) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => parseGgufHeader(file),
        (error) => error instanceof EngineError && error.kind === kind && message.test(error.message),
      );
    });
  }
});
