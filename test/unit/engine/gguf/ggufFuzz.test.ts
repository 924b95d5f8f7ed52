// Ten thousand damaged and hostile files: each is described or refused with a reason, in bounded work. Seeds are fixed.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EngineError } from '../../../../engine/base/engineError.ts';
import { parseGgufHeader } from '../../../../engine/gguf/ggufHeader.ts';
import { describeHeader } from '../../../../engine/gguf/inspectModel.ts';
import { type TinyGguf, tinyGguf } from '../../../support/tinyGguf.ts';
import { matrix } from '../../../support/tinyModel.ts';
import { tinyShape } from '../../../support/tinyShape.ts';

const seed = 20_261_128;
const numRuns = 10_000;

const metadata: TinyGguf['metadata'] = {
  'general.architecture': { type: 'string', value: 'qwen2' },
  'general.name': { type: 'string', value: 'tiny coder' },
  ...tinyShape,
  'tokenizer.ggml.tokens': { type: 'strings', value: ['a', 'b', '<|endoftext|>'] },
  'tokenizer.ggml.token_type': { type: 'int32s', value: [1, 1, 3] },
  'tokenizer.ggml.eos_token_id': { type: 'uint32', value: 2 },
  'tokenizer.chat_template': { type: 'string', value: '<|im_start|>' },
};
const tensors = [matrix('token_embd.weight', 'Q8_0', 0, 3), matrix('output.weight', 'Q4_0', 0, 3)];
const whole = tinyGguf({ metadata, tensors });

/** Where the format has numbers that lead: types, lengths, counts, offsets all stand behind a name. */
const structural: readonly number[] = [
  4,
  8,
  16,
  ...[...Object.keys(metadata), ...tensors.map(({ name }) => name)].flatMap((name) => {
    const end = whole.indexOf(name) + name.length;
    return [whole.indexOf(name) - 8, end, end + 4, end + 8, end + 12, end + 20, end + 24];
  }),
];

const numbers = fc.constantFrom(
  0n,
  1n,
  2n,
  7n,
  8n,
  9n,
  12n,
  13n,
  255n,
  65_536n,
  2n ** 24n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 53n,
  2n ** 63n,
  2n ** 64n - 1n,
);

type Wound =
  | { readonly kind: 'number'; readonly at: number; readonly value: bigint; readonly width: number }
  | { readonly kind: 'bytes'; readonly at: number; readonly value: Uint8Array }
  | { readonly kind: 'end'; readonly at: number };

/** One wound: a leading number of any width, some bytes, or an end. */
const wound: fc.Arbitrary<Wound> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('number' as const),
      at: fc.constantFrom(...structural),
      value: numbers,
      width: fc.constantFrom(4, 8),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('bytes' as const),
      at: fc.nat(whole.length - 1),
      value: fc.uint8Array({ minLength: 1, maxLength: 8 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), at: fc.nat(whole.length) }) },
);

const kinds = [
  'string',
  'strings',
  'int32s',
  'uint8s',
  'float32s',
  'float32',
  'bool',
  'uint32',
  'uint64',
] as const;

function otherValue(kind: (typeof kinds)[number], number: number): TinyGguf['metadata'][string] {
  switch (kind) {
    case 'string':
      return { type: kind, value: 'x'.repeat(number % 300) };
    case 'strings':
      return { type: kind, value: Array.from({ length: number % 5 }, () => 'é') };
    case 'int32s':
    case 'uint8s':
    case 'float32s':
      return { type: kind, value: Array.from({ length: number % 5 }, () => number % 256) };
    case 'bool':
      return { type: kind, value: number % 2 === 0 };
    case 'float32':
      return { type: kind, value: [Number.NaN, Infinity, -1, 0.5][number % 4] ?? 0 };
    case 'uint32':
    case 'uint64':
      return { type: kind, value: number };
  }
}

function wounded(bytes: Buffer, wounds: readonly Wound[]): Buffer {
  let file = Buffer.from(bytes);
  for (const each of wounds) {
    if (each.kind === 'end') file = file.subarray(0, each.at);
    else if (each.kind === 'bytes')
      file.set(each.value.subarray(0, Math.max(0, file.length - each.at)), Math.min(each.at, file.length));
    else if (each.at >= 0 && each.at + 8 <= file.length) {
      if (each.width === 8) file.writeBigUInt64LE(each.value, each.at);
      else file.writeUInt32LE(Number(BigInt.asUintN(32, each.value)), each.at);
    }
  }
  return file;
}

/** Anything but a description, or a refusal with words, is a fault. */
function look(file: Buffer): 'described' | 'incomplete' | 'refused' {
  try {
    const header = parseGgufHeader(file);
    if (header === 'incomplete') return 'incomplete';
    const { shape } = describeHeader(header, file.length);
    assert.ok(Number.isFinite(shape.kvBytesPerToken) && shape.vocabularySize <= 1_000_000);
    return 'described';
  } catch (error: unknown) {
    if (!(error instanceof EngineError)) throw error;
    assert.ok(error.message.length > 20 && error.message.length < 1000, error.message.slice(0, 100));
    return 'refused';
  }
}

describe('the reader of GGUF files', () => {
  it('describes or refuses what is damaged at any place', () => {
    assert.equal(look(whole), 'described');
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(wound, { minLength: 1, maxLength: 3 }), (wounds) => {
        seen.add(look(wounded(whole, wounds)));
      }),
      { seed, numRuns },
    );
    assert.deepEqual([...seen].toSorted(), ['described', 'incomplete', 'refused']);
  });

  it('describes or refuses entries of any type', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(metadata)),
        fc.constantFrom(...kinds),
        fc.nat(),
        (key, kind, number) => {
          seen.add(
            look(tinyGguf({ metadata: { ...metadata, [key]: otherValue(kind, number) }, tensors: [] })),
          );
        },
      ),
      { seed, numRuns: numRuns / 5 },
    );
    assert.deepEqual([...seen].toSorted(), ['described', 'refused']);
  });
});
