// The memory calculator against what a real engine holds with real weights.
import assert from 'node:assert/strict';
import path from 'node:path';
import { inspectRequest, memoryRequest } from '../../engine/protocol/modelProtocol.ts';
import { helloRequest, loadRequest, protocolVersion, warmRequest } from '../../engine/protocol/protocol.ts';
import { forkEngine } from '../../src/client/engineProcess.ts';
import { estimateMemory } from '../../src/models/memory/memoryEstimate.ts';
import { fileSequences } from '../../src/models/memory/publishedMemory.ts';
import { weightPackingHere } from '../../src/models/memory/weightPacking.ts';
import { quietLog } from '../support/quietLog.ts';

const modelPath = process.env['HEARTH_TEST_MODEL'] ?? '';
const mostDeviation = 0.15;
const lines = 'export function area(width: number): number {\n  return width * 2;\n}\n\n'.repeat(60);

describe('the memory calculator', () => {
  for (const [contextTokens, sequences] of [
    [1024, 1],
    [4096, 1],
    [16_384, 1],
    [32_768, 1],
    // As the extension loads it: the card's own figure.
    [2048, fileSequences],
  ] as const) {
    it(`is within 15 % of what the engine holds at ${sequences} times ${contextTokens} tokens`, async () => {
      const engine = forkEngine(path.resolve('dist/engine.mjs'), quietLog);
      const { connection } = engine;
      connection.listen();
      try {
        await connection.sendRequest(helloRequest, { protocolVersion, client: 'test' });
        const model = await connection.sendRequest(inspectRequest, { modelPath });
        const load = { modelPath, contextTokens, sequences, threads: 0 };
        await connection.sendRequest(loadRequest, load);
        const before = lines.slice(0, contextTokens * 2);
        const document = {
          documentUri: 'file:///a.ts',
          languageId: 'typescript',
          before,
          after: '\n',
        };
        await connection.sendRequest(warmRequest, document);
        const { residentBytes } = await connection.sendRequest(memoryRequest, {});
        const packing = await weightPackingHere();
        const { totalBytes } = estimateMemory(model, {
          contextTokens,
          sequences,
          quantization: 'file',
          packing,
        });
        const deviation = totalBytes / residentBytes - 1;
        assert.ok(Math.abs(deviation) < mostDeviation, `${totalBytes} of ${residentBytes} bytes`);
      } finally {
        engine.kill();
      }
    });
  }
});
