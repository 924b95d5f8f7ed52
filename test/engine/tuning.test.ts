// Real weights tuned to code: smaller, the same tokens of ASCII text, the same answers, and any text still works.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { copyFile, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { EngineError } from '../../engine/base/engineError.ts';
import { tuneModel } from '../../engine/copies/tuning/tuneModel.ts';
import { verifyTuned } from '../../engine/copies/tuning/verifyTuned.ts';
import { readHeader } from '../../engine/gguf/readHeader.ts';
import type { Vocabulary } from '../../engine/llama/backend.ts';
import { loadModel } from '../../engine/llama/loadModel.ts';

const modelPath = process.env['HEARTH_TEST_MODEL'] ?? '';
const events = { signal: new AbortController().signal, onProgress: () => {} };
/** Larger than any vocabulary. */
const noLimit = 1_000_000;

const sourceLines = readdirSync('engine', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => readFileSync(path.join('engine', file), 'utf8').split('\n'))
  .filter((line) => line !== '')
  .slice(0, 1500);
const isAscii = (line: string) => Buffer.byteLength(line) === line.length;

/** The tokens of a text, each as its bytes. */
function pieces(vocabulary: Vocabulary, line: string): string[] {
  return vocabulary
    .tokenize(line)
    .map((token) => Buffer.from(vocabulary.tokenBytes[token] ?? []).toString('latin1'));
}

async function runTune(...args: readonly string[]) {
  const child = spawn(process.execPath, ['scripts/withTsx.mjs', 'cli/hearth.ts', 'tune', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, messages, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { output, messages, code };
}

describe('a model tuned to code', () => {
  let folder: string;
  let tunedFile: string;
  let asciiFile: string;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'hearth-tuned-'));
    tunedFile = path.join(folder, 'made here', 'tuned.gguf');
    asciiFile = path.join(folder, 'ascii.gguf');
  });
  after(() => rm(folder, { recursive: true }));

  it('is made and verified by the command line', async () => {
    const { output, messages, code } = await runTune(modelPath, '--out', tunedFile);
    assert.equal(code, 0, messages);
    assert.equal(output.trim(), tunedFile);
    const [before, after] = [statSync(modelPath).size, statSync(tunedFile).size];
    assert.match(messages, new RegExp(`${before} → ${after} bytes`));
    assert.ok(after < before * 0.65, `${after} bytes`);
    assert.deepEqual(await readdir(path.dirname(tunedFile)), ['tuned.gguf']);
  });

  it('is not tuned again', async () => {
    const again = path.join(folder, 'again.gguf');
    const { messages, code } = await runTune(tunedFile, '--out', again);
    assert.equal(code, 1);
    assert.match(messages, /tuned copy already/);
    assert.ok(!(await readdir(folder)).includes('again.gguf'));
  });

  it('cuts ASCII as the original does where it has the same tokens, and loses no byte of any text', async () => {
    const rule = { asciiOnly: true, maxId: noLimit };
    const parts = { freeBytes: () => Promise.resolve(Infinity), verify: () => Promise.resolve() };
    await tuneModel({ modelPath, targetPath: asciiFile, rule }, parts, events);
    // Last the one whose tokens are looked at afterwards.
    const files = { original: modelPath, ascii: asciiFile, tuned: tunedFile };
    const cut = new Map<string, string[][]>();
    let kept = new Set<string>();
    for (const [name, file] of Object.entries(files)) {
      const backend = await loadModel(
        { modelPath: file, contextTokens: 256, sequences: 1, threads: 1 },
        () => {},
      );
      const { vocabulary } = backend;
      cut.set(
        name,
        sourceLines.map((line) => pieces(vocabulary, line)),
      );
      kept = new Set(vocabulary.tokenBytes.map((bytes) => Buffer.from(bytes ?? []).toString('latin1')));
      const mixed = 'const naïve = "日本 👋 שלום"; // ≤ ½\r\n';
      assert.equal(Buffer.from(pieces(vocabulary, mixed).join(''), 'latin1').toString(), mixed);
      assert.equal(backend.family, 'fillInTheMiddle');
      await backend.dispose();
    }
    let sameUnderLimit = 0;
    for (const [index, line] of sourceLines.entries()) {
      const [original, ascii, tuned] = ['original', 'ascii', 'tuned'].map((name) => cut.get(name)?.[index]);
      assert.ok(original && tuned);
      assert.equal(tuned.join(''), original.join(''), line);
      if (!isAscii(line)) continue;
      assert.deepEqual(ascii, original, line);
      if (!original.every((piece) => kept.has(piece))) continue;
      assert.deepEqual(tuned, original, line);
      sameUnderLimit++;
    }
    assert.ok(sameUnderLimit > 500, `${sameUnderLimit} of ${sourceLines.length} lines could be compared`);
  });

  it('does not pass when its rows are wrong', async () => {
    const broken = path.join(folder, 'broken.gguf');
    await copyFile(tunedFile, broken);
    const file = await open(broken, 'r+');
    const { tensors, dataStart } = await readHeader(file);
    const head = tensors.find(({ name }) => name === 'output.weight') ?? tensors[0];
    assert.ok(head);
    // Each row becomes the next one's neighbour, as in a conversion that is off by one.
    const rowBytes = head.byteLength / (head.dimensions[1] ?? 1);
    const rows = Buffer.alloc(head.byteLength);
    await file.read(rows, 0, rows.length, dataStart + head.offset);
    await file.write(rows.subarray(rowBytes), 0, rows.length - rowBytes, dataStart + head.offset);
    await file.close();
    await assert.rejects(
      verifyTuned(modelPath, broken, loadModel, events),
      (error) => error instanceof EngineError && error.kind === 'tunedModelDiffers',
    );
  });
});
