// The model card's rows, its calculator, and that its figures are those of the memory estimate.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  askedQuestion,
  contextChoices,
  fileChoices,
  memoryRows,
  quantizationChoices,
  usualQuestion,
} from '../../../../../src/models/card/calculation.ts';
import { cardRows } from '../../../../../src/models/card/cardRows.ts';
import { type CardSituation, cardPage, refusalPage } from '../../../../../src/models/card/modelCardPage.ts';
import { estimateMemory } from '../../../../../src/models/memory/memoryEstimate.ts';
import { fileSequences, keptFiles } from '../../../../../src/models/memory/publishedMemory.ts';
import { coderModel } from '../../../../support/coderModel.ts';

const t = (message: string, ...values: (string | number)[]) =>
  message.replaceAll(/\{(\d)\}/g, (_, index) => String(values[Number(index)]));
const usual = usualQuestion(2048, 10, 'rows');
const megabyte = 1e6;

describe('cardRows', () => {
  const rows = (licence: string | undefined, published: string | undefined) =>
    new Map(
      cardRows({
        model: { ...coderModel, licence },
        publishedLicence: published,
        format: String,
        t,
      }).map(({ label, value }) => [label, value]),
    );

  for (const [label, value] of [
    ['Architecture', 'qwen2'],
    ['Parameters', '630167424 (630 million)'],
    ['Quantization', 'Q4_0 (layers Q4_0, embedding Q4_0, output head Q8_0)'],
    ['Layers', '24'],
    ['Hidden size', '896'],
    ['Feed-forward size', '4864'],
    ['Query heads', '14'],
    ['Key and value heads', '2'],
    ['Head dimension', '64'],
    ['Grouped-query ratio', '7 query heads share one key and value head'],
    ['RoPE theta', '1000000'],
    ['Norm', 'RMSNorm, ε = 0.000001'],
    ['Activation', 'SwiGLU (SiLU)'],
    ['Vocabulary', '151936 tokens'],
    ['Context length', '32768 tokens'],
    ['Fills in the middle', 'Yes'],
  ] as const) {
    it(`${label}: ${value}`, () => assert.equal(rows(undefined, undefined).get(label), value));
  }

  it('says of Hearth’s own conversion what it is', () => {
    const { keysAndValues } = coderModel.weights;
    const weights = { ...coderModel.weights, keysAndValues: { ...keysAndValues, type: 'Q8_0' } };
    const model = { ...coderModel, weights };
    const converted = cardRows({ model, publishedLicence: undefined, format: String, t });
    assert.equal(
      converted.find(({ label }) => label === 'Quantization')?.value,
      'Q4_0 with 8-bit keys and values (layers Q4_0, embedding Q4_0, output head Q8_0)',
    );
  });

  it('says the file’s licence, else the publisher’s, else that there is none', () => {
    assert.equal(rows('mit', 'Apache-2.0').get('Licence'), 'mit');
    assert.equal(rows(undefined, 'Apache-2.0').get('Licence'), 'Apache-2.0');
    assert.equal(rows(undefined, undefined).get('Licence'), 'The file does not say.');
  });
});

describe('the card’s calculator', () => {
  it('asks what its controls say, and leaves what is no number as it was', () => {
    assert.deepEqual(askedQuestion('context', '32768', usual), { ...usual, contextTokens: 32_768 });
    // Two sequences for near parts stand beside those of the files.
    assert.deepEqual(askedQuestion('files', '4', usual), { ...usual, sequences: 6 });
    assert.deepEqual(askedQuestion('quantization', 'Q8_0', usual), { ...usual, quantization: 'Q8_0' });
    for (const [control, value] of [
      ['context', '-1'],
      ['files', 'many'],
      ['quantization', 'Q1'],
      ['another', '2'],
    ] as const)
      assert.deepEqual(askedQuestion(control, value, usual), usual);
  });

  it('offers 1k to 32k tokens, and what is set', () => {
    const offered = contextChoices(3000, String);
    assert.deepEqual(
      offered.map(({ value }) => Number(value)),
      [1024, 2048, 3000, 4096, 8192, 16_384, 32_768],
    );
    assert.deepEqual(
      offered.filter(({ isChosen }) => isChosen).map(({ value }) => value),
      ['3000'],
    );
  });

  it('names as many files as are kept, and chooses them', () => {
    const chosen = fileChoices(fileSequences, String).filter(({ isChosen }) => isChosen);
    assert.deepEqual(
      chosen.map(({ value }) => Number(value)),
      [keptFiles],
    );
    const readme = readFileSync('README.md', 'utf8');
    assert.match(readme, /for the last eight files/);
    assert.equal(keptFiles, 8);
  });

  it('offers the file’s own quantization once', () => {
    const labels = quantizationChoices(coderModel, 'file', t).map(({ label }) => label);
    assert.deepEqual(labels, ['Q4_0 (as in the file)', 'Q5_0', 'Q8_0', 'F16']);
  });

  it('has the figures of the estimate', () => {
    const estimate = estimateMemory(coderModel, usual);
    assert.deepEqual(
      memoryRows(coderModel, usual, t).map(({ bytes }) => bytes),
      [estimate.weightBytes, estimate.kvCacheBytes, estimate.workingBytes, estimate.totalBytes],
    );
  });
});

describe('the card’s page', () => {
  const situation: CardSituation = {
    file: '/models/<b>.gguf',
    model: coderModel,
    publishedLicence: undefined,
    question: usual,
    machine: {
      totalBytes: 8192 * megabyte,
      freeBytes: 4096 * megabyte,
      engine: { residentBytes: 1024 * megabyte, mappedFileBytes: 400 * megabyte },
      engineFile: '/models/tuned.gguf',
    },
    language: 'en',
    t,
  };

  it('names every control and every row for a screen reader', () => {
    const { html } = cardPage(situation);
    assert.equal([...html.matchAll(/<label>[^<]+<select id=/g)].length, 3);
    assert.doesNotMatch(html, /<th(?! scope="(row|col)")[ >]/);
    assert.match(html, /role="status"/);
    assert.match(html, /\/models\/&lt;b&gt;\.gguf/);
  });

  it('says what the engine holds, and that there is room', () => {
    const { html } = cardPage(situation);
    assert.match(html, /8,192 MB of memory, 4,096 MB are free/);
    assert.match(html, /holds 1,024 MB, as measured, running \/models\/tuned\.gguf/);
    assert.match(html, /624 MB are its own/);
    assert.match(html, /this machine has room for it/);
  });

  it('says that there is no room, counting what the engine would give back', () => {
    const total = estimateMemory(coderModel, usual).totalBytes;
    const machine = { ...situation.machine, freeBytes: total - 1024 * megabyte - 1 };
    assert.match(cardPage({ ...situation, machine }).html, /more than this machine has/);
    const enough = { ...machine, freeBytes: machine.freeBytes + 1 };
    assert.match(cardPage({ ...situation, machine: enough }).html, /has room/);
  });

  it('says why a file is refused', () => {
    const { html } = refusalPage('/a.gguf', 'Its architecture is "llama".', t);
    assert.match(html, /role="alert">Its architecture is &quot;llama&quot;\./);
  });
});
