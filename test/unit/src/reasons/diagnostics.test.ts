// The report of diagnostics: what is in it, and what never is.
import assert from 'node:assert/strict';
import { type Diagnostics, diagnosticsText } from '../../../../src/reasons/diagnostics.ts';
import { defaultSettings } from '../../../../src/settings/settings.ts';
import { requestRecord } from '../../../support/requestRecord.ts';
import { shown } from '../../../support/scriptedEngine.ts';
import { someShape } from '../../../support/someShape.ts';

const report: Diagnostics = {
  version: '1.2.3',
  editor: 'Code 1.101.0, local',
  platform: 'Linux 6.1, linux-x64',
  processor: 'A CPU, 8 threads',
  totalBytes: 16e9,
  freeBytes: 4.25e9,
  engineState: 'ready',
  engineBytes: 512e6,
  model: { ...someShape, name: '/home/ada/models/qwen', quantization: 'Q4_0' },
  threads: 4,
  settings: {
    ...defaultSettings,
    modelPath: '/home/ada/secret.gguf',
    maxLines: 2,
    server: 'https://secret.example',
  },
  records: [
    requestRecord({ uri: 'file:///home/ada/plan.ts', languageId: 'typescript' }),
    requestRecord({
      id: 2,
      outcome: { kind: 'shown', source: 'engine' },
      engine: { counters: shown('x').value.counters, timings: shown('x').value.timings },
      isManual: true,
    }),
  ],
};

describe('diagnosticsText', () => {
  const text = diagnosticsText(report);

  for (const expected of [
    'Hearth 1.2.3, Code 1.101.0',
    '16.0 GB of memory, 4.3 GB free',
    'engine: ready, 512 MB, 4 threads',
    'model: qwen, Q4_0',
    'hearth.model.path = (set), hearth.maxLines = 2, hearth.server = (set)',
    '| shown: engine, by hand | l | 12 | 0 | 0 | 20 | 60 | 100 | 2 | 5 |\n| silent: emptyAnswer | typescript |',
  ]) {
    it(`says ${expected.slice(0, 50)}`, () => assert.ok(text.includes(expected), text));
  }

  it('names no folder, no file and no user', () => assert.doesNotMatch(text, /ada|plan|secret|home/));

  it('is short when there is little to say', () => {
    const bare = diagnosticsText({
      ...report,
      model: undefined,
      threads: undefined,
      engineBytes: undefined,
      engineState: 'stopped',
      settings: defaultSettings,
      records: [],
    });
    assert.match(bare, /engine: stopped\n- model: none loaded\n- settings: all at their defaults/);
  });
});
